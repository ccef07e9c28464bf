"""State the problems of a document in the language of the page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from imena.problems import Problem


def translate_problem(row: Mapping[str, Any], column: str, lang: str) -> list[tuple[str, bool]]:
    """Return the text of a problem in pieces.

    Args:
        row: of the table of documents.
        column: ``error`` or ``note``.
        lang: ``en`` or ``ru``.

    Returns:
        Pairs of a piece and whether it is English on a page in another language. A text without
        data, as tables that were made or edited by other programs have it, is one English piece.

    >>> data = '{"error": {"code": "pdf_locked", "values": {}}}'
    >>> row = {"error": "encrypted: save it without its password", "problems": data}
    >>> translate_problem(row, "error", "ru")
    [('файл зашифрован: сохраните его без пароля', False)]
    """
    try:
        data = json.loads(row.get("problems") or "{}").get(column)
    except (ValueError, TypeError, AttributeError):
        data = None
    problem = Problem.from_dict(data)
    # An edited text no longer says what its data say.
    if problem is None or str(problem) != row[column]:
        return [(str(row[column]), lang != "en")]
    return problem.pieces(lang)
