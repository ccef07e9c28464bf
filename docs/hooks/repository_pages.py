"""Add the documents that live outside docs/ to the site, and point links at them.

The changelog, the model cards and the notebooks stay where people look for them in a repository.
The site gets a page of each, and a link to such a file in any page becomes a link to its page.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Any

from mkdocs.structure.files import File

ROOT = Path(__file__).parents[2]

PAGES = {  # path in the repository: page of the site
    "README.md": "index.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "LICENSE": "licence.md",
    "models/ru_imena_sm/README.md": "models/ru_imena_sm.md",
    "models/ru_imena_lg/README.md": "models/ru_imena_lg.md",
    "models/training/README.md": "models/training.md",
    **{f"notebooks/{p.name}": f"notebooks/{p.stem}.md" for p in ROOT.glob("notebooks/*.ipynb")},
    **{
        path.relative_to(ROOT).as_posix(): "gazetteers.md"
        for path in ROOT.glob("pipeline/imena/entities/**/data/README.md")
    },
}
FILES = {"CITATION.cff": "CITATION.cff"}  # copied as they are
LINK = re.compile(r"(\]\()((?!\w+:|#|/)[^)#\s]+)(#[^)\s]*)?(\))")
SOURCES = {page: source for source, page in PAGES.items() if page != "index.md"}


def on_files(files: Any, config: Any) -> Any:
    """Add a generated page for each document outside docs/."""
    for source, page in PAGES.items():
        if page != "index.md":
            files.append(File.generated(config, page, content=_content(source)))
    for source, page in FILES.items():
        files.append(File.generated(config, page, content=(ROOT / source).read_text("utf-8")))
    return files


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Rewrite links to documents of the repository into links to their pages."""
    uri = page.file.src_uri
    folder = posixpath.dirname(SOURCES.get(uri, f"docs/{uri}"))

    def rewritten(match: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(folder, match[2]))
        page_of_it = _page(path)
        if page_of_it is None:
            return match[0]
        target = posixpath.relpath(page_of_it, posixpath.dirname(uri) or ".")
        return f"{match[1]}{target}{match[3] or ''}{match[4]}"

    return LINK.sub(rewritten, markdown)


def _page(path: str) -> str | None:
    """Return the page or file of the site that shows a path of the repository, if any."""
    if path in PAGES:
        return PAGES[path]
    if path in FILES:
        return FILES[path]
    if path.startswith("docs/"):
        inside = path.removeprefix("docs/")
        return f"{inside}/index.md" if (ROOT / path).is_dir() else inside
    return None


def _content(source: str) -> str:
    """Return the text of a document of the repository; `notebook_page` renders notebooks."""
    text = (ROOT / source).read_text("utf-8")
    if source == "LICENSE":
        return f"# Licence\n\n```text\n{text}```\n"
    return text
