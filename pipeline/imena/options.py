"""What a user may choose, for all ways to extract; without spaCy, which takes long to import."""

from __future__ import annotations

from collections.abc import Iterable

from imena import schema
from imena.errors import UsageError

MODELS = ("ru_imena_sm", "ru_imena_lg")
DEFAULT_MODEL = "ru_imena_sm"
SPANS = ("nested", "outer", "flat")
DEFAULT_SPANS = "nested"


def check_spans(spans: str) -> None:
    """Raise a UsageError unless mentions can be drawn this way."""
    if spans not in SPANS:
        raise UsageError(f"spans cannot be {spans!r}: choose {', '.join(SPANS)}")


def check_zones(zones: Iterable[str] | None) -> frozenset[str] | None:
    """The zones to keep; raises a UsageError if there is no such zone."""
    if zones is None:
        return None
    kept = frozenset([zones] if isinstance(zones, str) else zones)
    for zone in sorted(kept.difference(schema.ZONES)):
        raise UsageError(f"there is no zone {zone!r}: choose of {', '.join(schema.ZONES)}")
    return kept
