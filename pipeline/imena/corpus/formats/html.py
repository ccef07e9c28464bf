"""Extract the article of a web page with trafilatura: its text, title, date and author."""

from __future__ import annotations

import codecs
import re
import warnings
from collections.abc import Iterator

from imena.corpus.document import Document
from imena.corpus.encoding.charset import Decoded, decode, encoding_of
from imena.corpus.extras import require, silenced
from imena.corpus.source import Source
from imena.errors import InputError
from imena.options import ReadOptions
from imena.problems import problem

MAX_PAGE = 20_000_000  # bytes; a page of 3 million takes 3 seconds
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""")
HEAD = 20_000  # bytes in which to look for the declaration
# Encodings that templates declare whatever the real one is.
BOILERPLATE = {"iso8859-1", "cp1252", "ascii", "utf-8"}
# Inline elements: on pages of a few words, trafilatura breaks lines at them.
WITHIN_WORDS = ("b", "i", "u", "em", "strong", "font", "mark", "abbr", "wbr")
FIELDS = ("title", "date", "author")


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """Read the article of the page as one text. Offsets refer to the extracted text.

    Raises:
        MissingExtraError: trafilatura is not installed.
        InputError: there is no text in the page.
    """
    page = decode_page(source.read(MAX_PAGE), options.encoding)
    text, meta = article(page.text)
    yield Document(source.name, text, source.where, page.encoding, meta, note=page.note)


def decode_page(raw: bytes, encoding: str | None = None) -> Decoded:
    """Decode a page by the encoding that it declares, unless its bytes contradict it."""
    if encoding is None and not encoding_of(raw).startswith("utf"):
        declared = DECLARED.search(raw[:HEAD].lower())
        try:
            name = codecs.lookup(declared[1].decode("ascii")).name if declared else "utf-8"
            if name not in BOILERPLATE and raw.decode(name):
                encoding = name
        except (LookupError, UnicodeError):
            pass
    return decode(raw, encoding)


def article(page: str) -> tuple[str, dict[str, str]]:
    """Extract the text of the article and the metadata of the page.

    Raises:
        MissingExtraError: trafilatura is not installed.
        InputError: there is no text in the page.
    """
    require(".html")
    import trafilatura
    from lxml import etree, html

    # HTML has no external entities, and nothing is loaded from the network.
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_pis=True)
    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
        etree.strip_tags(tree, *WITHIN_WORDS)
        with silenced("trafilatura"), silenced("htmldate"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = trafilatura.bare_extraction(
                tree, with_metadata=True, include_comments=False, favor_recall=True
            )
    except (etree.LxmlError, ValueError, RecursionError):
        found = None
    text = (getattr(found, "text", None) or "").strip()
    if not text:
        raise InputError(problem("html"))
    meta = {field: value for field in FIELDS if (value := getattr(found, field, None))}
    return text, meta
