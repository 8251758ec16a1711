"""The application around the screens: start, window, theme, languages, settings, trouble."""
