"""Reads and writes: packs, compiled rulebooks, inputs, reports."""
