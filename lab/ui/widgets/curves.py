"""All points of a curve in, few enough to draw out: decimation that keeps extremes, smoothing that starts unbiased."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
_FACTOR = 8  # each level of the index sums up so many entries of the level below
_BLOCK = 64  # points smoothed by one matrix product


class Growing:
    """A one-dimensional array that grows at the end."""

    def __init__(self, dtype: type[np.generic] = np.float64) -> None:
        self._data: NDArray[np.generic] = np.empty(256, dtype)
        self._length = 0

    def extend(self, values: NDArray[np.generic]) -> None:
        """Add values at the end."""
        end = self._length + len(values)
        if end > len(self._data):
            larger = np.empty(max(end, 2 * len(self._data)), self._data.dtype)
            larger[: self._length] = self._data[: self._length]
            self._data = larger
        self._data[self._length : end] = values
        self._length = end

    def __len__(self) -> int:
        return self._length

    @property
    def values(self) -> NDArray[np.generic]:
        """All values, as a view."""
        return self._data[: self._length]


class Curve:
    """One line's points, x rising. New points cost time in proportion to their number, a view in proportion to what
    is drawn, whatever the length of the curve.

    For each run of 8, 64, 512 ... points the curve remembers where the smallest and the largest value lie. Buckets
    begin at multiples of their size, so that a growing curve does not flicker.
    """

    def __init__(self) -> None:
        self.x: Values = np.empty(0)
        self.y: Values = np.empty(0)
        self.low, self.high = np.inf, -np.inf  # of all finite values
        self.later_high = -np.inf  # of all but the first
        self.low_positive = np.inf  # of those that a logarithmic axis can show
        self._seen = 0
        self._levels: list[tuple[Growing, Growing]] = []  # per level: where the smallest and the largest value lie

    def __len__(self) -> int:
        return len(self.y)

    def clear(self) -> None:
        """Forget all points."""
        self.__init__()  # type: ignore[misc]

    def update(self, x: Values, y: Values) -> None:
        """Take the whole columns as they are now: the points known before and perhaps new ones behind them."""
        if len(y) < len(self.y):
            self.clear()
        self.x, self.y = x, y
        self._widen()
        self._index()

    def view(self, low: float, high: float, most: int) -> tuple[Values, Values]:
        """At most about `most` points from `low` to `high`, one beyond each side, among them all extremes."""
        start = max(int(np.searchsorted(self.x, low, "left")) - 1, 0)
        end = min(int(np.searchsorted(self.x, high, "right")) + 1, len(self.x))
        if end - start <= most:
            return self.x[start:end], self.y[start:end]
        kept = self._extremes(start, end, max(most // 2 - 3, 1))
        return self.x[kept], self.y[kept]

    def nearest(self, x: float) -> int | None:
        """Index of the point nearest to `x`; None when there is none."""
        if not len(self.x):
            return None
        after = int(np.searchsorted(self.x, x))
        if after == 0:
            return 0
        if after == len(self.x) or x - self.x[after - 1] <= self.x[after] - x:
            return after - 1
        return after

    def _widen(self) -> None:
        new, first = self.y[self._seen :], self._seen == 0
        self._seen = len(self.y)
        later = new[1:] if first else new
        later = later[np.isfinite(later)]
        if len(later):
            self.later_high = max(self.later_high, float(later.max()))
        new = new[np.isfinite(new)]
        if len(new):
            self.low, self.high = min(self.low, float(new.min())), max(self.high, float(new.max()))
            positive = new[new > 0]
            if len(positive):
                self.low_positive = min(self.low_positive, float(positive.min()))

    def _index(self) -> None:
        size, level = _FACTOR, 0
        while len(self.y) >= size:
            if level == len(self._levels):
                self._levels.append((Growing(np.int64), Growing(np.int64)))
            lowest, highest = self._levels[level]
            known, complete = len(lowest), len(self.y) // size
            if complete > known:
                for growing, below, largest in ((lowest, 0, False), (highest, 1, True)):
                    candidates = self._candidates(level, below, known * _FACTOR, complete * _FACTOR)
                    growing.extend(self._pick(candidates, _FACTOR, largest))
            size, level = size * _FACTOR, level + 1

    def _candidates(self, level: int, which: int, first: int, last: int) -> NDArray[np.int64]:
        """Where the extremes of the buckets of size 8^level lie; the points themselves at level 0."""
        if level == 0:
            return np.arange(first, last)
        found: NDArray[np.int64] = self._levels[level - 1][which].values[first:last]  # type: ignore[assignment]
        return found

    def _pick(self, candidates: NDArray[np.int64], group: int, largest: bool) -> NDArray[np.int64]:
        """Of each `group` candidates the one with the best value; a value that is not a number is never best."""
        if group == 1:
            return candidates
        rows = candidates.reshape(-1, group)
        values = self.y[rows]
        worst = -np.inf if largest else np.inf
        values = np.where(np.isnan(values), worst, values)
        best = values.argmax(axis=1) if largest else values.argmin(axis=1)
        chosen: NDArray[np.int64] = rows[np.arange(len(rows)), best]
        return chosen

    def _extremes(self, start: int, end: int, buckets: int) -> NDArray[np.int64]:
        """Sorted indices of the smallest and largest value of each of at most `buckets` parts, and both ends."""
        size, level = 1, 0
        while end - start > buckets * size:
            size *= 2
        while _FACTOR ** (level + 1) <= size:
            level += 1
        first, last = -(-start // size), end // size
        if first >= last:
            first = last = start // size
        group = size // _FACTOR**level
        lowest, highest = (
            self._pick(self._candidates(level, which, first * group, last * group), group, largest)
            for which, largest in ((0, False), (1, True))
        )
        inner = np.stack([np.minimum(lowest, highest), np.maximum(lowest, highest)], axis=1).ravel()
        return np.concatenate(
            [[start], self._rest(start, first * size), inner, self._rest(last * size, end), [end - 1]]
        ).astype(np.int64)

    def _rest(self, start: int, end: int) -> list[int]:
        """Where the extremes of a part lie that is less than a bucket."""
        values = self.y[start:end]
        if end <= start or np.isnan(values).all():
            return []
        return sorted((start + int(np.nanargmin(values)), start + int(np.nanargmax(values))))


class Smoothing:
    """s[t] = w s[t-1] + (1 - w) y[t], shown as s[t] / (1 - wᵗ), so that the start is not pulled towards zero.

    Debiased exponential moving average (Kingma and Ba 2015, section 3). A value that is not finite is left out.
    """

    def __init__(self, weight: float) -> None:
        self.weight = weight
        self._smooth = Growing()
        self._state = 0.0
        self._count = 0  # finite values so far

    def update(self, y: Values) -> Values:
        """The smoothed column, given the whole column: only what is new is computed."""
        if len(y) < len(self._smooth):
            self.__init__(self.weight)  # type: ignore[misc]
        new = np.asarray(y[len(self._smooth) :], np.float64)
        if len(new):
            self._smooth.extend(self._continue(new))
        return self._smooth.values  # type: ignore[return-value]

    def _continue(self, new: Values) -> Values:
        finite = np.isfinite(new)
        if finite.all():
            return self._run(new)
        result = np.full(len(new), np.nan)
        if finite.any():
            result[finite] = self._run(new[finite])
        return result

    def _run(self, new: Values) -> Values:
        weight = self.weight
        whole = len(new) // _BLOCK * _BLOCK
        out = np.empty(len(new))
        if whole:
            rows = np.arange(_BLOCK)
            powers = np.tril(weight ** np.maximum(rows[:, None] - rows[None, :], 0))
            partial = (1 - weight) * (new[:whole].reshape(-1, _BLOCK) @ powers.T)
            decay = weight ** (rows + 1.0)
            carried = np.empty(len(partial))
            state, last = self._state, decay[-1]
            for row, end in enumerate(partial[:, -1].tolist()):
                carried[row] = state
                state = state * last + end
            out[:whole] = (partial + carried[:, None] * decay).ravel()
            self._state = state
        for position in range(whole, len(new)):
            self._state = weight * self._state + (1 - weight) * float(new[position])
            out[position] = self._state
        steps = self._count + np.arange(1, min(len(new), _biased(weight) - self._count) + 1)
        if len(steps):
            out[: len(steps)] /= 1 - weight**steps
        self._count += len(new)
        return out


def _biased(weight: float) -> int:
    """For how many points the correction 1 - wᵗ differs from 1 in float64."""
    return int(np.ceil(np.log(1e-17) / np.log(weight))) if weight > 0 else 0
