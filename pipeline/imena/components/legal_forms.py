"""Draw the name in quotes behind a legal form: «ОАО «ОГК-4»» is a firm whatever it is called."""

from __future__ import annotations

import numpy as np
from spacy.attrs import ORTH
from spacy.strings import get_string_id
from spacy.tokens import Doc, Span

from imena.components.span_lists import put
from imena.components.span_rules import make_span
from imena.data_tables import read_table
from imena.forms.characters import QUOTE_PAIRS

FORMS = tuple(row["form"] for row in read_table("imena.components", "legal_forms"))
_HASHES = np.array([get_string_id(form) for form in FORMS], np.uint64)
MAX_WORDS = 8  # of a name in quotes; chosen by hand


def draw_behind_legal_forms(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw the firms of a Doc that the network missed or took for something else."""
    tokens = np.flatnonzero(np.isin(doc.to_array([ORTH]), _HASHES)).tolist()
    if not tokens:
        return spans
    organisations = {
        i for span in spans if span.label_ == "ORG" for i in range(span.start, span.end)
    }
    found = []
    for token in tokens:
        end = _closing(doc, token + 1) if token + 2 < len(doc) else None
        if end is not None and organisations.isdisjoint(range(token + 2, end)):
            found.append(make_span(doc, token + 2, end, "ORG", "rule"))
    return put(spans, found)


def _closing(doc: Doc, opening: int) -> int | None:
    """Return the mark that closes a quotation of one name, if a mark opens one."""
    closing = QUOTE_PAIRS.get(doc[opening].text)
    if closing is None:
        return None
    for token in range(opening + 1, min(len(doc), opening + 2 + MAX_WORDS)):
        text = doc[token].text
        opens_another = text in QUOTE_PAIRS and bool(doc[token - 1].whitespace_)
        if opens_another or doc[token].is_space:
            return None
        if text == closing:
            return token if token > opening + 1 else None
    return None
