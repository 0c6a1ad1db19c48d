"""The web door: what `coach serve` runs."""
