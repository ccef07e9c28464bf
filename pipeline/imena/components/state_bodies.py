"""A Doc in, bodies of state that it names in lower case out: «украинское министерство обороны».

The flat convention draws names with capitals only, full names need these too: [мэрия [Москвы]].
Governments, parliaments, police and «власти» are left out: of 220 such words in the SlavicNER
topics asia_bibi and covid-19, 7 are part of a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from imena.components.doc_columns import DocWords

MINISTRY, COURT = "министерство", "суд"
HEADS = {
    *(MINISTRY, COURT, "мэрия", "посольство", "консульство", "администрация"),
    *("прокуратура", "генпрокуратура", "генштаб", "центробанк", "минздрав", "минобороны"),
    *("минфин", "минюст", "минэнерго", "минтранс"),
}
COURTS = {"верховный", "высокий", "высший", "конституционный", "кассационный", "апелляционный"}
RELATIONAL = re.compile(r".*[сц]кий|военный|генеральный|федеральный")
OF_WHAT = {"NOUN", "ADJ"}
MOST_WORDS = 6  # «по делам молодежи и спорта»
BEFORE = 3  # adjectives


class Body(NamedTuple):
    """A candidate, in tokens."""

    start: int
    end: int
    is_name: bool  # it names one by itself; else it needs to be told whose it is


def bodies(words: DocWords) -> Iterator[Body]:
    """The bodies of a Doc in order; those that are no names by themselves may be made one."""
    for head in words.with_lemma(HEADS):
        lemma = words.lemma(head)
        start = _adjectives(words, head)
        adjectives = {words.lemma(i) for i in range(start, head)}
        if lemma == COURT:
            is_court = bool(adjectives & COURTS)
            if is_court or words.text(start)[0].isupper():
                yield Body(start, head + 1, is_court or start < head)
            continue
        end = _of_what(words, head + 1) if lemma == MINISTRY else head + 1
        yield Body(start, end, end > head + 1 or start < head)


def _adjectives(words: DocWords, head: int) -> int:
    """Where the adjectives that agree with a head and tell it from others begin."""
    start, case = head, words.feats(head).get("Case")
    while start > max(0, head - BEFORE):
        lemma, feats = words.lemma(start - 1), words.feats(start - 1)
        tells = lemma in COURTS or RELATIONAL.fullmatch(lemma)
        if words.pos(start - 1) != "ADJ" or not tells or feats.get("Case") != case:
            break
        start -= 1
    return start


def _of_what(words: DocWords, start: int) -> int:
    """The end of «иностранных дел», «образования и науки», «по делам молодежи» behind a head."""
    end = start
    for i in range(start, min(start + MOST_WORDS, len(words))):
        text, pos = words.text(i), words.pos(i)
        if text in ("и", ",", "по"):
            continue
        if not text.islower() or pos not in OF_WHAT:
            break
        case = words.feats(i).get("Case")
        if case != "Gen" and not (case == "Dat" and words.text(start) == "по"):
            break
        end = i + 1 if pos == "NOUN" else end
    return end
