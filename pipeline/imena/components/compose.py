"""Flat mentions in, ``doc.spans["imena"]`` out: full names, with the names inside them.

The recogniser draws short names: [Минобороны] [России]. A full name is an organisation with what
stands behind it in the genitive, [Минобороны [России]]: the full name takes the place of its head,
the tail is nested in it, and tails may have tails. A legal form and the quotes that it asks for are
part of the full name (ОАО «Газпром»), and bodies of state in lower case are names here too (see
`imena.components.state_bodies`). docs/annotation.md has the whole convention; ``doc.ents`` stays flat.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from zlib import crc32

from spacy.attrs import ENT_IOB, ENT_TYPE
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from imena.components.attributes import register
from imena.components.batch import BatchComponent
from imena.components.dictionary import is_ignored
from imena.components.doc_columns import DocWords
from imena.components.guideline import ORGANISATIONS
from imena.components.span_rules import make_span
from imena.components.state_bodies import bodies
from imena.forms.characters import QUOTE_PAIRS

SPANS = "imena"  # the key in doc.spans
COMPOSED_OF = "imena_composed_of"  # in doc.user_data: a digest of the flat mentions

INDECLINABLE = re.compile(r"[А-ЯЁA-Z]{2,}(?:-[А-ЯЁA-Z]+)?")
LEGAL_FORM = re.compile(r"(?!СМИ)[А-ЯЁ]{2,6}")  # and ГНЦ, НИИ: what stands before a quote
# What has a region behind «по»: «ГУ МВД по Москве». Others speak of it: «доклад ООН по Сирии».
REGIONAL = re.compile(
    r"(?:Г?У|УФСБ|У?МВД|УФСИН|УФАС|ГУВД|(?:Главн\w+ |Следственн\w+ )*управлени[еяюи]\w*"
    r"|комитет\w*|департамент\w*|отделени[еяюи]\w*|прокуратур\w+|инспекци\w+)\b",
    re.IGNORECASE,
)
NAMED_AFTER = re.compile(r"(?:институт|центр|нии|театр)(?:а|у|ом|е)?", re.IGNORECASE)


@dataclass(slots=True)
class _Name:
    """A name, in tokens of the Doc."""

    start: int
    end: int
    label: str
    ent: Span | None  # the flat mention that it is, if that is all it is
    complete: bool = True  # not in need of a tail
    has_place: bool = False  # it ends with the name of a place


class Compose(BatchComponent):
    """Sets ``doc.spans["imena"]`` from ``doc.ents``."""

    def __init__(self) -> None:
        """Make the span attributes known to spaCy."""
        register()

    def annotate(self, docs: list[Doc]) -> None:
        """Compose the full names of each Doc."""
        for doc in docs:
            doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=list(full_names(doc)))
            doc.user_data[COMPOSED_OF] = _digest(doc)


def names(doc: Doc) -> list[Span]:
    """``doc.spans["imena"]``, composed anew where ``doc.ents`` were changed since."""
    if doc.user_data.get(COMPOSED_OF) == _digest(doc) and SPANS in doc.spans:
        return list(doc.spans[SPANS])
    return list(full_names(doc))


def _digest(doc: Doc) -> int:
    """A number that changes when the Doc's entities do."""
    return crc32(doc.to_array([ENT_IOB, ENT_TYPE]).tobytes())


def full_names(doc: Doc) -> Iterator[Span]:
    """All names of a Doc in the order of the text, each before those inside it."""
    words = DocWords(doc)
    flat = [_Name(ent.start, ent.end, ent.label_, ent) for ent in doc.ents]
    taken = {token for name in flat for token in range(name.start, name.end)}
    lower = [
        _Name(start, end, "ORG", None, is_name)
        for start, end, is_name in bodies(words)
        if taken.isdisjoint(range(start, end)) and not is_ignored(doc, start, end)
    ]
    right: dict[int, _Name] = {}  # finished names by their first token
    for name in sorted(flat + lower, key=lambda name: name.start, reverse=True):
        if name.label == "ORG":
            while (tail := _tail(words, name, right)) is not None:
                name.end, name.ent, name.complete = tail.end, None, True
                name.has_place = name.has_place or tail.label == "LOC" or tail.has_place
            _add_legal_form(words, name, taken)
        if name.complete:
            right[name.start] = name
    for name in sorted(right.values(), key=lambda name: (name.start, -name.end)):
        yield name.ent or make_span(doc, name.start, name.end, name.label, "rule")


def _tail(words: DocWords, name: _Name, right: dict[int, _Name]) -> _Name | None:
    """The name right behind an organisation that tells whose or which it is."""
    tail = right.get(name.end)
    if tail is not None:
        if tail.label == "PER":
            after = NAMED_AFTER.fullmatch(words.text(name.end - 1))
            return tail if after and tail.end == tail.start + 1 and _genitive(words, tail) else None
        if tail.label == "LOC" and (name.has_place or _is_of_the_world(words, name)):
            return None  # «в МИД Украины США обвинили»; «по данным ВОЗ Италии»
        return tail if _genitive(words, tail) else None
    region = right.get(name.end + 1)
    if region is not None and region.label == "LOC" and words.text(name.end) == "по":
        return region if REGIONAL.match(words.text(name.start)) else None
    return None


def _is_of_the_world(words: DocWords, name: _Name) -> bool:
    """Whether a name is of an organisation that no place has."""
    text = " ".join(map(words.text, range(name.start, name.end)))
    return ORGANISATIONS.fullmatch(text) is not None


def _genitive(words: DocWords, name: _Name) -> bool:
    """Whether a name can stand in the genitive, by its first word that has a case."""
    for token in range(name.start, name.end):
        case = words.feats(token).get("Case")
        if INDECLINABLE.fullmatch(words.text(token)):
            return True
        if case is not None:
            return case == "Gen"
    return False


def _add_legal_form(words: DocWords, name: _Name, taken: set[int]) -> None:
    """Let a name in quotes have what stands before them, and the quotes: «ОАО «Газпром»»."""
    opening, form = name.start - 1, name.start - 2
    closing = QUOTE_PAIRS.get(words.text(opening))
    if (
        closing is not None
        and words.text(name.end) == closing
        and form not in taken
        and LEGAL_FORM.fullmatch(words.text(form))
    ):
        name.start, name.end, name.ent = form, name.end + 1, None


@Language.factory("imena_compose", requires=["doc.ents", "token.lemma"], assigns=["doc.spans"])
def create_compose(nlp: Language, name: str) -> Compose:
    """``nlp.add_pipe("imena_compose")``, after ``imena_recognise``."""
    return Compose()
