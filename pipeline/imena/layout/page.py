"""What the rules of a page share: its lines, what is known of each, and the zones so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from imena.layout.line_types import TITLE_MAX
from imena.layout.page_lines import PageLine
from imena.layout.page_words import phrases

# Tuned on tests/data/pages and baku.txt, and so that benchmarks/layout.py loses no line of text of
# the articles of factRuEval and NEREL.
PARAGRAPH_MIN = 60  # characters of a sentence that makes a page an article; flat from 40 to 80
BODY_MIN = 200  # characters of paragraphs without which place shows no teaser; flat from 100 to 300
TEASER_WORDS = 4  # of a title of news, names of sections have fewer; 3 and 5 lose one line in 420
POSTED_MIN = 2  # paragraphs below a date of their own: a forum or live blog; 1 loses a line


@dataclass(slots=True)
class Page:
    """What the rules see and fill in. All lists have one entry a line."""

    lines: Sequence[PageLine]
    shapes: list[str]
    keys: list[str]
    copies: list[int | None]
    doubled: list[bool]
    zones: list[str | None] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    first: int = 0  # the first paragraph, or the number of lines
    last: int = -1  # the last paragraph
    body: int = 0  # characters of paragraphs
    posts: int = 0  # paragraphs below a date of their own
    forum: bool = False  # names stand above those dates
    repeated: set[int | None] = field(default_factory=set)  # lines that have copies below

    def __post_init__(self) -> None:
        """Count what the rules ask for more than once."""
        self.zones = [None] * len(self.lines)
        self.words = [line.text[:TITLE_MAX].count(" ") + 1 for line in self.lines]
        paragraphs = [i for i in range(len(self.lines)) if self.paragraph(i)]
        self.first = paragraphs[0] if paragraphs else len(self.lines)
        self.last = paragraphs[-1] if paragraphs else -1
        self.body = sum(len(self.lines[i].text) for i in paragraphs)
        self.posts = sum(self.shapes[i - 1] == "stamp" for i in paragraphs if i)
        self.repeated = set(self.copies) - {None}

    def paragraph(self, i: int) -> bool:
        """A line of running text that is long enough to be sure of."""
        return self.shapes[i] == "prose" and len(self.lines[i].text) >= PARAGRAPH_MIN

    def open_title(self, i: int, words: int = 1) -> bool:
        """A line like a title, of at least so many words, that no rule has claimed."""
        return self.zones[i] is None and self.shapes[i] == "title" and self.words[i] >= words

    def again(self, i: int) -> bool:
        """The line stands elsewhere on the page, too."""
        return self.copies[i] is not None or i in self.repeated


def is_name(text: str) -> bool:
    """Up to three words, each with a capital, or one word."""
    words = text.split(None, 3)
    one = len(words) == 1 and len(text) <= 40
    return one or (len(words) <= 3 and text[-1] != "." and all(w[0].isupper() for w in words))


def is_masthead(page: Page, i: int, titles: list[int]) -> bool:
    """«Газета …» above another title."""
    named = any(word in phrases("masthead") for word in page.keys[i].split()[:2])
    return named and page.words[i] <= 4 and i != titles[-1]
