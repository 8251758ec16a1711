"""Jitted loops on plain arrays, and the way they are declared, compiled, cached and called."""
