"""Find the mentions of a person by surname that the network missed, in any case form.

A surname of which the network is sure in one sentence is a surname in the others. Token F1 of PER
without and with it: NEREL dev .962 and .965, the SlavicNER topics asia_bibi .965 and .966, covid-19
.816 both (`benchmarks.surname_propagation`). Other locations and organisations are left to the
network; one of which it is unsure is a person if the document names him in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from spacy.attrs import ENT_TYPE, IS_TITLE, POS, SENT_START
from spacy.parts_of_speech import IDS
from spacy.tokens import Doc, Span

from imena.components.attributes import assign
from imena.components.name_words import is_place
from imena.components.span_rules import make_span
from imena.forms.spelling import casefold_ru

# Chosen by hand.
SURE = 0.9  # score of a mention whose surname is propagated
MIN_WORD = 4  # letters of a word that may be a surname
MIN_STEM = 3  # letters
ENDING = re.compile(
    "(ого|ому|[ыиая]ми|[ое]в|[оыи]й|[ыиоеая]м|[ая]х|[уюоею]ю|[ая]я|[ыи]е|[аяуюеыиоьй])$"
)


def propagate_surnames(doc: Doc) -> Iterator[Span]:
    """Yield mentions of persons by surname outside the entities of a Doc, or in place of one."""
    surnames, other_names, full_names = set(), set(), set()
    for ent in doc.ents:
        if ent.label_ == "PER":
            if (ent._.score or 0) >= SURE or ent._.drawn_by == "document":
                surnames.add(stem(ent[-1].text))
                if len(ent) > 1:
                    full_names.add(stem(ent[-1].text))
        elif len(ent) == 1:
            other_names.add(stem(ent.text))
    for ent in doc.ents:
        if _may_be_surname(ent) and stem(ent.text) in full_names:
            person = make_span(doc, ent.start, ent.end, "PER", "document")
            assign(person, score=None)  # that of the place
            yield person
    surnames -= other_names
    if surnames:
        for token in _candidates(doc):
            if len(doc[token]) >= MIN_WORD and stem(doc[token].text) in surnames:
                yield make_span(doc, token, token + 1, "PER", "document")


def _may_be_surname(ent: Span) -> bool:
    """Whether a place of one word can be a person: only the network says so, and it is unsure."""
    is_unsure = ent._.drawn_by == "model" and (ent._.score or 0) < SURE
    return ent.label_ == "LOC" and len(ent) == 1 and is_unsure and not is_place(ent.text)


def _candidates(doc: Doc) -> list[int]:
    """Return the indices of capitalised words outside all entities that may be surnames.

    At the start of a sentence only proper nouns may be.
    """
    entity, title, pos, start = doc.to_array([ENT_TYPE, IS_TITLE, POS, SENT_START]).T
    is_proper = (pos == IDS["PROPN"]) | (pos == IDS["X"])
    inside = (start != 1) & (pos != IDS["ADJ"])
    return np.flatnonzero((entity == 0) & (title == 1) & (is_proper | inside)).tolist()


def stem(word: str) -> str:
    """Cut the case ending off a word: «Герасимова» and «Герасимову» have one stem."""
    folded = casefold_ru(word)
    ending = ENDING.search(folded, MIN_STEM)
    return folded[: ending.start()] if ending else folded
