"""Faster versions of code in pymorphy3, spaCy and razdel that rely on their internals.

Each module also has the plain version, which is the oracle in the tests and is used where an
installed version of the library has other internals.
"""
