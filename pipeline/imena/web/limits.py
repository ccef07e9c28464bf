"""Limits of one request, since somebody waits for the answer and others queue behind them."""

from __future__ import annotations

MAX_BODY = 5_000_000  # bytes
MAX_CHARS = 1_000_000  # of all texts together
MAX_DOCUMENTS = 1_000
MAX_UNPACKED = 50_000_000  # bytes of an archive's members
MAX_CORRECTIONS = 2_000
MAX_NAME = 1_000  # characters
MAX_WAITING = 8  # queued requests; further ones are refused
SECONDS = 60.0  # until an answer, including the wait
MAX_CONNECTIONS = 100  # at the same time; the body of each may be in memory
RETRY_AFTER = 5  # seconds
