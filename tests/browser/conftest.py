"""A real Chromium on the built site, served on loopback below a path."""

from __future__ import annotations

import functools
import http
import http.server
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright


class _Quiet(http.server.SimpleHTTPRequestHandler):
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

    def open(self, address: str) -> Page:
        self.page.goto(self.origin + address, wait_until="networkidle")
        return self.page


@pytest.fixture
def visit(browser: Browser, origin: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A fresh page; a test that leaves trouble behind fails. ``width``, ``scheme``, ``locale`` and ``script`` come by ``indirect`` marks.

    The reader has decided on a language before, unless the test says which one their browser asks for. No service
    worker stands between the page and the site; ``test_offline.py`` has a fixture of its own.
    """
    settings = getattr(request, "param", {})
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
    page = context.new_page()
    found = Visit(page, origin)
    page.on("console", lambda message: found.trouble.append(f"console: {message.text}") if message.type == "error" else None)
    page.on("pageerror", lambda error: found.trouble.append(f"script: {error}"))
    page.on("response", lambda answer: found.trouble.append(f"{answer.status}: {answer.url}") if answer.status >= 400 else None)
    page.on("request", lambda asked: found.trouble.append(f"other host: {asked.url}") if asked.url.startswith("http") and not asked.url.startswith(origin) else None)
    yield found
    context.close()
    assert found.trouble == []
