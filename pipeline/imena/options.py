"""The options of an extraction, defined and checked once for every way to run one.

This module does not import spaCy, which takes long to load.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, fields
from typing import Any, TypedDict, TypeVar, cast

from imena import schema
from imena.errors import UsageError

MODELS = ("ru_imena_sm", "ru_imena_lg")
DEFAULT_MODEL = "ru_imena_sm"
SPANS = ("nested", "outer", "flat")
ALL = "all"  # labels

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files and tables of documents are read.

    Attributes:
        text_column: the column or field that holds the text.
        id_column: the one that holds the id; without it ``id``, if it exists.
        encoding: the encoding of the files; without it their encoding is detected.
        date_column: the column that holds the date of publication; without it ``date``, ``дата``
            and other usual names.
        title_column: the column that holds the title; without it ``title``, ``заголовок`` and
            other usual names.
    """

    text_column: str = "text"
    id_column: str | None = None
    encoding: str | None = None
    date_column: str | None = None
    title_column: str | None = None


@dataclass(frozen=True, slots=True)
class ExtractOptions(ReadOptions):
    """What an extraction finds and keeps; see `ReadOptions` for how its input is read.

    Attributes:
        labels: the labels of the mentions to keep, such as ``["PER", "PROFESSION"]``; ``"all"``
            for all that the model knows; by default persons, organisations and places.
        spans: how mentions are marked: ``nested`` (full names and the names inside them),
            ``outer`` (full names only) or ``flat`` (short names that never overlap).
        texts: also keep the texts, which reports and formats of annotation tools need.
        tokens: also make the table of tokens.
        zones: keep only the mentions in these zones of a page, such as ``["headline", "body"]``.
        duplicates: find documents that repeat an earlier one; needs ``imena[duplicates]``.

    Raises:
        UsageError: an option has a value that does not exist.
    """

    labels: str | Collection[str] | None = None
    spans: str = "nested"
    texts: bool = True
    tokens: bool = False
    zones: Collection[str] | None = None
    duplicates: bool = False

    def __post_init__(self) -> None:
        """Check the values; labels and zones become sorted tuples."""
        object.__setattr__(self, "labels", checked_labels(self.labels))
        check_spans(self.spans)
        if self.zones is not None:
            object.__setattr__(self, "zones", _checked_zones(self.zones))

    @property
    def optional_tables(self) -> list[str]:
        """The names of the optional tables to make."""
        return [name for name in schema.OPTIONAL if getattr(self, name)]

    def to_dict(self) -> dict[str, Any]:
        """Return the options as the manifest records them."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return values | {name: _listed(values[name]) for name in ("labels", "zones")}


class ExtractKeywords(TypedDict, total=False):
    """The fields of `ExtractOptions` as keyword arguments, for type checkers."""

    text_column: str
    id_column: str | None
    encoding: str | None
    date_column: str | None
    title_column: str | None
    labels: str | Collection[str] | None
    spans: str
    texts: bool
    tokens: bool
    zones: Collection[str] | None
    duplicates: bool


def takes_extract_options(function: Function) -> Function:
    """Show the fields of `ExtractOptions` in the signature of a function with ``**options``.

    Thus `help`, notebooks and the documentation list each option with its default, and a misspelt
    option is a TypeError that names the function.
    """
    signature = inspect.signature(function)
    own = [p for p in signature.parameters.values() if p.kind is not p.VAR_KEYWORD]
    added = [
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=field.type
        )
        for field in fields(ExtractOptions)
    ]
    shown = signature.replace(parameters=[*own, *added])

    @functools.wraps(function)
    def checked(*args: Any, **kwargs: Any) -> Any:
        for name in kwargs:
            if name not in shown.parameters:
                options = ", ".join(field.name for field in fields(ExtractOptions))
                raise TypeError(
                    f"{function.__name__}() got an unexpected keyword argument {name!r}; "
                    f"its options are {options}"
                )
        return function(*args, **kwargs)

    # the annotation of **options exists for type checkers only
    checked.__annotations__ = {k: v for k, v in function.__annotations__.items() if k != "options"}
    checked.__signature__ = shown  # type: ignore[attr-defined]
    return cast("Function", checked)


def check_spans(spans: str) -> None:
    """Raise a UsageError unless there is such a way to mark mentions."""
    if spans not in SPANS:
        raise UsageError(f"spans cannot be {spans!r}: choose {', '.join(SPANS)}")


def checked_labels(labels: str | Iterable[str] | None) -> tuple[str, ...] | None:
    """Return the labels to keep, sorted; None for the usual ones.

    Raises:
        UsageError: there is no such label.
    """
    if labels is None:
        return None
    known = (*schema.LABELS, *schema.OTHER_LABELS)
    chosen = known if labels == ALL else [labels] if isinstance(labels, str) else labels
    unknown = sorted(set(chosen).difference(known))
    if unknown:
        raise UsageError(f"unknown label {unknown[0]!r}: choose {', '.join(known)}, or {ALL!r}")
    return tuple(sorted(set(chosen)))


def _listed(values: Iterable[str] | None) -> list[str] | None:
    return None if values is None else list(values)


def _checked_zones(zones: Iterable[str]) -> tuple[str, ...]:
    kept = frozenset([zones] if isinstance(zones, str) else zones)
    for zone in sorted(kept.difference(schema.ZONES)):
        raise UsageError(f"unknown zone {zone!r}: choose {', '.join(schema.ZONES)}")
    return tuple(sorted(kept))
