"""Cut a text into razdel's tokens, many times faster: each run of non-whitespace is cut once.

razdel decides each cut by the characters right around it, so nearly every run of non-whitespace is
cut in one way wherever it stands, and is remembered. The exceptions are runs that begin or end with
a dash, an underscore, or a mark that could join two numbers: there razdel looks across the
whitespace, so they are cut anew, together with their neighbours. A dash alone is one token.
Homoglyphs and marks inside a word do not cut it. Unlike razdel, emoji, bullets and arrows are
tokens of their own («Москву🔥»), and so are the underscores of Markdown before a word («_Прагу_»).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from razdel import tokenize

from imena.components.homoglyphs import for_tokenizer

RUN = re.compile(r"(\S+)(\s*)")
_JOINERS = re.escape("‑–—−-_")  # razdel's dashes, and the underscore
# Most runs: a word or number in marks that razdel cuts off one by one (tests try all of them).
PLAIN = re.compile(r"""([«"(\[]?)([А-Яа-яЁё]+|[A-Za-z]+|\d+)([»")\]]?)([.,;:!?]?)""")
NEEDS_NEIGHBOURS = re.compile(rf"[{_JOINERS}].|[.,/\\]\d|.+[{_JOINERS}]$|.*\d[.,/\\]$", re.DOTALL)
# Bullets, arrows, technical and geometric signs, dingbats, emoji with what varies or joins them.
PICTOGRAPHS = re.compile(
    "([\u2022\u2023\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
    "[\u200d\u20e3\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\ufe0e\ufe0f"
    "\U0001f000-\U0001faff]*)"
)
MARKDOWN = re.compile(r"(_+)(?=[А-Яа-яЁё])")
CACHED_RUNS = 200_000  # remembered before the cache starts anew; chosen by hand

_known: dict[str, tuple[str, ...]] = {}


def cut_runs(text: str, start: int = 0) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each run of non-whitespace as razdel's tokens, and the whitespace behind it.

    Args:
        text: the text.
        start: the offset of the first run.
    """
    if len(_known) > CACHED_RUNS:
        _known.clear()
    runs = RUN.findall(text, start)
    for number, (run, gap) in enumerate(runs):
        tokens = _known.get(run)
        if tokens is None:
            if is_decorated(run):
                tokens = _known[run] = _cut_decorated(run)
            elif NEEDS_NEIGHBOURS.match(run):
                before = runs[number - 1][0] if number else ""
                after = runs[number + 1][0] if number + 1 < len(runs) else ""
                tokens = _cut_between(before, run, after)
            else:
                tokens = _known[run] = _cut(run)
        yield tokens, gap


def is_decorated(run: str) -> bool:
    """Whether a run of non-whitespace has pictographs, or underscores before a word."""
    return not run.isascii() and bool(PICTOGRAPHS.search(run) or MARKDOWN.match(run))


def _cut_decorated(run: str) -> tuple[str, ...]:
    """Cut a run at its pictographs and leading underscores, and the rest as razdel does."""
    parts = PICTOGRAPHS.split(MARKDOWN.sub(r"\1 ", run, count=1) if run[0] == "_" else run)
    tokens: list[str] = []
    for number, part in enumerate(parts):
        for piece in filter(None, part.split(" ")):
            tokens += (piece,) if number % 2 else _cut(piece)
    return tuple(tokens)


def _cut(run: str) -> tuple[str, ...]:
    plain = PLAIN.fullmatch(run)
    if plain:
        return tuple(filter(None, plain.groups()))
    return tuple(run[token.start : token.stop] for token in tokenize(for_tokenizer(run)))


def _cut_between(before: str, run: str, after: str) -> tuple[str, ...]:
    """Cut a run together with its neighbours."""
    start = len(before) + 1
    stop = start + len(run)
    tokens = tokenize(for_tokenizer(f"{before} {run} {after}"))
    return tuple(
        run[t.start - start : t.stop - start] for t in tokens if start <= t.start and t.stop <= stop
    )
