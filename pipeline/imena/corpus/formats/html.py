"""A web page in, its article out: the text by trafilatura, with title, date and author."""

from __future__ import annotations

import codecs
import re
import warnings
from collections.abc import Iterator

from imena.corpus.document import Document
from imena.corpus.encoding.charset import Decoded, decode, encoding_of
from imena.corpus.extras import require, silenced
from imena.corpus.options import ReadOptions
from imena.corpus.source import Source
from imena.errors import InputError

MAX_PAGE = 20_000_000  # bytes; a page of 3 million takes 3 seconds
DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,500}?(?:charset|encoding)\s*=\s*["']?([\w.:-]+)""")
HEAD = 20_000  # bytes that may hold the declaration
# What templates declare whatever the page is in.
BOILERPLATE = {"iso8859-1", "cp1252", "ascii", "utf-8"}
# Marks inside sentences: trafilatura breaks lines at them on pages of a few words.
WITHIN_WORDS = ("b", "i", "u", "em", "strong", "font", "mark", "abbr", "wbr")
FIELDS = ("title", "date", "author")


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """The article of the page. Offsets are those of the text that was taken out of it.

    Raises:
        MissingExtraError: trafilatura is not installed.
        InputError: there is no text in the page.
    """
    page = decode_page(source.read(MAX_PAGE), options.encoding)
    text, meta = article(page.text)
    yield Document(source.name, text, source.where, page.encoding, meta, note=page.note)


def decode_page(raw: bytes, encoding: str | None = None) -> Decoded:
    """The page as text: by the encoding that it declares, unless its bytes speak against that."""
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
    """The text of the article in a page, and what the page says of it.

    Raises:
        MissingExtraError: trafilatura is not installed.
        InputError: there is no text in the page.
    """
    require(".html")
    import trafilatura
    from lxml import etree, html

    # HTML knows no external entities; nothing is loaded from the network.
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
        raise InputError("no article text in this page: save its text as .txt, or leave it out")
    meta = {field: value for field in FIELDS if (value := getattr(found, field, None))}
    return text, meta
