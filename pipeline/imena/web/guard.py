"""Refuse requests that do not come from this server's own page.

Three checks keep other pages in the same browser out: the host name that was requested (against DNS
rebinding), the origin of the request, and a content type that no HTML form can send.
"""

from __future__ import annotations

import asyncio
import ipaddress
import json
from collections.abc import Callable, Collection
from typing import Any
from urllib.parse import urlsplit

from imena.web.limits import MAX_BODY

Scope = dict[str, Any]
SAFE = ("GET", "HEAD")
WITH_BODY = ("/api/extract", "/api/export/", "/api/dictionary")
LOOPBACK = ("localhost", "127.0.0.1", "::1")
DRAINED = 10  # times the limit to read and drop, so that the browser receives the answer
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
HEADERS = [
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
]


class Guard:
    """ASGI middleware that checks requests and adds security headers to answers."""

    def __init__(self, app: Callable, *, hosts: Collection[str], addresses: bool) -> None:
        """Accept the host names of this server and, if ``addresses``, any IP address."""
        self._app, self._hosts, self._addresses = app, hosts, addresses

    async def __call__(self, scope: Scope, receive: Callable, send: Callable) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        begun = False

        async def guarded(message: dict[str, Any]) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                message["headers"] = [*message.get("headers", []), *HEADERS]
            await send(message)

        headers = {
            name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]
        }
        refused = self._refused(scope, headers)
        body = b""
        if refused is None:
            declared = headers.get("content-length", "")
            too_large = declared.isdecimal() and int(declared) > MAX_BODY
            read = await _body(receive, too_large)
            if read is None:
                megabytes = MAX_BODY // 1_000_000
                refused = 413, f"larger than {megabytes} MB: use imena extract on the command line"
            else:
                body = read
        if refused is None:
            try:
                await self._app(scope, _replayed(body, receive), guarded)
            except asyncio.CancelledError:  # Ctrl-C
                refused = 503, "the server has been stopped"
        if refused is not None and not begun:
            await _answer(*refused, guarded)

    def _refused(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        """Return status and reason if the request must be refused."""
        host = headers.get("host", "")
        if not self._is_own(_hostname(host)):
            return 400, "unknown host name: open the page at the address that the server printed"
        if scope["method"] in SAFE:
            return None
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        if site not in (None, "same-origin", "none"):
            return 403, "requests from other web pages are refused: use the page of this server"
        if origin is not None and origin.lower().partition("://")[2] != host.lower():
            return 403, "requests from other web pages are refused: use the page of this server"
        kind = headers.get("content-type", "").split(";")[0].strip().lower()
        wanted = "application/json"
        if scope["path"] == "/api/extract-file":
            wanted = "multipart/form-data"
        takes_body = scope["path"].startswith(WITH_BODY)
        if scope["method"] == "POST" and takes_body and kind != wanted:
            return 415, f"send this with the header Content-Type: {wanted}"
        return None

    def _is_own(self, name: str | None) -> bool:
        if name is None:
            return False
        return name in self._hosts or (self._addresses and _is_address(name))


async def _body(receive: Callable, too_large: bool) -> bytes | None:
    """Read the whole body; return None if it exceeds the limit, without holding more than that."""
    kept: list[bytes] = []
    size = 0
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":  # the client has disconnected
            return b""
        chunk = message.get("body", b"")
        size += len(chunk)
        too_large = too_large or size > MAX_BODY
        if too_large:
            kept.clear()
            if size > DRAINED * MAX_BODY:
                return None
        else:
            kept.append(chunk)
        more = message.get("more_body", False)
    return None if too_large else b"".join(kept)


def _replayed(body: bytes, receive: Callable) -> Callable:
    """Return a receive function that replays the body, then passes on what follows."""
    given = False

    async def replay() -> dict[str, Any]:
        nonlocal given
        if given:
            later: dict[str, Any] = await receive()
            return later
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay


async def _answer(status: int, reason: str, send: Callable) -> None:
    content = json.dumps({"error": reason}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(content)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def _hostname(host: str) -> str | None:
    """Return the lower-case name in a Host header, without port and brackets."""
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None


def _is_address(name: str) -> bool:
    """Return whether the name is an IP address, which DNS rebinding cannot use."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
