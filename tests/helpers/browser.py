"""Open pages in headless Chromium and record their errors and requests."""

from __future__ import annotations

import asyncio
import atexit
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
WHY = "needs Chromium: apt-get install chromium"


@dataclass
class Watched:
    """A page in the browser with its errors and unwanted requests."""

    page: Any
    errors: list[str] = field(default_factory=list)  # console errors and uncaught exceptions
    # requests to anything but files and this machine
    requests: list[str] = field(default_factory=list)

    def assert_clean(self) -> None:
        """Assert that there was no error, no request to another host, and no script from a text."""
        assert self.errors == []
        assert self.requests == []
        assert self.page.evaluate("window.hacked") is None


@contextmanager
def opened(
    address: str | Path,
    *,
    width: int = 1280,
    height: int = 900,
    dark: bool = False,
    scripts: bool = True,
) -> Iterator[Watched]:
    """Open a file or loopback address in Chromium; skip the test if it is not installed."""
    url = address.resolve().as_uri() if isinstance(address, Path) else address
    with _browser() as browser:
        # A new profile, so that nothing is kept from one test to the next.
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
            java_script_enabled=scripts,
        )
        try:
            watched = Watched(context.new_page())
            page = watched.page
            page.on("pageerror", lambda error: watched.errors.append(str(error)))
            page.on(
                "console",
                lambda message: (
                    message.type in ("error", "warning") and watched.errors.append(message.text)
                ),
            )
            page.on(
                "request",
                lambda request: (
                    request.url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:"))
                    or watched.requests.append(request.url)
                ),
            )
            page.goto(url)
            yield watched
        finally:
            context.close()


@contextmanager
def _browser() -> Iterator[Any]:
    """Yield one Chromium for all tests of a process, started when it is first needed.

    Playwright's event loop stays the running one of the thread between its calls, and nothing else
    there could use asyncio. Therefore it runs only while a page is open.
    """
    if CHROMIUM is None:
        pytest.skip(WHY)
    pytest.importorskip("playwright.sync_api")
    before = asyncio._get_running_loop()
    browser, loop = _started()
    asyncio._set_running_loop(loop)
    try:
        yield browser
    finally:
        asyncio._set_running_loop(before)


@lru_cache
def _started() -> tuple[Any, asyncio.AbstractEventLoop]:
    from playwright.sync_api import sync_playwright

    playwright = sync_playwright().start()
    loop = asyncio.get_running_loop()

    def stop() -> None:
        asyncio._set_running_loop(loop)
        playwright.stop()

    atexit.register(stop)
    # As root, as in containers, Chromium cannot use its sandbox.
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    return playwright.chromium.launch(executable_path=CHROMIUM, args=arguments), loop
