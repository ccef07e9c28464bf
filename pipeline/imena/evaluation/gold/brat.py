"""Read folders of brat standoff: a ``.txt`` and an ``.ann`` file for each document.

Text-bound annotations (``T1<tab>PER 0 5<tab>Ивана``) are mentions; relations, events, attributes
and notes are ignored. brat counts code points and cuts annotations at line breaks into fragments
(``0 5;6 12``), which are joined here. Neither imena nor the measures support discontinuous
mentions, so those of our labels are left out and counted. https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from imena.errors import UsageError
from imena.evaluation.gold.document import UncheckedDocument
from imena.evaluation.gold.files import BOM, read_text
from imena.evaluation.gold.labels import COMMON, mapped
from imena.evaluation.spans import Bounds, Span
from imena.tables.brat import INDEX

UNMARKED = "texts without an .ann file, left out"
HOLES = "mentions with other words between their fragments, left out"


class Mention(NamedTuple):
    """A text-bound annotation with its fragments in file order."""

    label: str
    fragments: tuple[Bounds, ...]
    surface: str
    where: str  # file and line, for errors


def read(path: Path, names: Mapping[str, str] = COMMON) -> Iterator[UncheckedDocument]:
    """Read the documents of a folder and its subfolders, or of one pair of files.

    Args:
        path: the folder, or one of the two files.
        names: our label by theirs; discontinuous mentions are counted for ours only.

    Raises:
        UsageError: a text is missing, or a line of an ``.ann`` file does not fit its text.
    """
    if path.is_dir():
        root, texts, marks = path, sorted(path.rglob("*.txt")), list(path.rglob("*.ann"))
    else:
        root, texts, marks = path.parent, [path.with_suffix(".txt")], [path.with_suffix(".ann")]
    alone = [ann for ann in marks if not ann.with_suffix(".txt").exists()]
    if alone:
        raise UsageError(f"{min(alone)} has no text file: put {min(alone).stem}.txt next to it")
    ids = _index(root / INDEX)
    for file in texts:
        name = file.relative_to(root).with_suffix("").as_posix()
        doc_id = ids.get(name, name)
        annotations = file.with_suffix(".ann")
        if annotations.exists():
            yield _document(file, annotations, doc_id, names)
        else:
            yield UncheckedDocument("", None, doc_id, str(file), (UNMARKED,))


def _index(path: Path) -> dict[str, str]:
    """Return the ids of documents by file name, if imena wrote the folder."""
    if not path.is_file():
        return {}
    rows = (line.split("\t", 1) for line in read_text(path).split("\n")[1:])
    return {row[0]: row[1] for row in rows if len(row) == 2}


def _document(
    file: Path, annotations: Path, doc_id: str, names: Mapping[str, str]
) -> UncheckedDocument:
    text, mentions = _without_bom(read_text(file), tuple(_mentions(annotations)))
    spans: list[Span] = []
    remarks: list[str] = []
    for mention in mentions:
        _check(mention, text)
        if mapped(mention.label, names) and _has_hole(mention.fragments, text):
            remarks.append(HOLES)
        else:  # discontinuous mentions with other labels do not matter
            spans.append((*_bounds(mention.fragments), mention.label))
    return UncheckedDocument(text, tuple(spans), doc_id, str(annotations), tuple(remarks))


def _mentions(path: Path) -> Iterator[Mention]:
    # Not str.splitlines, because the text of a mention may contain U+2028.
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
            f"{where}: not a text-bound annotation: write it as T1<tab>PER 0 5<tab>Ивана"
        ) from error
    return Mention(label, fragments, surface, where)


def _without_bom(text: str, mentions: tuple[Mention, ...]) -> tuple[str, tuple[Mention, ...]]:
    """Remove the byte order mark of a text, and shift the mentions if they count it.

    brat counts it like any other character, but an editor may have added it after the annotation.
    It counts if all mentions fit the text with it.
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
                f"{mention.where}: the span {start} to {end} is outside the text of {len(text):,} "
                "characters: correct its offsets"
            )
    if _shown(mention.fragments, text) != _letters(mention.surface):
        shown = " ".join(text[start:end] for start, end in mention.fragments)
        raise UsageError(
            f"{mention.where}: the text at {mention.fragments[0][0]} is «{shown}», not "
            f"«{mention.surface}»: check whether the text or its line ends changed after the "
            "annotation"
        )


def _has_hole(fragments: tuple[Bounds, ...], text: str) -> bool:
    return any(text[end:start].strip() for (_, end), (start, _) in pairwise(sorted(fragments)))


def _bounds(fragments: tuple[Bounds, ...]) -> Bounds:
    return min(start for start, _ in fragments), max(end for _, end in fragments)


def _shown(fragments: tuple[Bounds, ...], text: str) -> str:
    return _letters("".join(text[start:end] for start, end in fragments))


def _letters(text: str) -> str:
    """Remove what depends on how brat wrote a line break."""
    return "".join(text.removeprefix(BOM).split())
