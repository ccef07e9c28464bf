"""What one request may ask for: somebody waits for the answer, and others behind them."""

from __future__ import annotations

MAX_BODY = 5_000_000  # bytes
MAX_CHARS = 1_000_000  # of all texts together
MAX_DOCUMENTS = 1_000
MAX_UNPACKED = 50_000_000  # bytes of an archive's members
MAX_CORRECTIONS = 2_000
MAX_NAME = 1_000  # characters
MAX_WAITING = 8  # requests that wait for their turn; those behind them are told to come again
SECONDS = 60.0  # until an answer, the wait included
MAX_CONNECTIONS = 100  # at once: the body of each may lie in memory
RETRY_AFTER = 5  # seconds
