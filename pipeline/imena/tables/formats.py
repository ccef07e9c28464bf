"""List the formats that tables can be written in, and choose one by name or suffix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.util import find_spec

from imena.errors import MissingExtraError, UsageError

REST = ("mentions", "entities", "documents")
ALL = (*REST, "texts", "tokens")
NO_TEXTS = "the run omitted them: repeat it without --no-texts (in Python, with texts=True)"


@dataclass(frozen=True)
class Format:
    """A file or folder format, written by the module of its name in `imena.tables`."""

    name: str
    suffixes: tuple[str, ...]  # of its files; none for folders
    meaning: str
    module: str
    tables: tuple[str, ...]  # the tables that it contains or is made from
    needs_texts: bool = False
    by_suffix: bool = True  # whether the suffix alone selects it
    extra: str | None = None  # of imena; installs a library of the same name

    @property
    def is_folder(self) -> bool:
        """Whether the format is a folder of files."""
        return not self.suffixes

    def check_installed(self) -> None:
        """Raise a MissingExtraError unless the library that writes it is installed."""
        if self.extra is not None and find_spec(self.extra) is None:
            raise MissingExtraError(
                f'{self.suffixes[0]} files need {self.extra}: pip install "imena[{self.extra}]"'
            )


FOLDER = Format(
    "folder", (), "all tables as Parquet, with the run's record; imena.open reads it", "folder", ALL
)
FORMATS = (
    FOLDER,
    Format("parquet", (".parquet",), "mentions, for pandas and Polars", "parquet", ALL[:1]),
    Format("csv", (".csv",), "mentions, for any program with tables", "delimited", ALL[:1]),
    Format("jsonl", (".jsonl",), "mentions, an object a line", "jsonl", ALL[:1]),
    Format("xlsx", (".xlsx",), "a workbook: mentions, entities, documents", "xlsx", REST),
    Format(
        "sqlite", (".sqlite", ".sqlite3", ".db"), "a database of all tables, to ask in SQL",
        "sqlite", ALL,
    ),
    Format(
        "duckdb", (".duckdb",), "a database of all tables, for analysis in SQL", "duckdb", ALL,
        extra="duckdb",
    ),
    Format("gexf", (".gexf",), "who is mentioned with whom, for Gephi", "gexf", REST),
    Format("graphml", (".graphml",), "the same for Cytoscape, yEd and igraph", "graphml", REST),
    Format(
        "spacy", (".spacy",), "spaCy Docs (a DocBin), to train on and to work with", "docbin", ALL,
        needs_texts=True,
    ),
    Format(
        "conll", (".conll", ".iob2"), "a token a line, tagged IOB2 as in CoNLL-2003", "conll", ALL,
        needs_texts=True,
    ),
    Format(
        "web-annotation", (".jsonld",), "W3C Web Annotations in JSON-LD", "web_annotation",
        ALL[:4], needs_texts=True,
    ),
    Format(
        "brat", (), "a folder of texts and standoff files for brat", "brat", ALL[:4],
        needs_texts=True, by_suffix=False,
    ),
    Format(
        "doccano", (".jsonl",), "texts with spans for doccano", "doccano", ALL[:4],
        needs_texts=True, by_suffix=False,
    ),
    Format(
        "label-studio", (".json",), "tasks with predictions for Label Studio", "label_studio",
        ALL[:4], needs_texts=True, by_suffix=False,
    ),
)  # fmt: skip
NAMES = {format.name: format for format in FORMATS}
SUFFIXES = {suffix: format for format in FORMATS if format.by_suffix for suffix in format.suffixes}
OTHERS = tuple(format.name for format in FORMATS if not format.by_suffix)


def named(name: str, suffix: str) -> Format:
    """Return the format of this name after checking the suffix of the output.

    Raises:
        UsageError: there is no such format, or its outputs have another suffix.

    >>> named("doccano", ".jsonl").meaning
    'texts with spans for doccano'
    """
    if name not in NAMES:
        raise UsageError(
            f"unknown format {name!r}{_meant(name.lower(), NAMES)}: choose {', '.join(NAMES)}"
        )
    chosen = NAMES[name]
    if chosen.suffixes and suffix.lower() not in chosen.suffixes:
        raise UsageError(
            f"files of the format {name} end in {_or(chosen.suffixes)}: change the suffix"
        )
    if chosen.is_folder and suffix.lower() in SUFFIXES:
        raise UsageError(
            f"{name} is written to a folder, whose name cannot end in {suffix}: remove the suffix"
        )
    return chosen


def of_suffix(suffix: str) -> Format:
    """Return the format for a suffix.

    Raises:
        UsageError: there is none, or only formats that must be named.

    >>> of_suffix(".sqlite3").name
    'sqlite'
    """
    known = SUFFIXES.get(suffix.lower())
    if known is not None:
        return known
    possible = [format.name for format in FORMATS if suffix.lower() in format.suffixes]
    if possible:
        raise UsageError(
            f"a {suffix} file can have several formats: name one, e.g. `imena export FOLDER -o "
            f"NAME{suffix} --format {possible[0]}`"
        )
    raise UsageError(
        f"cannot write {suffix} files{_meant(suffix.lower(), SUFFIXES)}: end the output in "
        f"{', '.join(SUFFIXES)}, or omit the suffix for a folder with all tables; `imena export` "
        f"also writes {', '.join(OTHERS)}"
    )


def _meant(given: str, known: Iterable[str]) -> str:
    close = get_close_matches(given, list(known), 1)
    return f" (did you mean {close[0]}?)" if close else ""


def _or(words: Iterable[str]) -> str:
    return " or ".join(words)
