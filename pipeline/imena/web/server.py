"""Run the server of the page until Ctrl-C."""

from __future__ import annotations

import socket
from collections.abc import Callable
from importlib.util import find_spec

from imena.errors import MissingExtraError, UsageError
from imena.options import DEFAULT_MODEL
from imena.web.limits import MAX_CONNECTIONS

NEEDED = ("fastapi", "uvicorn", "python_multipart")
EVERYWHERE = ("0.0.0.0", "::", "")  # all addresses of this machine
EXPOSED = (
    "anyone who can reach this address can use the page, and texts are sent unencrypted: "
    "omit --host to serve this machine only"
)
GRACE = 2  # seconds for requests to finish after the server is told to stop


def serve(
    host: str = "127.0.0.1",
    port: int = 8000,
    *,
    model: str = DEFAULT_MODEL,
    ready: Callable[[str], object] = print,
) -> None:
    """Serve the page and its API until interrupted.

    Args:
        host: the address to listen on; ``127.0.0.1`` accepts connections from this machine only.
        port: the port; 0 picks a free one.
        model: the name of an installed model.
        ready: called with the address of the page once the server listens.

    Raises:
        MissingExtraError: a library for it is not installed.
        UsageError: there is no such model, or the server cannot listen on the address.
    """
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise MissingExtraError(f'imena serve needs {missing[0]}: pip install "imena[web]"')
    import logging

    import uvicorn

    from imena.models import load
    from imena.web.app import create_app
    from imena.web.guard import Guard

    # Otherwise it logs its opinion of forms to the terminal.
    logging.getLogger("python_multipart").setLevel(logging.CRITICAL)
    load(model)  # reports a broken model before the first request
    with _listening(host, port) as listening:
        loopback = is_loopback(host)
        names = {host.lower(), "localhost", "127.0.0.1", "::1"}
        if not loopback:
            names |= {socket.gethostname().lower(), socket.getfqdn().lower()}
        guard = Guard(create_app(model), hosts=names, addresses=not loopback)
        config = uvicorn.Config(
            guard,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="off",
            limit_concurrency=MAX_CONNECTIONS,
            timeout_graceful_shutdown=GRACE,
        )
        ready(address(host, listening.getsockname()[1]))
        try:
            uvicorn.Server(config).run(sockets=[listening])
        except KeyboardInterrupt:
            return


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach the address."""
    return host.lower() == "localhost" or host == "::1" or host.startswith("127.")


def address(host: str, port: int) -> str:
    """Return the URL of the page.

    >>> address("::1", 8000)
    'http://[::1]:8000'
    """
    name = socket.gethostname() if host in EVERYWHERE else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _listening(host: str, port: int) -> socket.socket:
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except (OSError, OverflowError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        reason = reason.partition(" (while attempting")[0]  # the address is already in the message
        raise UsageError(
            f"cannot listen at {host}, port {port} ({reason}): choose another --port or --host"
        ) from None
