"""Read the text of e-mails, with subject, date and sender."""

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
from imena.corpus.source import Source
from imena.errors import ImenaError, InputError
from imena.options import ReadOptions
from imena.problems import Problem, problem

BODIES = ("plain", "html")
FIELDS = ("subject", "from")


def read(source: Source, options: ReadOptions) -> Iterator[Document]:
    """Read a message as one text: its plain part, or else its HTML part. Attachments are not read.

    Raises:
        MissingExtraError: the message has an HTML part only, and trafilatura is not installed.
        InputError: it is not an e-mail, or has no text.
    """
    message = email.message_from_bytes(source.read(), policy=email.policy.default)
    if not message.keys():
        raise InputError(problem("eml"))
    try:
        body = message.get_body(BODIES)
        if not isinstance(body, EmailMessage):
            raise InputError(problem("eml_no_text"))
        decoded = _text(body, options.encoding)
        note = decoded.note or _attachments(message)
    except (ImenaError, MemoryError):
        raise
    except Exception:  # the header parser of the standard library raises various errors
        raise InputError(problem("eml")) from None
    text = decoded.text.replace("\r\n", "\n").strip("\n")
    meta = _meta(message)
    title = meta.get("subject")
    yield Document(source.name, text, source.where, decoded.encoding, meta, note=note, title=title)


def _text(body: EmailMessage, encoding: str | None) -> Decoded:
    payload = body.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    is_page = body.get_content_subtype() == "html"
    decoded = _decoded(raw, encoding or body.get_content_charset(), encoding, is_page)
    return decoded._replace(text=html.article(decoded.text)[0]) if is_page else decoded


def _decoded(raw: bytes, declared: str | None, asked: str | None, is_page: bool) -> Decoded:
    """Decode by the declared charset, or detect the encoding if that fails."""
    if asked is None and declared is not None:
        with suppress(LookupError, UnicodeError):
            codecs.lookup(declared)  # decoding an empty text does not check the name
            raw.decode(declared)
            # declared by broken mail programs
            if declared.lower() not in ("us-ascii", "iso-8859-1"):
                return decode(raw, declared)
    return html.decode_page(raw, asked) if is_page else decode(raw, asked)


def _meta(message: EmailMessage) -> dict[str, str]:
    """Return subject, sender and date (ISO 8601), without broken headers."""
    meta = {}
    for field in FIELDS:
        with suppress(Exception):
            if value := str(message[field] or "").strip():
                meta[field] = value
    with suppress(Exception):
        meta["date"] = parsedate_to_datetime(str(message["date"])).date().isoformat()
    return meta


def _attachments(message: EmailMessage) -> Problem | None:
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    return problem("eml_attachments", names=", ".join(names)) if names else None
