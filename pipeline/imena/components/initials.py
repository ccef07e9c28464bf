"""Draw persons with initials: which word is their surname, and where the name ends.

«Козлов Д.Ю. Статья вышла», «судья Н.В. Кузнецова», «Вл. Соловьёв». The last dot belongs to the
initial, and the word behind it does not where the surname stood before. Initials that spell a known
acronym are a body or a state («Р.К.К.А.»), and towns in short are towns («Н. Новгород»).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, lru_cache
from operator import attrgetter
from typing import NamedTuple

import numpy as np
from spacy.attrs import LENGTH, ORTH
from spacy.tokens import Doc, Span

from imena.components.name_words import first_name, is_common, is_like_surname, is_place, is_surname
from imena.components.span_lists import put
from imena.components.span_rules import make_span, overlap
from imena.data_tables import read_table, split_cell
from imena.forms.analyse import is_known, parses
from imena.forms.short_first_names import short_first_names

LETTER = re.compile(r"[А-ЯЁA-Z]")
WORD = re.compile(r"[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+)(?:-[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]+))*")
PARTICLES = {"о", "к", "у", "г"}  # оглы, кызы, улы, гызы: «Мамедов Р.А.о.»
ACRONYMS = {
    row["acronym"]: row["label"] for row in read_table("imena.components", "dotted_acronyms")
}
TOWNS = [
    (frozenset(split_cell(row["first"])), re.compile(row["second"]))
    for row in read_table("imena.components", "cities_in_short")
]
MAX_TOKENS = 20  # of initials in a row
MAX_INITIALS = 3  # of one person; more are an acronym. Chosen by hand


class Run(NamedTuple):
    """Initials in a row, in tokens, half-open; the last dot may be missing."""

    start: int
    end: int
    letters: str


def draw_initials(doc: Doc, spans: list[Span]) -> list[Span]:
    """Draw each name with initials whole, and cut off what is not part of it."""
    names: list[Span] = []
    for run in _runs(doc):
        left = names[-1].end if names else 0
        if run.start < left:
            continue
        name = _town(doc, run) or _Context(doc, run, spans, left).name()
        if name is not None:
            names.append(name)
            _end_sentence(doc, name)
    return put(list(_cut_around(spans, names)), names) if names else spans


def _runs(doc: Doc) -> Iterator[Run]:
    """Yield initials, and shortened first names and words of towns as runs of one."""
    orth, length = doc.to_array([ORTH, LENGTH]).T
    strings = doc.vocab.strings
    if "." not in strings:
        return
    short = np.array([strings[word] for word in _abbreviations() if word in strings], np.uint64)
    before_dot = orth[1:] == strings["."]
    heads = before_dot & ((length[:-1] == 1) | np.isin(orth[:-1], short))
    end = 0
    for start in np.flatnonzero(heads).tolist():
        if start >= end and (run := _run_at(doc, start)) is not None:
            yield run
            end = run.end


def _run_at(doc: Doc, start: int) -> Run | None:
    if len(doc[start]) > 1:
        return Run(start, start + 2, doc[start].text)
    if not LETTER.fullmatch(doc[start].text):
        return None
    end, letters = start + 2, doc[start].text
    while end < len(doc) and LETTER.fullmatch(doc[end].text) and end - start < MAX_TOKENS:
        has_dot = end + 1 < len(doc) and doc[end + 1].text == "." and not doc[end].whitespace_
        if not has_dot and (doc[end - 1].whitespace_ or not _ends_word(doc, end)):
            break
        letters += doc[end].text
        end += 2 if has_dot else 1
        if not has_dot:
            break
    return Run(start, end, letters)


def _ends_word(doc: Doc, token: int) -> bool:
    """Whether a token is followed by whitespace, the end, or a mark that is no hyphen."""
    if token + 1 == len(doc) or doc[token].whitespace_ or doc[token + 1].is_space:
        return True
    return doc[token + 1].text in {",", ";", ":", ")", "»", '"'}


@cache
def _abbreviations() -> frozenset[str]:
    towns = {first for firsts, _ in TOWNS for first in firsts if len(first) > 1}
    return frozenset(short_first_names()) | towns


def _town(doc: Doc, run: Run) -> Span | None:
    """Return a town in short whose first word is this run: «Н. Новгород», «С.-Петербург»."""
    following = run.end
    if following < len(doc) and doc[following].text == "-":
        following += 1
    if following >= len(doc):
        return None
    word = doc[following].text
    for firsts, second in TOWNS:
        if run.letters in firsts and second.fullmatch(word):
            return make_span(doc, run.start, following + 1, "LOC", "rule")
    return None


class _Context:
    """Initials with the words on both sides of them."""

    def __init__(self, doc: Doc, run: Run, spans: list[Span], left: int) -> None:
        """Read the words; those before token ``left`` are part of another name."""
        self.doc, self.run, self.spans = doc, run, spans
        self.before = run.start - 1 if self._touches(run.start - 1, left) else None
        self.after = run.end if self._touches(run.end - 1, 0) and run.end < len(doc) else None
        if self.before is not None and not WORD.fullmatch(doc[self.before].text):
            self.before = None
        if self.after is not None and not WORD.fullmatch(doc[self.after].text):
            self.after = None

    def name(self) -> Span | None:
        """Return the person, or the body, whose initials these are."""
        run, n = self.run, len(self.run.letters)
        if run.letters in short_first_names():
            return self._with_short_first_name()
        if len(run.letters) > 1 and self.doc[run.start].text == run.letters:
            return None  # a shortened word of a town
        before = self.before if self._is_last_name(self.before) else None
        after = self.after if self._is_last_name(self.after) else None
        if before is not None and after is not None:
            word, marked = self.doc[before].text, self._mention(run.start)
            is_before = n > 1 and is_surname(word) and not first_name(word)
            if not is_before or (marked is not None and marked.start == run.start):
                return None
        elif after is not None:
            return self._with_surname_behind(after)
        if before is not None:
            word = self.doc[before].text
            if first_name(word) and (n == 1 or not is_surname(word)):
                return None  # «Джордж У.»
            return self._person(before, self._end(), before)
        return self._body() if n > 1 else None

    def _with_surname_behind(self, after: int) -> Span | None:
        marked = self._mention(self.run.start)
        if marked is not None and marked.end > after + 1:
            return self._without_father()
        is_role = self.before is not None and is_common(self.doc[self.before].text)
        if marked is not None and marked.start < self.run.start and not is_role:
            return None  # «Дж. К. Роулинг»
        return self._person(self.run.start, after + 1, after)

    def _without_father(self) -> Span | None:
        """Return «Павел Флоренский» of «О. Павел Флоренский»: the letter is short for «отец»."""
        marked = self._mention(self.run.start)
        if marked is None or self.after is None or self.run.letters != "О":
            return None
        if marked.start != self.run.start or not first_name(self.doc[self.after].text):
            return None
        return make_span(self.doc, self.after, marked.end, "PER", "rule")

    def _touches(self, token: int, left: int) -> bool:
        """Whether a token and the next one have at most a space between them."""
        if not left <= token < len(self.doc) - 1:
            return False
        return not self.doc[token].is_space and not self.doc[token + 1].is_space

    def _mention(self, token: int) -> Span | None:
        """Return the mention that a token is part of."""
        index = bisect_right(self.spans, token, key=attrgetter("start")) - 1
        if index < 0 or self.spans[index].end <= token:
            return None
        return self.spans[index]

    def _is_marked(self, token: int) -> bool:
        mention = self._mention(token)
        return mention is not None and mention.label_ == "PER"

    def _is_last_name(self, token: int | None) -> bool:
        if token is None:
            return False
        word = self.doc[token].text
        if is_common(word) or (word.isupper() and acronym_label(word)):
            return False
        return is_like_surname(word) or (self._is_marked(token) and not is_place(word))

    def _person(self, start: int, end: int, last: int) -> Span | None:
        is_marked = self._is_marked(self.run.start) or self._is_marked(last)
        is_sure = len(self.run.letters) > 1 and is_like_surname(self.doc[last].text)
        if not is_marked and not is_sure:
            return None
        if not is_marked and self._mention(last) is not None and not self.doc[last].is_upper:
            return None  # part of another name
        return make_span(self.doc, start, end, "PER", "rule")

    def _end(self) -> int:
        """Return the end of the initials with «о.», short for «оглы», right behind them."""
        end = self.run.end
        if end + 1 == len(self.doc) or end == len(self.doc) or self.doc[end - 1].whitespace_:
            return end
        is_particle = self.doc[end].text in PARTICLES and self.doc[end + 1].text == "."
        return end + 2 if is_particle else end

    def _with_short_first_name(self) -> Span | None:
        if self.after is None:
            return None
        word = self.doc[self.after].text
        if is_common(word) or is_place(word):
            return None
        return make_span(self.doc, self.run.start, self.after + 1, "PER", "rule")

    def _body(self) -> Span | None:
        """Return the body whose acronym these initials are; a person with no surname, whole."""
        run = self.run
        marked = self._mention(run.start)
        if marked is None:
            return None
        is_acronym = run.end - run.start == len(self.doc[run.start : run.end].text)
        label = acronym_label(run.letters) if is_acronym and len(run.letters) > 2 else None
        if label is None and is_acronym and len(run.letters) > MAX_INITIALS:
            label = "ORG"
        if label is None and self.after is not None:
            following = self.doc[self.after].text
            label = "ORG" if following.isupper() and acronym_label(following) else None
        if label is None and (marked.start, marked.label_) == (run.start, "PER"):
            label = "PER" if marked.end <= run.end else None
        return make_span(self.doc, run.start, run.end, label, "rule") if label else None


def _end_sentence(doc: Doc, name: Span) -> None:
    """Start a sentence behind a name that ends in initials: «Козлов Д.Ю. Статья вышла»."""
    if name.end < len(doc) and doc[name.end - 1].text == "." and len(doc[name.end - 2]) == 1:
        word = doc[name.end].text
        if WORD.fullmatch(word) and is_common(word):
            doc[name.end].is_sent_start = True


def _cut_around(spans: list[Span], names: list[Span]) -> Iterator[Span]:
    """Yield the mentions, and of persons that reach beyond a name only what lies outside it.

    Of such a rest a word that is no name is left out, and a place becomes one.
    """
    starts = [name.start for name in names]
    for span in spans:
        name = names[max(0, bisect_right(starts, span.end - 1) - 1)]
        reaches_beyond = span.start < name.start or span.end > name.end
        if span.label_ != "PER" or not overlap(span, name) or not reaches_beyond:
            yield span
            continue
        yield from _rest(span.doc, span.start, min(span.end, name.start))
        yield from _rest(span.doc, max(span.start, name.end), span.end)


def _rest(doc: Doc, start: int, end: int) -> Iterator[Span]:
    words = [token.text for token in doc[start:end]] if start < end else []
    if not words or not WORD.fullmatch(words[0]) or all(map(is_common, words)):
        return
    label = "LOC" if len(words) == 1 and is_place(words[0]) else "PER"
    yield make_span(doc, start, end, acronym_label(words[0]) or label, "rule")


@lru_cache(20_000)
def acronym_label(letters: str) -> str | None:
    """Return ORG or LOC for the acronym of a known body or state."""
    if letters in ACRONYMS:
        return ACRONYMS[letters]
    if is_known(letters.lower()):
        tags = [parse.tag.grammemes for parse in parses(letters) if "Abbr" in parse.tag.grammemes]
        for grammeme, label in (("Geox", "LOC"), ("Orgn", "ORG")):
            if any(grammeme in tag for tag in tags):
                return label
    return None
