"""Prepare docstrings and signatures for the reference: doctests as code, links, default values."""

from __future__ import annotations

import re
from importlib import import_module
from typing import Any

import griffe

PUBLIC = (
    *("concordance", "evaluate", "extract", "extract_corpus", "load", "map_batches", "network"),
    *("open", "report", "resolve", "Tables"),
)
NAME = re.compile(rf"(?<!\[)`imena\.({'|'.join(PUBLIC)})`")


class Docstrings(griffe.Extension):
    """Prepare the docstrings for Markdown, in which three angle brackets would be a quotation."""

    def on_object(self, *, obj: griffe.Object, **kwargs: Any) -> None:
        """Put doctests into fences, and link the public names."""
        if obj.docstring is not None:
            text = NAME.sub(r"[`imena.\1`][imena.\1]", obj.docstring.value)
            obj.docstring.value = _with_fences(text)

    def on_function(self, *, func: griffe.Function, **kwargs: Any) -> None:
        """Show the value of a default that is a constant, such as DEFAULT_MODEL."""
        if func.path.rpartition(".")[2].startswith("_"):
            return
        for parameter in func.parameters:
            if isinstance(parameter.default, griffe.ExprName):
                value = _value(func.module.path, str(parameter.default))
                if isinstance(value, (str, int, float)):
                    parameter.default = repr(value)


def _value(module: str, name: str) -> Any:
    """The value of a name in a module; None if the module needs a library that is missing."""
    try:
        return getattr(import_module(module), name, None)
    except ImportError:
        return None


def _with_fences(text: str) -> str:
    """The text with each doctest in a fence; a doctest ends at an empty line, or with the text."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        if not inside and line.lstrip().startswith(">>>"):
            lines += ["", "```pycon"]
            inside = True
        elif inside and not line.strip():
            lines.append("```")
            inside = False
        lines.append(line)
    return "\n".join([*lines, "```"] if inside else lines)
