"""Draw the name in quotes behind a legal form: «ОАО «ОГК-4»» is a firm whatever it is called."""

from __future__ import annotations

from spacy.attrs import ORTH
from spacy.tokens import Doc, Span

from imena.components.span_lists import put
from imena.components.span_rules import make_span
from imena.data_tables import read_table
from imena.forms.characters import QUOTE_PAIRS

FORMS = tuple(row["form"] for row in read_table("imena.components", "legal_forms"))
MAX_WORDS = 8  # of a name in quotes; chosen by hand


def draw_behind_legal_forms(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw the firms of a Doc that the network missed or took for something else."""
    strings = doc.vocab.strings
    forms = {strings[form] for form in FORMS if form in strings}
    if not forms:
        return spans
    organisations = {
        i for span in spans if span.label_ == "ORG" for i in range(span.start, span.end)
    }
    found = []
    for token, orth in enumerate(doc.to_array([ORTH]).tolist()):
        if orth in forms and token + 2 < len(doc):
            end = _closing(doc, token + 1)
            if end is not None and organisations.isdisjoint(range(token + 2, end)):
                found.append(make_span(doc, token + 2, end, "ORG", "rule"))
    return put(spans, found) if found else spans


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
