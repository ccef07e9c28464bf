"""An e-mail in, its text out, with subject, date and sender."""

from __future__ import annotations

import codecs
import email
import email.policy
from collections.abc import Iterator
from contextlib import suppress
from email.message import EmailMessage
from email.utils import parsedate_to_datetime

from imena.corpus.document import Document
from imena.corpus.encoding.charset import Decoded, decode
from imena.corpus.formats import html
from imena.corpus.options import ReadOptions
from imena.corpus.source import Source
from imena.errors import ImenaError, InputError

BODIES = ("plain", "html")
FIELDS = ("subject", "from")
UNREADABLE = "not a readable e-mail: save its text as .txt"


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """One text a message: its plain part, else the text of its page; attachments are not read.

    Raises:
        MissingExtraError: it has a page only, and trafilatura is not installed.
        InputError: it is no e-mail, or has no text.
    """
    message = email.message_from_bytes(source.read(), policy=email.policy.default)
    if not message.keys():
        raise InputError(UNREADABLE)
    try:
        body = message.get_body(BODIES)
        if not isinstance(body, EmailMessage):
            raise InputError("this e-mail has no text: read its attachments by themselves")
        found = _text(body, options.encoding)
        note = found.note or _attachments(message)
    except (ImenaError, MemoryError):
        raise
    except Exception:  # email's parser of headers raises what it meets on broken ones
        raise InputError(UNREADABLE) from None
    text = found.text.replace("\r\n", "\n").strip("\n")
    yield Document(source.name, text, source.where, found.encoding, _meta(message), note=note)


def _text(body: EmailMessage, encoding: str | None) -> Decoded:
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    is_page = body.get_content_subtype() == "html"
    found = _decoded(raw, encoding or body.get_content_charset(), encoding, is_page)
    return found._replace(text=html.article(found.text)[0]) if is_page else found


def _decoded(raw: bytes, declared: str | None, asked: str | None, is_page: bool) -> Decoded:
    """By the charset that the message declares; by the letters where that cannot be."""
    if asked is None and declared is not None:
        with suppress(LookupError, UnicodeError):
            codecs.lookup(declared)  # which decoding nothing does not do
            raw.decode(declared)
            if declared.lower() not in ("us-ascii", "iso-8859-1"):  # what broken mailers say
                return decode(raw, declared)
    return html.decode_page(raw, asked) if is_page else decode(raw, asked)


def _meta(message: EmailMessage) -> dict[str, str]:
    """Subject, sender and date (ISO 8601); a broken header is left out."""
    meta = {}
    for field in FIELDS:
        with suppress(Exception):
            if value := str(message[field] or "").strip():
                meta[field] = value
    with suppress(Exception):
        meta["date"] = parsedate_to_datetime(str(message["date"])).date().isoformat()
    return meta


def _attachments(message: EmailMessage) -> str | None:
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    return f"attachments are not read: {', '.join(names)}" if names else None
