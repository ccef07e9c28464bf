"""Make text valid in XML, which spreadsheets and networks consist of."""

from __future__ import annotations

import re

# Characters that XML 1.0 cannot contain, even escaped. There are no lone surrogates here.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
REPLACEMENT = "\ufffd"


def legal(text: str) -> str:
    r"""Replace characters that XML cannot contain, and normalise line ends as XML parsers do.

    >>> legal("Ба\x00ку\r\nМосква") == "Ба\ufffdку\nМосква"
    True
    """
    return ILLEGAL.sub(REPLACEMENT, text).replace("\r\n", "\n").replace("\r", "\n")
