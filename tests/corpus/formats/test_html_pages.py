"""Test the extraction of articles from the pages of tests/data/pages, converted to HTML."""

import html
import re
from itertools import groupby

import pytest
from tests.helpers.paths import ROOT

from imena.corpus.files import read_paths
from imena.options import ReadOptions

PAGES = sorted((ROOT / "tests/data/pages").glob("*.txt"))
# pages with an article
READ = [path for path in PAGES if path.stem not in ("forum", "newsletter", "digest")]
SHARE = 0.95


def lines_and_zones(path):
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    zones = path.with_suffix(".zones").read_text("utf-8")
    return list(zip(lines, re.sub(r"#.*|\s", "", zones), strict=True))


def kind(line):
    return "li" if line.startswith("•") else "tr" if "\t" in line else "p"


def running_text(lines):
    """Convert the lines of running text: paragraphs, list items and table rows."""
    parts = []
    for tag, group in groupby(lines, key=kind):
        rows = list(group)
        if tag == "tr":
            cells = [[f"<td>{html.escape(cell)}</td>" for cell in row.split("\t")] for row in rows]
            rows = ["<tr>" + "".join(row) + "</tr>" for row in cells]
            parts.append("<table>" + "".join(rows) + "</table>")
        else:
            inner = "".join(f"<{tag}>{html.escape(row)}</{tag}>" for row in rows)
            parts.append(f"<ul>{inner}</ul>" if tag == "li" else inner)
    return "".join(parts)


def semantic(pairs):
    """Write a page with semantic elements."""
    body, around = [], []
    for zone, group in groupby(pairs, key=lambda pair: pair[1]):
        lines = [line for line, _ in group]
        if zone == "b":
            body.append(running_text(lines))
            continue
        for text in map(html.escape, lines):
            if zone == "h":
                body.append(f"<h2>{text}</h2>" if body else f"<h1>{text}</h1>")
            elif zone == "c":
                body.append(f"<figure><img src='x.jpg'><figcaption>{text}</figcaption></figure>")
            else:
                around.append((zone, text))
    aside = "".join(
        f"<li><a href='/{i}'>{t}</a></li>" for i, (z, t) in enumerate(around) if z == "t"
    )
    meta = "".join(f"<div class='meta'>{t}</div>" for z, t in around if z == "m")
    return (
        f"<html><head><title>Страница</title></head><body><nav>{meta}</nav>"
        f"<main><article>{''.join(body)}</article></main><aside><ul>{aside}</ul></aside></body></html>"
    )


def nested_divs(pairs):
    """Write a page of nested divs only, in the order of the lines."""
    kinds = {
        "h": "title",
        "b": "article-text",
        "t": "related-news",
        "c": "photo-caption",
        "m": "info",
    }
    parts = []
    for zone, group in groupby(pairs, key=lambda pair: pair[1]):
        rows = [html.escape(line) for line, _ in group]
        if zone == "b":
            inner = running_text(map(html.unescape, rows))
        elif zone == "t":
            inner = "".join(f"<div><a href='/{i}'>{row}</a></div>" for i, row in enumerate(rows))
        else:
            inner = "".join(f"<div>{row}</div>" for row in rows)
        parts.append(inner if zone == "b" else f"<div class='{kinds[zone]}'>{inner}</div>")
    return f"<html><body><div class='article-text'>{''.join(parts)}</div></body></html>"


def folded(text):
    return re.sub(r"\W+", " ", text.lower()).strip()


@pytest.mark.parametrize("write", [semantic, nested_divs])
def test_articles_are_kept_and_teasers_are_not(write, tmp_path):
    kept = body = left = teasers = 0
    for path in READ:
        pairs = lines_and_zones(path)
        page = tmp_path / f"{path.stem}.html"
        page.write_text(write(pairs), "utf-8")
        (document,) = read_paths([page], ReadOptions())
        text = folded(document.text)
        for line, zone in pairs:
            if zone == "b":
                body += 1
                kept += folded(line) in text
            elif zone == "t":
                teasers += 1
                left += folded(line) in text
    assert kept >= SHARE * body
    assert left <= (1 - SHARE) * teasers
