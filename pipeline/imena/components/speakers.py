"""Draw the speakers of plays, transcripts and interviews from their labels.

A label (see `imena.layout.speakers`) names the same person each time, so it is decided once for a
document: «Пирамидалов» is a name, «1-й гость» and «Голос» are none. A common word is a name if the
speeches write it with a capital inside a sentence, and never in lower case. The name of a place or
an organisation is a person's if the recogniser mostly says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np
from spacy.attrs import IDX, IS_ALPHA, IS_LOWER, IS_TITLE, ORTH, SENT_START
from spacy.tokens import Doc, Span

from imena.components.doc_cache import speakers_of
from imena.components.name_words import is_common, is_organisation, is_place
from imena.components.span_lists import put
from imena.components.span_rules import make_span
from imena.components.surname_propagation import stem
from imena.forms.spelling import casefold_ru

Bounds = tuple[int, int]  # tokens, half-open

MOSTLY = 0.5  # of the occurrences of a label; chosen by hand


def draw_speakers(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw the speaker labels that are names; drop labels and stage directions that are none."""
    labels = _labels(doc)
    if not labels:
        return spans
    same: dict[str, list[Bounds]] = defaultdict(list)
    for start, end in labels:
        same[casefold_ru(doc[start:end].text)].append((start, end))
    marked = {token: span for span in spans for token in range(span.start, span.end)}
    capitalised = _capitalised_stems(doc, labels)
    names: list[Span] = []
    dropped: set[Bounds] = set()
    for occurrences in same.values():
        name = _name(doc, occurrences[0], capitalised)
        if name is None:
            inside = (marked[i] for bounds in occurrences for i in range(*bounds) if i in marked)
            dropped.update((span.start, span.end) for span in inside)
        elif not _is_other_name(doc, occurrences, marked):
            first, last = name
            names += [
                make_span(doc, s + first, s + last, "PER", "document") for s, _ in occurrences
            ]
    kept = [
        span
        for span in spans
        if (span.start, span.end) not in dropped and not _is_common_word(span, capitalised)
    ]
    return put(kept, sorted(names, key=lambda span: span.start), over_common_words=True)


def _labels(doc: Doc) -> list[Bounds]:
    labels = speakers_of(doc)
    if not labels:
        return []
    offsets = doc.to_array([IDX])
    bounds = np.searchsorted(offsets, np.array(labels)).tolist()
    return [(start, end) for start, end in bounds if start < end]


def _capitalised_stems(doc: Doc, labels: Sequence[Bounds]) -> set[str]:
    """Return the stems of words that always have a capital, outside labels and inside sentences."""
    title, lower, first, alpha, orth = doc.to_array(
        [IS_TITLE, IS_LOWER, SENT_START, IS_ALPHA, ORTH]
    ).T
    inside = (title == 1) & (first != 1)
    inside[1:] &= (alpha[:-1] == 1) | (orth[:-1] == doc.vocab.strings[","])
    for start, end in labels:
        inside[start:end] = False
    in_lower_case = {stem(doc[i].text) for i in np.flatnonzero(lower).tolist()}
    return {stem(doc[i].text) for i in np.flatnonzero(inside).tolist()} - in_lower_case


def _is_common_word(span: Span, capitalised: set[str]) -> bool:
    """Whether a person is a word that is no name: «(Уходит.)»."""
    if len(span) > 1 or span.label_ != "PER" or span._.drawn_by != "model":
        return False
    return is_common(span.text) and stem(span.text) not in capitalised


def _name(doc: Doc, label: Bounds, capitalised: set[str]) -> Bounds | None:
    """Return where the name is in a label, in tokens from its start; None if it has none."""
    words = [token.text for token in doc[slice(*label)]]
    name = [i for i, word in enumerate(words) if not is_common(word) or stem(word) in capitalised]
    if all(len(words[i]) == 1 for i in name):
        return None
    return name[0], name[-1] + 1


def _is_other_name(doc: Doc, occurrences: list[Bounds], marked: Mapping[int, Span]) -> bool:
    """Whether a label is no person's name, unless the recogniser mostly has a person there."""
    start, end = occurrences[0]
    if not any(is_place(token.text) or is_organisation(token.text) for token in doc[start:end]):
        return False
    spans = (marked.get(start) for start, _ in occurrences)
    persons = sum(span is not None and span.label_ == "PER" for span in spans)
    return persons < MOSTLY * len(occurrences)
