"""Compose full names from flat mentions, and nest the names inside them in ``doc.spans["imena"]``.

The recogniser marks short names: [Минобороны] [России]. A full name is an organisation with its
tail in the genitive, [Минобороны [России]]: the full name takes the place of its head, the tail is
nested in it, and tails may have tails. A legal form and the quotes behind it are part of the full
name (ОАО «Газпром»), and bodies of state in lower case are names here too (see
`imena.components.state_bodies`). docs/annotation.md has the whole convention; ``doc.ents`` stays
flat.
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
from imena.components.doc_columns import DocColumns
from imena.components.guideline import ORGANISATIONS, apply_label
from imena.components.numbered_organisations import SIGNS
from imena.components.span_rules import make_span
from imena.components.state_bodies import find_state_bodies
from imena.data_tables import read_table
from imena.forms.characters import QUOTE_PAIRS

SPANS = "imena"  # the key in doc.spans
COMPOSED_OF = "imena_composed_of"  # in doc.user_data: a digest of the flat mentions

INDECLINABLE = re.compile(r"[А-ЯЁA-Z]{2,}(?:-[А-ЯЁA-Z]+)?")
MAX_QUOTED_WORDS = 5  # between a quote and another one inside it; chosen by hand
LEGAL_FORM = re.compile(r"[А-ЯЁ]{2,6}")  # such as ООО, and ГНЦ or НИИ before a name in quotes


def _heads(tail: str) -> str:
    """Return a pattern, as a string, of the organisations that a tail of this kind may follow."""
    rows = read_table("imena.components", "organisation_heads")
    return "|".join(row["pattern"] for row in rows if row["tail"] == tail)


REGIONAL = re.compile(rf"(?:{_heads('region')})\b", re.IGNORECASE)
NAMED_AFTER = re.compile(_heads("person"), re.IGNORECASE)


@dataclass(slots=True)
class _Name:
    """A name, in tokens of the Doc, half-open."""

    start: int
    end: int
    label: str
    ent: Span | None  # the flat mention with the same tokens, if there is one
    complete: bool = True  # not in need of a tail
    has_location: bool = False  # it ends with the name of a location


class Compose(BatchComponent):
    """Sets ``doc.spans["imena"]`` from ``doc.ents``."""

    def __init__(self) -> None:
        """Make the span attributes known to spaCy."""
        register()

    def annotate(self, docs: list[Doc]) -> None:
        """Compose the full names of each Doc."""
        for doc in docs:
            doc.spans[SPANS] = SpanGroup(doc, name=SPANS, spans=list(compose_names(doc)))
            doc.user_data[COMPOSED_OF] = _digest(doc)


def full_names(doc: Doc) -> list[Span]:
    """Return ``doc.spans["imena"]``, composed anew if ``doc.ents`` were changed since."""
    if doc.user_data.get(COMPOSED_OF) == _digest(doc) and SPANS in doc.spans:
        return list(doc.spans[SPANS])
    return list(compose_names(doc))


def _digest(doc: Doc) -> int:
    """Return a number that changes when the entities of the Doc do."""
    return crc32(doc.to_array([ENT_IOB, ENT_TYPE]).tobytes())


def compose_names(doc: Doc) -> Iterator[Span]:
    """Yield all names of a Doc in the order of the text, each before those inside it."""
    columns = DocColumns(doc)
    flat = [_Name(ent.start, ent.end, ent.label_, ent) for ent in doc.ents]
    taken = {token for name in flat for token in range(name.start, name.end)}
    state_bodies = [
        _Name(start, end, "ORG", None, is_name)
        for start, end, is_name in find_state_bodies(columns)
        if taken.isdisjoint(range(start, end)) and not is_ignored(doc, start, end)
    ]
    finished: dict[int, _Name] = {}  # by their first token; the names to the right come first
    for name in sorted(flat + state_bodies, key=lambda name: name.start, reverse=True):
        if name.label == "ORG":
            while (tail := _tail(columns, name, finished)) is not None:
                name.end, name.ent, name.complete = tail.end, None, True
                name.has_location = name.has_location or tail.label == "LOC" or tail.has_location
            _add_legal_form(columns, name, taken)
        if name.complete:
            finished[name.start] = name
    for name in sorted(finished.values(), key=lambda name: (name.start, -name.end)):
        yield name.ent or make_span(doc, name.start, name.end, name.label, "rule")


def _tail(columns: DocColumns, name: _Name, finished: dict[int, _Name]) -> _Name | None:
    """Return the name right behind an organisation that is part of its full name, if any."""
    start = _behind_place_word(columns, name.end)
    tail = finished.get(start)
    if tail is not None and _has_number(columns, name):
        return None
    if tail is not None:
        if start > name.end and tail.label != "LOC":
            return None
        if tail.label == "PER":
            after = NAMED_AFTER.fullmatch(columns.text(name.end - 1))
            is_surname = tail.end == tail.start + 1
            return tail if after and is_surname and _may_be_genitive(columns, tail) else None
        if tail.label == "LOC" and (name.has_location or _is_international(columns, name)):
            return None  # «в МИД Украины США обвинили»; «по данным ВОЗ Италии»
        return tail if start > name.end or _may_be_genitive(columns, tail) else None
    if columns.text(name.end) == "по" and _is_regional(columns, name):
        region = finished.get(_behind_place_word(columns, name.end + 1))
        if region is not None and region.label == "LOC":
            return _with_coordinated(columns, region, finished)
    return None


def _has_number(columns: DocColumns, name: _Name) -> bool:
    """Whether a name ends with its number, which tells it apart without its place: «школа № 3»."""
    return columns.text(name.end - 2) in SIGNS


def _behind_place_word(columns: DocColumns, token: int) -> int:
    """Return the token behind «города» or «г.», or the token itself if it is no such word."""
    word = columns.text(token)
    if word in ("г", "гор") and columns.text(token + 1) == ".":
        return token + 2
    return token + 1 if word in ("города", "городу") else token


def _is_regional(columns: DocColumns, name: _Name) -> bool:
    """Whether an organisation is a department: by its first word, or «Главное управление»."""
    words = [columns.text(name.start)]
    if name.end > name.start + 1 and columns.pos(name.start) == "ADJ":
        words.append(columns.text(name.start + 1))
    return any(REGIONAL.match(word) for word in words)


def _with_coordinated(columns: DocColumns, region: _Name, finished: dict[int, _Name]) -> _Name:
    """Return a region with another one behind «и»: «по Москве и Московской области»."""
    other = finished.get(region.end + 1)
    if other is None or other.label != "LOC" or columns.text(region.end) != "и":
        return region
    if not (_is_dative(columns, region) and _is_dative(columns, other)):
        return region
    return _Name(region.start, other.end, "LOC", None, has_location=True)


def _is_dative(columns: DocColumns, name: _Name) -> bool:
    return columns.feats(name.start).get("Case") == "Dat"


def _is_international(columns: DocColumns, name: _Name) -> bool:
    """Whether an organisation belongs to no single location: the UN, NATO."""
    text = " ".join(map(columns.text, range(name.start, name.end)))
    return ORGANISATIONS.fullmatch(text) is not None


def _may_be_genitive(columns: DocColumns, name: _Name) -> bool:
    """Whether a name can be in the genitive, by its first word that has a case."""
    for token in range(name.start, name.end):
        case = columns.feats(token).get("Case")
        if INDECLINABLE.fullmatch(columns.text(token)):
            return True
        if case is not None:
            return case == "Gen"
    return False


def _add_legal_form(columns: DocColumns, name: _Name, taken: set[int]) -> None:
    """Extend a name in quotes by the quotes and the legal form before them: «ОАО «Газпром»»."""
    opening = _outer_quote(columns, name.start - 1)
    form = opening - 1
    closing = QUOTE_PAIRS.get(columns.text(opening))
    if (
        closing is not None
        and columns.text(name.end) == closing
        and form not in taken
        and LEGAL_FORM.fullmatch(columns.text(form))
        and apply_label(columns.text(form), "ORG") is not None
    ):
        both = opening < name.start - 1 and columns.text(name.end + 1) == closing
        name.start, name.end, name.ent = form, name.end + 1 + both, None


def _outer_quote(columns: DocColumns, opening: int) -> int:
    """Return the quote that opens a name around a quoted one: «ЗАО "Центр "Энергия"»."""
    mark = columns.text(opening)
    if mark not in QUOTE_PAIRS:
        return opening
    for token in range(opening - 1, max(0, opening - 1 - MAX_QUOTED_WORDS), -1):
        if columns.text(token) == mark and token < opening - 1:
            is_form = LEGAL_FORM.fullmatch(columns.text(token - 1)) is not None
            return token if is_form else opening
        if not columns.text(token).isalpha():
            break
    return opening


@Language.factory("imena_compose", requires=["doc.ents", "token.lemma"], assigns=["doc.spans"])
def create_compose(nlp: Language, name: str) -> Compose:
    """``nlp.add_pipe("imena_compose")``, after ``imena_recognise``."""
    return Compose()
