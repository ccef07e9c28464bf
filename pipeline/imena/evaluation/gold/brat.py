"""A folder of brat standoff in, marked documents out: a ``.txt`` and an ``.ann`` each.

Text-bound annotations (``T1<tab>PER 0 5<tab>Ивана``) are mentions; relations, events, attributes
and notes are not read. brat counts code points and cuts an annotation at line breaks into fragments
(``0 5;6 12``), which are joined here. Neither imena nor the measures know a mention with a hole, so
those of our labels that have other words between their fragments are left out and counted.
https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from imena.errors import UsageError
from imena.evaluation.gold.document import Marked
from imena.evaluation.gold.files import BOM, read_text
from imena.evaluation.gold.labels import COMMON, mapped
from imena.evaluation.spans import Bounds, Span
from imena.tables.brat import INDEX

UNMARKED = "texts without an .ann file, left out"
HOLES = "mentions with other words between their fragments, left out"


class Mention(NamedTuple):
    """A text-bound annotation: its fragments in the order of its line."""

    label: str
    fragments: tuple[Bounds, ...]
    surface: str
    where: str  # file and line, for errors


def read(path: Path, names: Mapping[str, str] = COMMON) -> Iterator[Marked]:
    """The documents of a folder and of those in it, or of one file of a pair.

    Args:
        path: the folder, or one of the two files.
        names: our label by theirs: only of ours are mentions with holes told.

    Raises:
        UsageError: a text is missing, or a line of an ``.ann`` file does not fit its text.
    """
    if path.is_dir():
        root, texts, marks = path, sorted(path.rglob("*.txt")), list(path.rglob("*.ann"))
    else:
        root, texts, marks = path.parent, [path.with_suffix(".txt")], [path.with_suffix(".ann")]
    alone = [ann for ann in marks if not ann.with_suffix(".txt").exists()]
    if alone:
        raise UsageError(f"{min(alone)} has no text: put {min(alone).stem}.txt beside it")
    ids = _index(root / INDEX)
    for file in texts:
        name = file.relative_to(root).with_suffix("").as_posix()
        doc_id = ids.get(name, name)
        annotations = file.with_suffix(".ann")
        if annotations.exists():
            yield _document(file, annotations, doc_id, names)
        else:
            yield Marked("", None, doc_id, str(file), (UNMARKED,))


def _index(path: Path) -> dict[str, str]:
    """The documents' ids by the names of their files, where imena wrote the folder."""
    if not path.is_file():
        return {}
    rows = (line.split("\t", 1) for line in read_text(path).split("\n")[1:])
    return {row[0]: row[1] for row in rows if len(row) == 2}


def _document(file: Path, annotations: Path, doc_id: str, names: Mapping[str, str]) -> Marked:
    text, mentions = _without_bom(read_text(file), tuple(_mentions(annotations)))
    spans: list[Span] = []
    remarks: list[str] = []
    for mention in mentions:
        _check(mention, text)
        if mapped(mention.label, names) and _has_hole(mention.fragments, text):
            remarks.append(HOLES)
        else:  # of a label that is none of ours, holes do not matter
            spans.append((*_bounds(mention.fragments), mention.label))
    return Marked(text, tuple(spans), doc_id, str(annotations), tuple(remarks))


def _mentions(path: Path) -> Iterator[Mention]:
    # Not str.splitlines: the text of a mention may hold U+2028.
    for number, line in enumerate(read_text(path).removeprefix(BOM).split("\n"), 1):
        if line.startswith("T"):
            yield _mention(line.rstrip("\r"), f"{path}, line {number}")


def _mention(line: str, where: str) -> Mention:
    try:
        _, middle, surface = line.split("\t", 2)
        label, offsets = middle.split(" ", 1)
        fragments = tuple(
            (int(start), int(end))
            for start, end in (fragment.split(" ") for fragment in offsets.split(";"))
        )
    except ValueError as error:
        raise UsageError(
            f"{where}, is no text-bound annotation: write it as T1<tab>PER 0 5<tab>Ивана"
        ) from error
    return Mention(label, fragments, surface, where)


def _without_bom(text: str, mentions: tuple[Mention, ...]) -> tuple[str, tuple[Mention, ...]]:
    """Both without the text's byte order mark, if it has one.

    brat counts it as a character, like any other; but an editor may have put it there after the
    text was marked. So it counts if all mentions fit the text with it.
    """
    if not text.startswith(BOM):
        return text, mentions
    if all(_shown(mention.fragments, text) == _letters(mention.surface) for mention in mentions):
        mentions = tuple(
            mention._replace(
                fragments=tuple((max(start - 1, 0), end - 1) for start, end in mention.fragments)
            )
            for mention in mentions
        )
    return text.removeprefix(BOM), mentions


def _check(mention: Mention, text: str) -> None:
    for start, end in mention.fragments:
        if not 0 <= start < end <= len(text):
            raise UsageError(
                f"{mention.where}: {start} to {end} is not inside the text's {len(text):,} "
                "characters"
            )
    if _shown(mention.fragments, text) != _letters(mention.surface):
        shown = " ".join(text[start:end] for start, end in mention.fragments)
        raise UsageError(
            f"{mention.where}: the text has «{shown}» at {mention.fragments[0][0]}, not "
            f"«{mention.surface}»: was it changed, or were its line ends, since it was marked?"
        )


def _has_hole(fragments: tuple[Bounds, ...], text: str) -> bool:
    return any(text[end:start].strip() for (_, end), (start, _) in pairwise(sorted(fragments)))


def _bounds(fragments: tuple[Bounds, ...]) -> Bounds:
    return min(start for start, _ in fragments), max(end for _, end in fragments)


def _shown(fragments: tuple[Bounds, ...], text: str) -> str:
    return _letters("".join(text[start:end] for start, end in fragments))


def _letters(text: str) -> str:
    """What is the same however brat wrote a line break."""
    return "".join(text.removeprefix(BOM).split())
