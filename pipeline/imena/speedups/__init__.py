"""Faster versions of code in pymorphy3 and spaCy that rely on the internals of those libraries."""
