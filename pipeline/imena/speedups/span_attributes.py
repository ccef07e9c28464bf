"""Read and write custom attributes of spaCy spans where spaCy keeps them.

``span._`` makes an object and looks its extensions up at each access. spaCy keeps the values in
``doc.user_data`` under a key of the name and the span's offsets, where they are read and written
several times faster. The keys are internals of spaCy: where a version has others, ``span._`` is
used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.tokens import Span


def _has_expected_keys() -> bool:
    """Whether spaCy keeps values under the keys that the functions here use."""
    try:
        from spacy.tokens.underscore import Underscore

        class Owner:
            doc = None

        key = Underscore({}, Owner(), start=1, end=2)._get_key("name")
    except (AttributeError, ImportError, TypeError):
        return False
    return key == ("._.", "name", 1, 2)


def set_plainly(span: Span, values: Mapping[str, Any]) -> None:
    """Set attributes by ``span._``."""
    for name, value in values.items():
        span._.set(name, value)


def get_plainly(span: Span, names: Sequence[str]) -> list[Any]:
    """Get attributes by ``span._``."""
    return [span._.get(name) for name in names]


def set_directly(span: Span, values: Mapping[str, Any]) -> None:
    """Set attributes in the Doc's user data."""
    user_data, start, end = span.doc.user_data, span.start_char, span.end_char
    for name, value in values.items():
        user_data["._.", name, start, end] = value


def get_directly(span: Span, names: Sequence[str]) -> list[Any]:
    """Get attributes from the Doc's user data; None for one that is not set."""
    user_data, start, end = span.doc.user_data, span.start_char, span.end_char
    return [user_data.get(("._.", name, start, end)) for name in names]


if _has_expected_keys():
    set_attributes, get_attributes = set_directly, get_directly
else:
    set_attributes, get_attributes = set_plainly, get_plainly
