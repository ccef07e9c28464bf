"""Debian's Chromium for the tests of pages: what it complains of and asks other hosts for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
WHY = "needs Chromium: apt-get install chromium"


@dataclass
class Watched:
    """A page of a browser, and what it did that it should not."""

    page: Any
    errors: list[str] = field(default_factory=list)  # of the console, and uncaught
    requests: list[str] = field(default_factory=list)  # of anything but files and this machine

    def assert_clean(self) -> None:
        """No error was written, no other host was asked, and no text has run as a script."""
        assert self.errors == []
        assert self.requests == []
        assert self.page.evaluate("window.hacked") is None


@contextmanager
def opened(
    address: str | Path, *, width: int = 1280, height: int = 900, dark: bool = False
) -> Iterator[Watched]:
    """A file or a loopback address in headless Chromium; skips the test where there is none."""
    if CHROMIUM is None:
        pytest.skip(WHY)
    sync_api = pytest.importorskip("playwright.sync_api")
    url = address.resolve().as_uri() if isinstance(address, Path) else address
    with sync_api.sync_playwright() as playwright:
        # As root, as in containers, Chromium has no sandbox to run in.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            accept_downloads=True,
        )
        watched = Watched(context.new_page())
        page = watched.page
        page.on("pageerror", lambda error: watched.errors.append(str(error)))
        page.on(
            "console",
            lambda message: message.type in ("error", "warning")
            and watched.errors.append(message.text),
        )
        page.on(
            "request",
            lambda request: request.url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:"))
            or watched.requests.append(request.url),
        )
        page.goto(url)
        yield watched
        browser.close()
