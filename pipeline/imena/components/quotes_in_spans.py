"""Make spans begin and end with whole quotations: «премию «» and «Золотая маска»» are one award."""

from __future__ import annotations

from collections.abc import Sequence

from imena.forms.characters import QUOTE_PAIRS

MAX_QUOTED = 12  # tokens of a quotation in a span; chosen by hand


def with_whole_quotes(texts: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """Return a span that cuts no quotation in two.

    Args:
        texts: the tokens of a document.
        start: first token of the span.
        end: the token behind its last.

    Returns:
        The span up to the end of a quotation that opens in it; without a mark that closes one which
        opens before it, or opens one that closes nowhere.
    """
    opened = _unclosed(texts, start, end)
    if opened is not None:
        closing = QUOTE_PAIRS[texts[opened]]
        behind = range(end, min(len(texts), opened + MAX_QUOTED))
        closed = next((i for i in behind if texts[i] == closing), None)
        if closed is not None:
            return start, closed + 1
        if opened == end - 1:
            end -= 1
    elif end - start > 1 and texts[end - 1] in QUOTE_PAIRS.values():
        closes = (QUOTE_PAIRS.get(texts[i]) == texts[end - 1] for i in range(start, end - 1))
        if not any(closes):
            end -= 1
    return start, end


def _unclosed(texts: Sequence[str], start: int, end: int) -> int | None:
    """Return the last mark that opens a quotation which is not closed in the span."""
    opened: list[int] = []
    for i in range(start, end):
        if opened and texts[i] == QUOTE_PAIRS[texts[opened[-1]]]:
            opened.pop()
        elif texts[i] in QUOTE_PAIRS:
            opened.append(i)
    return opened[-1] if opened else None
