"""Write the HTML report of a corpus."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from imena.errors import UsageError
from imena.storage.atomic import replacing
from imena.tables.tables import Tables

SUFFIXES = (".html", ".htm")


def report(tables: Tables, path: str | Path, *, lang: str = "en", documents: int = 200) -> None:
    """Write one self-contained HTML page: texts with mentions, entities and their network.

    The page makes no network requests and opens with a double click. If the corpus has more than
    ``documents`` documents, the page shows a sample of them, the same one every time, and says so;
    counts are always those of the whole corpus.

    Args:
        tables: from `imena.extract` or `imena.open`. With the table ``texts`` the page shows the
            texts, without it the sentences of the mentions.
        path: where to write the page, with the suffix ``.html``; an existing file is replaced.
        lang: the language of the page itself, ``en`` or ``ru``.
        documents: the largest number of documents to show.

    Raises:
        UsageError: there is no such language, ``documents`` is below 1, the path has another
            suffix, or it cannot be written to.

    >>> import imena, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     page = Path(folder, "report.html")
    ...     imena.report(imena.extract(["Валерий Герасимов прилетел в Баку."]), page, lang="ru")
    ...     print("1 документ" in page.read_text("utf-8"))
    True
    """
    from imena.reporting.page.page import page

    target = Path(path)
    if documents < 1:
        raise UsageError(f"documents cannot be {documents}: give 1 or more")
    with _writing(target):
        if target.is_dir():
            raise UsageError(f"{target} is a folder: give a file, e.g. {target / 'report.html'}")
        # a typing error must not overwrite a table of the folder
        if target.suffix.lower() not in SUFFIXES:
            raise UsageError(f"{target} is not an HTML file: end its name in {SUFFIXES[0]}")
        if not target.parent.is_dir():
            raise UsageError(f"the folder {target.parent} does not exist: create it first")
    html = page(tables, lang=lang, documents=documents)
    with _writing(target), replacing(target) as part:
        part.write_text(html, "utf-8", newline="\n")


@contextmanager
def _writing(target: Path) -> Iterator[None]:
    """Convert operating system errors into a UsageError that names the file."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from error
