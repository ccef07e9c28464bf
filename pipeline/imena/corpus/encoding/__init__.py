"""Detect the encoding of Russian text and repair garbled Cyrillic."""
