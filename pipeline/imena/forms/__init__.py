"""Russian word forms: pure functions over pymorphy3's dictionary; no spaCy, no numpy."""
