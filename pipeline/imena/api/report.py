"""Tables in, the HTML report out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imena.errors import UsageError
from imena.storage.atomic import replacing
from imena.tables.tables import Tables

SUFFIXES = (".html", ".htm")


def report(tables: Tables, path: str | Path, *, lang: str = "en", documents: int = 200) -> None:
    """Write one self-contained HTML page: the texts with their mentions, entities, their network.

    It asks no other host for anything, and opens by a double click. Of a corpus of more documents
    than ``documents`` a part is shown, the same one every time, and the page says so; counts are of
    all.

    Args:
        tables: of `imena.extract` or `imena.open`; with the table ``texts`` the page has the texts,
            without it the sentences of the mentions.
        path: of the page, which ends in ``.html``; a file that is there is replaced.
        lang: of the page's own words, ``en`` or ``ru``.
        documents: how many are shown at most.

    Raises:
        UsageError: there is no such language, ``documents`` is below 1, the path is none of a page,
            or the place cannot be written to.

    >>> import imena, tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     page = Path(place, "report.html")
    ...     report(imena.extract(["Валерий Герасимов прилетел в Баку."]), page, lang="ru")
    ...     print("1 документ" in page.read_text("utf-8"))
    True
    """
    from imena.reporting.page.page import page

    target = Path(path)
    if documents < 1:
        raise UsageError(f"the page cannot show {documents} documents: say 1 or more")
    with _writing(target):
        if target.is_dir():
            raise UsageError(f"{target} is a folder: name a file, e.g. {target / 'report.html'}")
        if target.suffix.lower() not in SUFFIXES:  # a table of the folder is soon written over
            raise UsageError(f"the page cannot be written to {target}: end it in {SUFFIXES[0]}")
        if not target.parent.is_dir():
            raise UsageError(f"the folder {target.parent} does not exist: make it first")
    html = page(tables, lang=lang, documents=documents)
    with _writing(target), replacing(target) as part:
        part.write_text(html, "utf-8", newline="\n")


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """What the system says against the place, as an error of ours."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from error
