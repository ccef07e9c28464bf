"""Change lists of mentions that never overlap, in the order of the text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from spacy.tokens import Doc, Span

from imena.components.name_words import is_common


def put(spans: list[Span], new: Iterable[Span], *, over_common_words: bool = False) -> list[Span]:
    """Put mentions in the place of those inside them; a mention that reaches beyond one stays.

    Args:
        spans: mentions in the order of the text.
        new: mentions in the order of the text; of two that overlap, the second is left out.
        over_common_words: whether a mention is replaced, too, that reaches beyond a new one with
            words that are no names.

    Returns:
        The mentions in the order of the text.
    """
    starts, ends = [span.start for span in spans], [span.end for span in spans]
    removed: set[int] = set()
    accepted: list[Span] = []
    for span in new:
        first, last = bisect_right(ends, span.start), bisect_left(starts, span.end)
        covered = range(first, last)
        if accepted and accepted[-1].end > span.start:
            continue
        if any(not _is_covered(spans[i], span, over_common_words) for i in covered):
            continue
        if [(starts[i], ends[i], spans[i].label) for i in covered] == [
            (span.start, span.end, span.label)
        ]:
            continue  # it is marked already, and has its score
        removed.update(covered)
        accepted.append(span)
    if not accepted:
        return spans
    kept = [span for i, span in enumerate(spans) if i not in removed]
    return sorted([*kept, *accepted], key=lambda span: span.start)


def _is_covered(old: Span, new: Span, over_common_words: bool) -> bool:
    beyond = [token.text for token in old if not new.start <= token.i < new.end]
    return not beyond or (over_common_words and all(map(is_common, beyond)))


def is_followed_by_word(doc: Doc, token: int) -> bool:
    """Whether one space, and nothing else, stands between a token and the next one."""
    if not 0 <= token < len(doc) - 1:
        return False
    return bool(doc[token].whitespace_) and not doc[token + 1].is_space
