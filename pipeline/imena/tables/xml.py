"""Text in, text out that may stand in an XML file: spreadsheets and networks are such files."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold, escaped or not. Text of imena is valid Unicode: no half of a pair.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REPLACEMENT = "\ufffd"


def legal(text: str) -> str:
    r"""The text with a replacement sign for what XML cannot hold, and line ends as XML reads them.

    >>> legal("Ба\x00ку\r\nМосква") == "Ба\ufffdку\nМосква"
    True
    """
    return ILLEGAL.sub(REPLACEMENT, text).replace("\r\n", "\n").replace("\r", "\n")
