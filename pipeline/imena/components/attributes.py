"""Register the custom attributes of imena on spaCy's Doc and Span, and access them fast."""

from __future__ import annotations

from typing import Any

from spacy.tokens import Doc, Span

from imena.components.doc_cache import layout_of
from imena.speedups.span_attributes import get_attributes, set_attributes

# imena_label is the label that imena gave the span. Where another component has changed the label,
# score and drawn_by are not those of the new one.
SPAN_ATTRIBUTES = (
    *("normal", "first", "middle", "last", "gender"),
    *("score", "drawn_by", "entity_id", "imena_label"),
)


def register() -> None:
    """Make ``span._.normal`` and the others, and ``doc._.layout``, known to spaCy.

    An attribute of a span is None until it is set. The layout is computed on first access.
    """
    for name in SPAN_ATTRIBUTES:
        if not Span.has_extension(name):
            Span.set_extension(name, default=None)
    if not Doc.has_extension("layout"):
        Doc.set_extension("layout", getter=layout_of)


def assign(span: Span, **values: Any) -> None:
    """Set some of the attributes of a span."""
    set_attributes(span, values)


def attribute_values(span: Span) -> list[Any]:
    """Return the attributes of a span in the order of `SPAN_ATTRIBUTES`."""
    return get_attributes(span, SPAN_ATTRIBUTES)
