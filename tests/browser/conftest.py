"""A real Chromium on the built site, served on loopback below a path."""

from __future__ import annotations

import functools
import http
import http.server
import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


def faults(page: Page, context: str | dict[str, list[list[str]]] | None = None, rules: tuple[str, ...] = RULES) -> list[tuple[str, list[str]]]:
    """Return what axe finds wrong on a page or in a part of it: the rule, and where it is broken.

    What is right is not listed: its list takes axe most of its time on large pages.
    """
    found = Axe().run(page, context=context, options={"runOnly": list(rules), "resultTypes": ["violations"]})
    return [(rule["id"], [str(node["target"]) for node in rule["nodes"]]) for rule in found.response["violations"]]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer as hosts of static sites do: with the site's own page for addresses that are not there."""
        page = Path(self.directory, "landscape", "404.html")
        if code != http.HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def origin(site: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=site.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/landscape/"
        server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "browser tests need a Chromium: run them through `make test`, which installs one, or set CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        )
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page with everything that went wrong on it."""

    page: Page
    origin: str
    trouble: list[str] = field(default_factory=list)
    scripted: bool = True
    waiting: set[Request] = field(default_factory=set)
    """What was asked for and has not come."""

    def __post_init__(self) -> None:
        self.page.on("request", lambda asked: self.waiting.add(asked))  # noqa: PLW0108 - the library wants functions of their own
        for end in ("requestfinished", "requestfailed"):
            self.page.on(end, lambda asked: self.waiting.discard(asked))  # noqa: PLW0108

    def open(self, address: str) -> Page:
        """Go to an address and wait until scripts have loaded what they want; "networkidle" would wait half a second longer."""
        self.waiting.clear()
        self.page.goto(self.origin + address)
        quiet, end = 0, time.monotonic() + 10
        while self.scripted and quiet < 2:
            assert time.monotonic() < end, [request.url for request in self.waiting]
            self.page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
            quiet = 0 if self.waiting else quiet + 1
        return self.page


@pytest.fixture(scope="session")
def contexts() -> dict[str, BrowserContext]:
    """The contexts of the run by their settings: pages share what they have fetched, and nothing else."""
    return {}


def context_of(browser: Browser, settings: dict[str, Any]) -> BrowserContext:
    context = browser.new_context(
        viewport={"width": settings.get("width", 1280), "height": 800},
        color_scheme=settings.get("scheme", "light"),
        locale=settings.get("locale"),
        java_script_enabled=settings.get("script", True),
        service_workers="block",
    )
    context.set_default_timeout(10_000)
    if "locale" not in settings:
        context.add_init_script("localStorage.setItem('/landscape/.language', 'decided')")
    return context


@pytest.fixture
def visit(browser: Browser, origin: str, request: pytest.FixtureRequest, contexts: dict[str, BrowserContext]) -> Iterator[Visit]:
    """A fresh page; a test that leaves trouble behind fails.

    ``width``, ``scheme``, ``locale`` and ``script`` come by ``indirect`` marks; with ``first`` nothing was fetched before.
    The reader has decided on a language before, unless the test says which one their browser asks for. No service
    worker stands between the page and the site; ``test_offline.py`` has a fixture of its own.
    """
    settings = getattr(request, "param", {})
    first = settings.get("first", False)
    context = context_of(browser, settings) if first else contexts.get(repr(settings)) or contexts.setdefault(repr(settings), context_of(browser, settings))
    page = context.new_page()
    found = Visit(page, origin, scripted=settings.get("script", True))
    page.on("console", lambda message: found.trouble.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: found.trouble.append(f"script: {error}"))
    page.on("response", lambda answer: found.trouble.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    page.on("request", lambda asked: found.trouble.append(f"other host: {asked.url}") if asked.url.startswith("http") and not asked.url.startswith(origin) else None)
    yield found
    context.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": origin.removesuffix("/landscape/"), "storageTypes": "local_storage,cache_storage"})
    page.close()
    if first:
        context.close()
    assert found.trouble == []
