"""Parse annotated strings such as «[Валерия Герасимова]PER ждут в [Баку]LOC»."""

from __future__ import annotations

import re

MENTION = re.compile(r"\[([^\]]+)\]((?:PER|ORG|LOC)(?:\|(?:PER|ORG|LOC))*)")


def parse(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text without its marks, and the mentions as (start, end, label)."""
    text, spans, end = "", [], 0
    for match in MENTION.finditer(marked):
        text += marked[end : match.start()]
        spans.append((len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        end = match.end()
    return text + marked[end:], spans


def mark(text: str, spans: list[tuple[int, int, str]]) -> str:
    """Mark the spans in a text, the inverse of `parse`."""
    marked, end = "", 0
    for start, stop, label in spans:
        marked += f"{text[end:start]}[{text[start:stop]}]{label}"
        end = stop
    return marked + text[end:]
