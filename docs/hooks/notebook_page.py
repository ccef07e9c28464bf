"""Turn a notebook with its saved outputs into a page of Markdown."""

from __future__ import annotations

import html
import json
import re
from typing import Any

STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
BLANK_LINES = re.compile(r"\n\s*\n+")  # an empty line would end the block of HTML


def on_page_read_source(page: Any, config: Any) -> str | None:
    """Render the pages of notebooks; None leaves another page as it is."""
    is_notebook = page.file.src_uri.startswith("notebooks/")
    return markdown(page.file.content_string) if is_notebook else None


def markdown(notebook: str) -> str:
    """Render the cells in order: text as it is, code in a fence, outputs below their code."""
    cells = json.loads(notebook)["cells"]
    return "\n\n".join(part for cell in cells for part in _parts(cell)) + "\n"


def _parts(cell: dict[str, Any]) -> list[str]:
    source = "".join(cell["source"])
    if cell["cell_type"] == "markdown":
        return [source]
    code = f"```python\n{source}\n```"
    return [code, *(shown for output in cell["outputs"] if (shown := _output(output)))]


def _output(output: dict[str, Any]) -> str:
    """Render an output as a block of HTML; empty if there is nothing to show."""
    if output["output_type"] == "stream":
        return _block(_preformatted("".join(output["text"])))
    data = output.get("data", {})
    if "image/png" in data:
        image = "".join(data["image/png"]).replace("\n", "")
        return _block(f'<img alt="Plot" src="data:image/png;base64,{image}">')
    if "text/html" in data:
        return _block(STYLE.sub("", "".join(data["text/html"])))
    if "text/plain" in data:
        return _block(_preformatted("".join(data["text/plain"])))
    return ""


def _preformatted(text: str) -> str:
    lines = html.escape(text.rstrip("\n")).replace("\n", "&#10;")
    return f"<pre><code>{lines}</code></pre>"


def _block(content: str) -> str:
    return f'<div class="cell-output">\n{BLANK_LINES.sub(chr(10), content)}\n</div>'
