"""A folder of brat standoff in, marked documents out: a ``.txt`` and an ``.ann`` each.

Text-bound annotations (``T1<tab>PER 0 5<tab>Ивана``) are mentions; relations, events, attributes
and notes are not read. brat counts code points and cuts an annotation at line breaks into fragments
(``0 5;6 12``), which are joined here; fragments with words between them are an error, since neither
imena nor the measures know a mention with a hole.
https://brat.nlplab.org/standoff.html
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from imena.errors import UsageError
from imena.evaluation.gold.document import Marked
from imena.evaluation.gold.files import read_text
from imena.evaluation.spans import Span
from imena.tables.brat import INDEX

UNMARKED = "texts without an .ann file, left out"


def read(path: Path) -> Iterator[Marked]:
    """The documents of a folder and of those in it, or of one file of a pair.

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
    names = _index(root / INDEX)
    for file in texts:
        name = file.relative_to(root).with_suffix("").as_posix()
        doc_id = names.get(name, name)
        annotations = file.with_suffix(".ann")
        if annotations.exists():
            text = read_text(file)
            yield Marked(text, tuple(_spans(annotations, text)), doc_id, str(annotations))
        else:
            yield Marked("", None, doc_id, str(file), (UNMARKED,))


def _index(path: Path) -> dict[str, str]:
    """The documents' ids by the names of their files, where imena wrote the folder."""
    if not path.is_file():
        return {}
    rows = (line.split("\t", 1) for line in read_text(path).split("\n")[1:])
    return {row[0]: row[1] for row in rows if len(row) == 2}


def _spans(path: Path, text: str) -> Iterator[Span]:
    # Not str.splitlines: the text of a mention may hold U+2028.
    for number, line in enumerate(read_text(path).split("\n"), 1):
        if line.startswith("T"):
            yield _span(line.rstrip("\r"), text, f"{path}, line {number}")


def _span(line: str, text: str, where: str) -> Span:
    try:
        _, middle, surface = line.split("\t", 2)
        label, offsets = middle.split(" ", 1)
        fragments = sorted(
            (int(start), int(end))
            for start, end in (fragment.split(" ") for fragment in offsets.split(";"))
        )
    except ValueError as error:
        raise UsageError(
            f"{where}, is no text-bound annotation: write it as T1<tab>PER 0 5<tab>Ивана"
        ) from error
    for (_, end), (start, _) in pairwise(fragments):
        between = " ".join(text[end:start].split())
        if between:
            raise UsageError(
                f"{where}: {label} has «{between}» between its fragments, and a mention cannot "
                "have a hole: mark one stretch of text, or two mentions"
            )
    start, end = fragments[0][0], fragments[-1][1]
    if not 0 <= start < end <= len(text):
        raise UsageError(
            f"{where}: {start} to {end} is not inside the text's {len(text):,} characters"
        )
    if _words(text[start:end]) != _words(surface):
        raise UsageError(
            f"{where}: the text has «{text[start:end]}» at {start}, not «{surface}»: was it "
            "changed, or were its line ends, since it was marked?"
        )
    return start, end, label


def _words(text: str) -> list[str]:
    """What is the same however brat wrote a line break."""
    return text.split()
