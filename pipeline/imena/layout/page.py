"""Hold what the rules of a page share: its lines, their types and copies, and the zones so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from imena.layout.line_types import TITLE_MAX
from imena.layout.page_words import phrases
from imena.layout.unwrapping import Line

# Tuned on tests/data/pages and baku.txt, and so that benchmarks.layout loses no line of text of
# the articles of factRuEval and NEREL.
PARAGRAPH_MIN = 60  # characters of a sentence that makes a page an article; flat from 40 to 80
# Characters of paragraphs without which position shows no teaser; flat from 100 to 300.
BODY_MIN = 200
TEASER_WORDS = 4  # of a title of news, names of sections have fewer; 3 and 5 lose one line in 420
DATED_PARAGRAPHS_MIN = 2  # below a date of their own: a forum or live blog; 1 loses a line


@dataclass(slots=True)
class Page:
    """The lines of a page and their zones. All lists have one entry a line."""

    lines: Sequence[Line]
    types: list[str]
    keys: list[str]
    copies: list[int | None]
    printed_twice: list[bool]
    zones: list[str | None] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    first_paragraph: int = 0  # index of the first paragraph, or the number of lines
    last_paragraph: int = -1  # index of the last paragraph
    body_length: int = 0  # characters of paragraphs
    dated_paragraphs: int = 0  # number of paragraphs below a date of their own
    is_forum: bool = False  # there are names of authors above those dates
    repeated: set[int | None] = field(default_factory=set)  # lines that have copies below

    def __post_init__(self) -> None:
        """Count what the rules ask for more than once."""
        self.zones = [None] * len(self.lines)
        self.words = [line.text[:TITLE_MAX].count(" ") + 1 for line in self.lines]
        paragraphs = [i for i in range(len(self.lines)) if self.is_paragraph(i)]
        self.first_paragraph = paragraphs[0] if paragraphs else len(self.lines)
        self.last_paragraph = paragraphs[-1] if paragraphs else -1
        self.body_length = sum(len(self.lines[i].text) for i in paragraphs)
        self.dated_paragraphs = sum(self.types[i - 1] == "stamp" for i in paragraphs if i)
        self.repeated = set(self.copies) - {None}

    def is_paragraph(self, i: int) -> bool:
        """Whether a line is running text and long enough to be certain."""
        return self.types[i] == "prose" and len(self.lines[i].text) >= PARAGRAPH_MIN

    def is_unclaimed_title(self, i: int, words: int = 1) -> bool:
        """Whether a line is like a title of at least so many words, and no rule has claimed it."""
        return self.zones[i] is None and self.types[i] == "title" and self.words[i] >= words

    def has_copy(self, i: int) -> bool:
        """Whether a line has a copy elsewhere on the page."""
        return self.copies[i] is not None or i in self.repeated


def is_name(text: str) -> bool:
    """Whether a line is up to three words, each with a capital, or one word."""
    words = text.split(None, 3)
    one = len(words) == 1 and len(text) <= 40
    return one or (len(words) <= 3 and text[-1] != "." and all(w[0].isupper() for w in words))


def is_masthead(page: Page, i: int, titles: list[int]) -> bool:
    """Whether a line is the name of the site above another title: «Газета …»."""
    named = any(word in phrases("masthead") for word in page.keys[i].split()[:2])
    return named and page.words[i] <= 4 and i != titles[-1]
