"""Persons of a document in, the mentions of them that the network missed out, in any case form.

A surname that the network is sure of in one sentence is a surname in the others. Token F1 of PER
without and with it: NEREL dev .962 and .965, the SlavicNER topics asia_bibi .965 and .966, covid-19
.816 both (`benchmarks/consistency.py`). Places and organisations are left to the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from spacy.attrs import ENT_TYPE, IS_TITLE, POS, SENT_START
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span

from imena.components.span_rules import make_span
from imena.forms.spelling import casefold_ru

SURE = 0.9
SHORTEST = 4  # letters of a word that is looked for
SHORTEST_STEM = 3
ENDING = re.compile(
    "(ого|ому|[ыиая]ми|[ое]в|[оыи]й|[ыиоеая]м|[ая]х|[уюоею]ю|[ая]я|[ыи]е|[аяуюеыиоьй])$"
)


def missed_persons(doc: Doc) -> Iterator[Span]:
    """Mentions of a person by surname in ``doc`` that stand outside of its entities."""
    surnames, others = set(), set()
    for ent in doc.ents:
        if ent.label_ == "PER":
            if (ent._.score or 0) >= SURE:
                surnames.add(stem(ent[-1].text))
        elif len(ent) == 1:
            others.add(stem(ent.text))
    surnames -= others
    if surnames:
        for token in _candidates(doc):
            if len(doc[token]) >= SHORTEST and stem(doc[token].text) in surnames:
                yield make_span(doc, token, token + 1, "PER", "document")


def _candidates(doc: Doc) -> list[int]:
    """Words with a capital outside of all entities; at a sentence's start only proper nouns."""
    outside, title, pos, start = doc.to_array([ENT_TYPE, IS_TITLE, POS, SENT_START]).T
    proper = (pos == IDS["PROPN"]) | (pos == IDS["X"])
    inside = (start != 1) & (pos != IDS["ADJ"])
    return np.flatnonzero((outside == 0) & (title == 1) & (proper | inside)).tolist()


def stem(word: str) -> str:
    """The word without its case ending: «Герасимова» and «Герасимову» have the same."""
    folded = casefold_ru(word)
    ending = ENDING.search(folded, SHORTEST_STEM)
    return folded[: ending.start()] if ending else folded
