"""The formula of resources/examples/weather.csv, as the template "weather" gives it in words."""

from __future__ import annotations

import numpy as np

ROWS, SEED = 2000, 2026


def table() -> str:
    """The whole file."""
    random = np.random.default_rng(SEED)
    temperature = random.normal(10, 9, ROWS).round(1)
    humidity = random.uniform(25, 100, ROWS).round()
    pressure = random.normal(1013, 9, ROWS).round(1)
    wet = (humidity - 65) / 10 + (1013 - pressure) / 6 + random.normal(0, 0.3, ROWS)
    cold = temperature + random.normal(0, 0.5, ROWS) < 1
    weather = np.where(wet < -0.5, "sun", np.where(wet < 1.5, "clouds", np.where(cold, "snow", "rain")))
    rows = zip(temperature, humidity, pressure, weather, strict=True)
    lines = [f"{degrees:.1f},{percent:.0f},{hectopascal:.1f},{what}" for degrees, percent, hectopascal, what in rows]
    return "\n".join(["temperature,humidity,pressure,weather", *lines, ""])
