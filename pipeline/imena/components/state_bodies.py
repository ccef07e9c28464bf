"""Find bodies of state that a Doc names in lower case: «украинское министерство обороны».

The flat convention marks names with capitals only; full names need these too: [мэрия [Москвы]].
Governments, parliaments, police and «власти» are left out: of 220 such words in the SlavicNER
topics asia_bibi and covid-19, 7 are part of a name. The words are in data/state_bodies.tsv.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from imena.components.doc_columns import DocColumns
from imena.data_tables import read_table

KINDS = {row["lemma"]: row["kind"] for row in read_table("imena.components", "state_bodies")}
HEADS = {lemma for lemma, kind in KINDS.items() if kind in ("body", "ministry", "court")}
RELATIONAL = re.compile(r".*[сц]кий")  # украинский, немецкий
# Chosen by hand.
MAX_WORDS = 6  # behind a ministry: «по делам молодежи и спорта»
MAX_ADJECTIVES = 3  # before a head


class StateBody(NamedTuple):
    """A body of state, in tokens, half-open."""

    start: int
    end: int
    is_name: bool  # by itself; else it is one only with the name of its owner


def find_state_bodies(columns: DocColumns) -> Iterator[StateBody]:
    """Yield the bodies of a Doc in order, and those that a tail may make a name."""
    for head in columns.with_lemma(HEADS):
        kind = KINDS[columns.lemma(head)]
        start = _first_adjective(columns, head)
        if kind == "court":
            adjectives = {KINDS.get(columns.lemma(i)) for i in range(start, head)}
            is_court = "court adjective" in adjectives
            if is_court or columns.text(start)[0].isupper():
                yield StateBody(start, head + 1, is_court or start < head)
            continue
        end = _end_of_charge(columns, head + 1) if kind == "ministry" else head + 1
        yield StateBody(start, end, end > head + 1 or start < head)


def _first_adjective(columns: DocColumns, head: int) -> int:
    """Return the start of the adjectives before a head that agree with it and set it apart."""
    start, case = head, columns.feats(head).get("Case")
    while start > max(0, head - MAX_ADJECTIVES):
        lemma, feats = columns.lemma(start - 1), columns.feats(start - 1)
        is_distinctive = KINDS.get(lemma, "").endswith("adjective") or RELATIONAL.fullmatch(lemma)
        if columns.pos(start - 1) != "ADJ" or not is_distinctive or feats.get("Case") != case:
            break
        start -= 1
    return start


def _end_of_charge(columns: DocColumns, start: int) -> int:
    """Return the end of what a ministry is in charge of: «иностранных дел», «по делам молодежи»."""
    end = start
    for i in range(start, min(start + MAX_WORDS, len(columns))):
        text, pos = columns.text(i), columns.pos(i)
        if text in ("и", ",", "по"):
            continue
        if not text.islower() or pos not in ("NOUN", "ADJ"):
            break
        case = columns.feats(i).get("Case")
        if case != "Gen" and not (case == "Dat" and columns.text(start) == "по"):
            break
        end = i + 1 if pos == "NOUN" else end
    return end
