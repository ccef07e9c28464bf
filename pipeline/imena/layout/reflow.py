"""Lines as they stand on printed pages in, paragraphs out, so that no line break cuts a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

HYPHENS = "-\u2010\u00ad"
HYPHENATED = re.compile(rf"(\w+)[{HYPHENS}]$")
BEGINS = re.compile(r"[\w-]+")
PAGE_NUMBER = re.compile(r"(?i)[\s\-–—]*(?:(?:стр|с)\.?\s*)?\d{1,4}[\s\-–—.]*")
ITEM = re.compile(r"\s*(?:[•▪●◦·*]|[—–-]\s|\d{1,3}[.)]\s|[а-яa-z]\)\s)")
ENDS = re.compile(r"[.!?…:;][\"»”)\]]*$")
# A line is the last of its paragraph if the next word would have fitted into this share of the
# usual width; the second where the line ends as a sentence does. Tuned on 60 documents of NEREL
# printed in a proportional font: of 1,034 paragraphs 0.14 are joined to the one before, and no
# sentence is cut; 0.24 are joined at 0.8 and 0.9; from 1.05 on full lines are taken for last ones.
FITS, FITS_ENDED = 0.9, 1.0
MIN_WIDTH = 30  # characters of a column; shorter lines are a list or a table
MIN_LINES = 10  # that tell the width of a page, which may have columns where others have none
# After these, and before those, a hyphen at the end of a line belongs to the word.
FIRST_PARTS = re.compile(
    r"(?i)(?:по|во|в|кое|кой|из|вице|экс|лейб|обер|унтер|штаб|контр|пресс|бизнес|интернет|медиа"
    r"|премьер|генерал|северо|юго|социально|общественно|военно|научно|нью|сан|санкт|лос|усть"
    r"|\d+)"
)
LAST_PARTS = re.compile(r"(?i)(?:то|нибудь|либо|таки|ка|на-\w+|запад\w*|восток\w*|восточн\w+"
                        r"|западн\w+|министр\w*)")  # fmt: skip


def reflow(pages: Iterable[str]) -> str:
    """The text of these pages: a paragraph a line, without page numbers.

    A line goes on in the next unless it is clearly the last of its paragraph: it is followed by a
    blank line or an item of a list, or leaves room for the next word.
    """
    printed = [_without_number(page.splitlines()) for page in pages]
    lines = [line for page in printed for line in page]
    overall = _usual_width(lines)
    widths = [
        _usual_width(page) if len(page) >= MIN_LINES else overall for page in printed for _ in page
    ]
    words = set(re.findall(r"\w+(?:-\w+)*", " ".join(lines).lower()))
    return "\n".join(_paragraphs(lines, widths, words)).strip()


def _without_number(lines: list[str]) -> list[str]:
    """The lines of a page without its number, which would stand inside a sentence."""
    full = [line.rstrip() for line in lines]
    while full and not full[-1]:
        full.pop()
    while full and not full[0]:
        full.pop(0)
    if full and PAGE_NUMBER.fullmatch(full[-1]):
        full.pop()
    if full and PAGE_NUMBER.fullmatch(full[0]):
        full.pop(0)
    return full


def _usual_width(lines: list[str]) -> int:
    """How long a full line is; a few are longer than all others."""
    widths = sorted(len(line) for line in lines if line.strip())
    return max(MIN_WIDTH, widths[int(0.8 * (len(widths) - 1))] if widths else 0)


def _paragraphs(lines: list[str], widths: list[int], words: set[str]) -> Iterator[str]:
    if not lines:
        return
    paragraph = lines[0].strip()
    for (line, following), width in zip(pairwise(lines), widths, strict=False):
        if _goes_on(line, following, width):
            paragraph = _joined(paragraph, following.strip(), words)
        else:
            yield paragraph
            paragraph = following.strip()
    yield paragraph


def _goes_on(line: str, following: str, width: int) -> bool:
    start = following.strip()[:1]
    if not line.strip() or not start:
        return False
    if HYPHENATED.search(line) or start.islower():
        return True
    if ITEM.match(following):
        return False
    full = FITS_ENDED if ENDS.search(line) else FITS
    return len(line) + 1 + len(following.split(None, 1)[0]) > full * width


def _joined(paragraph: str, line: str, words: set[str]) -> str:
    first, last = HYPHENATED.search(paragraph), BEGINS.match(line)
    if first is None or last is None:
        return f"{paragraph} {line}"
    if _keeps_hyphen(first[1], last[0], words, soft=paragraph.endswith("\u00ad")):
        return paragraph + line
    return paragraph[:-1] + line


def _keeps_hyphen(first: str, last: str, words: set[str], *, soft: bool) -> bool:
    """Whether the hyphen between the halves of a word is its own: «Нью-|Йорк», but «Гера-|симов».

    The rest of the text decides where it has the word; else capitals, digits and known parts do.
    """
    if soft:
        return False
    whole, hyphenated = f"{first}{last}".lower(), f"{first}-{last}".lower()
    if (whole in words) != (hyphenated in words):
        return hyphenated in words
    if last[:1].isupper() and not first.isupper():
        return True
    return bool(FIRST_PARTS.fullmatch(first) or LAST_PARTS.fullmatch(last) or last[0].isdigit())
