"""Measurements: never part of a test's pass or fail, always ratios within one run."""
