"""Reading without a network, in a real Chromium: what is kept, what comes back, how a new version takes over."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import re
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .conftest import faults

pytestmark = [pytest.mark.site, pytest.mark.browser]

LATER = "ffffffff"
"""The folder of styles and scripts of the next version."""


@dataclass
class Host:
    """A host of the site that may be down, slow or in its next version."""

    site: Path
    origin: str = ""
    down: bool = False
    slow: float = 0
    missing: str = ""
    later: dict[str, str] = field(default_factory=dict)
    """What the next version has instead of what in its texts; empty for the version that was built."""

    @functools.cached_property
    def assets(self) -> str:
        found = re.search(r"assets/([0-9a-f]{8})/", (self.site / "index.html").read_text(encoding="utf-8"))
        assert found is not None
        return found[1]

    def update(self, **changes: str) -> None:
        """Deploy another version: styles and scripts in another folder, and some texts changed."""
        version = re.search(r'\\"version\\": \\"(\w+)', (self.site / "sw.js").read_text(encoding="utf-8"))
        assert version is not None
        self.later = {self.assets: LATER, version[1]: "eeeeeeee", **changes}

    def answer(self, path: str) -> bytes | None:
        """Return the content at a path below the site, in the version that is deployed."""
        if self.later and self.assets in path:
            return None
        file = self.site / path.replace(LATER, self.assets)
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file() or (self.missing and self.missing in path):
            return None
        content = file.read_bytes()
        if self.later and file.suffix in (".html", ".js", ".css"):
            text = content.decode()
            for old, new in self.later.items():
                text = text.replace(old, new)
            content = text.encode()
        return content


KINDS = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".svg": "image/svg+xml"}


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    found = Host(site)

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
            pass

        def do_GET(self) -> None:
            if found.down:
                self.close_connection = True
                return
            path = self.path.partition("?")[0].removeprefix("/landscape/")
            if path.endswith(".pack"):
                time.sleep(found.slow)
            content = found.answer(path)
            self.send_response(200 if content is not None else 404)
            self.send_header("Content-Type", KINDS.get(Path(path).suffix or ".html", "application/octet-stream"))
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            with contextlib.suppress(ConnectionError):  # a download that was stopped
                self.wfile.write(content or b"")

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        found.origin = f"http://127.0.0.1:{server.server_port}/landscape/"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield found
        server.shutdown()


def until(page: Page, script: str, arg: object = None) -> None:
    """Wait until an asynchronous expression is true; Playwright's own waiting takes a promise for true."""
    end = time.monotonic() + 8
    while not page.evaluate(script, arg):
        assert time.monotonic() < end, script
        time.sleep(0.05)


@dataclass
class Reader:
    """A browser with service workers, and the host that it reads."""

    context: BrowserContext
    page: Page
    host: Host

    def open(self, address: str) -> Page:
        self.page.goto(self.host.origin + address)
        return self.page

    def read(self, address: str) -> Page:
        """Open a page and wait until it is kept."""
        self.open(address)
        until(self.page, "async () => navigator.serviceWorker?.controller && !!(await caches.match(location.pathname))")
        return self.page

    def go_offline(self) -> None:
        self.host.down = True
        self.context.set_offline(True)

    def go_online(self) -> None:
        self.host.down = False
        self.context.set_offline(False)

    def update(self) -> None:
        """Let the browser look for a new worker, as it does on each navigation, and wait until it has taken over."""
        self.page.evaluate(
            """async () => {
                const taken = new Promise(done => navigator.serviceWorker.addEventListener("controllerchange", done, {once: true}));
                await (await navigator.serviceWorker.ready).update();
                await Promise.race([taken, new Promise((_, fail) => setTimeout(fail, 8000, new Error("no worker took over")))]);
            }"""
        )

    def caches(self) -> list[str]:
        names: list[str] = self.page.evaluate("caches.keys()")
        return names

    def styled(self) -> bool:
        """Whether our styles are there: the header's line would not stick without them."""
        return bool(
            self.page.evaluate("getComputedStyle(document.querySelector('.md-header')).position === 'sticky' && getComputedStyle(document.body).getPropertyValue('--paper') !== ''")
        )


@pytest.fixture
def reader(browser: Browser, host: Host) -> Iterator[Reader]:
    context = browser.new_context(locale="zh-CN", service_workers="allow")
    context.set_default_timeout(10_000)
    context.add_init_script("localStorage.setItem('/landscape/.language', 'decided')")
    yield Reader(context, context.new_page(), host)
    context.close()


def test_a_page_that_was_read_is_there_without_a_network(reader: Reader) -> None:
    reader.read("models/llama-2/")  # the very first page, too
    reader.read("openness/")
    reader.go_offline()
    for address, title in (("models/llama-2/", "Llama 2"), ("openness/", "开放性"), ("models/llama-2/?x=1#facts", "Llama 2")):
        page = reader.open(address)
        expect(page.locator("h1")).to_contain_text(title)
        assert reader.styled()
        expect(page.locator(".reading button")).to_be_visible()  # scripts run


@pytest.mark.parametrize(
    ("root", "told"), [("", "现在没有网络，这一页没有保留在本机：tools/vllm/"), ("en/", "There is no network, and this page is not kept on this device: en/tools/vllm/")]
)
def test_a_page_that_was_not_read_says_so_in_its_language_and_may_be_tried_again(reader: Reader, root: str, told: str) -> None:
    reader.read("")
    reader.go_offline()
    page = reader.open(root + "tools/vllm/")
    expect(page.locator("article > .note")).to_contain_text(told)
    assert reader.styled()
    expect(page.locator("[data-read] a").first).to_have_text("LLM 领域概览")  # what is kept is offered
    reader.go_online()
    page.locator("article > .note a").click()
    expect(page.locator("h1")).to_contain_text("vLLM")


def test_the_last_sixty_pages_are_kept(reader: Reader) -> None:
    page = reader.read("")
    ids = [path.name for path in sorted((reader.host.site / "models").iterdir()) if path.is_dir()][:62]
    page.evaluate("async ids => { for (const id of ids) await (await fetch(`models/${id}/`)).text() }", ids)
    until(page, "async last => !!(await caches.match(`models/${last}/`))", ids[-1])
    until(page, "async () => (await (await caches.open('/landscape/pages')).keys()).length <= 60")
    kept = page.evaluate("async () => (await (await caches.open('/landscape/pages')).keys()).map(request => request.url)")
    assert kept[-1].endswith(f"/{ids[-1]}/")
    assert reader.host.origin not in kept
    page.evaluate("async id => { await (await fetch(`models/${id}/`)).text() }", ids[30])  # one that is read again goes last
    until(page, "async id => (await (await caches.open('/landscape/pages')).keys()).at(-1).url.endsWith(`/${id}/`)", ids[30])


def keep_all(reader: Reader, language: str = "中文") -> None:
    row = reader.page.locator(".pack", has_text=language)
    row.locator("button").click()
    expect(row).to_have_attribute("data-state", "kept", timeout=20_000)


def test_the_whole_catalogue_is_kept_on_wish_with_its_size_stated_before(reader: Reader) -> None:
    page = reader.read("offline/")
    index = json.loads((reader.host.site / "offline/pack/zh.json").read_text(encoding="utf-8"))
    row = page.locator(".pack", has_text="中文")
    expect(row.locator("button")).to_have_text(f"全部保留（{index['bytes'] / 1e6:.1f} MB）")
    assert not [name for name in reader.caches() if "pack" in name]  # nothing before the wish
    assert faults(page, "article") == []
    keep_all(reader)
    expect(row.get_by_role("status")).to_contain_text("已保留")
    reader.go_offline()
    addresses = ["tools/vllm/", "models/gpt-4/", "techniques/rlhf/", "licences/mit/", "organisations/meta/", "families/llama/", "architecture/", "models/", "search.json"]
    for address in addresses:
        got = page.evaluate("async address => (await fetch(`../${address}`)).text()", address)
        wanted = reader.host.answer(address)
        assert wanted is not None
        assert got == wanted.decode(), address
    reader.open("tools/vllm/")
    expect(page.locator("h1")).to_contain_text("vLLM")
    assert reader.styled()
    page.keyboard.press("/")
    page.keyboard.type("Llama 2")
    page.locator("#finder-results a[href$='/models/llama-2/']").first.click()
    expect(page.locator("h1")).to_contain_text("Llama 2")


def test_what_is_kept_on_wish_can_be_removed(reader: Reader) -> None:
    page = reader.read("offline/")
    keep_all(reader)
    row = page.locator(".pack", has_text="中文")
    row.locator("button").press("Enter")
    expect(row.get_by_role("status")).to_have_text("已删除。")
    assert not [name for name in reader.caches() if "pack" in name]
    reader.go_offline()
    reader.open("tools/vllm/")
    assert "/offline/?page=" in page.url


def test_the_download_can_be_stopped_and_leaves_nothing(reader: Reader) -> None:
    reader.host.slow = 0.3
    page = reader.read("en/offline/")
    row = page.locator(".pack", has_text="English")
    row.locator("button").click()
    page.wait_for_function("document.querySelector('.pack progress').value > 0")
    row.get_by_role("button", name="Stop").click()
    expect(row.get_by_role("status")).to_have_text("Stopped; nothing was left behind.")
    assert not [name for name in reader.caches() if "pack" in name]


def test_a_download_that_fails_says_so_and_leaves_nothing(reader: Reader) -> None:
    index = json.loads((reader.host.site / "offline/pack/zh.json").read_text(encoding="utf-8"))
    page = reader.read("offline/")
    reader.host.missing = index["files"][9][0]
    row = page.locator(".pack", has_text="中文")
    row.locator("button").click()
    expect(row.get_by_role("status")).to_contain_text("没有下载完")
    assert not [name for name in reader.caches() if "pack" in name]
    reader.host.missing = ""
    keep_all(reader)


def test_a_new_version_takes_over_and_the_page_is_told(reader: Reader) -> None:
    page = reader.read("openness/")
    page.evaluate("caches.open('/other/pages')")  # of another site at this host
    reader.read("models/llama-2/")
    old = reader.host.assets
    reader.host.update(**{"Llama 2 是 Meta": "新版：Llama 2 是 Meta", "--paper: #fcfbf9": "--paper: #fcfbf0"})
    reader.update()
    note = page.locator(".bar")
    expect(note).to_contain_text("这一页有新版本")
    expect(page.locator(".summary")).not_to_contain_text("新版")  # the page itself is left alone
    assert page.evaluate(f"import(new URL('assets/{old}/js/lost.js', '{reader.host.origin}').href).then(() => true)")  # and keeps its parts
    note.get_by_role("button", name="刷新").click()
    expect(page.locator(".summary")).to_contain_text("新版")
    assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--paper')") == "#fcfbf0"
    assert "/other/pages" in reader.caches()
    # Without a network each page comes with the parts of its own version.
    reader.go_offline()
    for address, paper in (("openness/", "#fcfbf9"), ("models/llama-2/", "#fcfbf0")):
        reader.open(address)
        assert page.evaluate("getComputedStyle(document.body).getPropertyValue('--paper')") == paper, address
        expect(page.locator(".reading button")).to_be_visible()


def test_the_parts_of_a_version_go_when_no_page_needs_them(reader: Reader) -> None:
    page = reader.read("openness/")
    (first,) = [name for name in reader.caches() if "shell" in name]
    reader.host.update()
    reader.update()
    assert first in reader.caches()  # the page on the screen is of that version
    until(page, f"async () => (await (await caches.match(location.pathname)).text()).includes('{LATER}')")
    reader.host.update(eeeeeeee="dddddddd")
    reader.update()
    until(page, "async first => !(await caches.keys()).includes(first)", first)
    assert [name for name in reader.caches() if "shell" in name] == [f"/landscape/shell-{LATER}-dddddddd"]


def test_a_version_that_is_not_whole_never_takes_over(reader: Reader) -> None:
    page = reader.read("openness/")
    before = reader.caches()
    reader.host.update()
    reader.host.missing = f"{LATER}/js/bilingual.js"
    failed = page.evaluate(
        """async () => {
            const registration = await navigator.serviceWorker.ready;
            const ended = new Promise(done => setTimeout(done, 8000, "nothing came") && registration.addEventListener("updatefound", () => {
                const worker = registration.installing;
                worker.addEventListener("statechange", () => ["redundant", "activated"].includes(worker.state) && done(worker.state));
            }));
            registration.update().catch(() => {});
            return ended;
        }"""
    )
    assert failed == "redundant"
    assert set(before) <= set(reader.caches())
    reader.go_offline()
    page.reload()
    expect(page.locator("h1")).to_contain_text("开放性")
    assert reader.styled()


def test_nothing_is_said_when_this_page_has_not_changed(reader: Reader) -> None:
    page = reader.read("openness/")
    reader.host.update()
    del reader.host.later[reader.host.assets]
    reader.update()
    page.wait_for_timeout(400)
    expect(page.locator(".bar")).to_have_count(0)


def test_what_is_kept_on_wish_follows_a_new_version_and_fetches_only_what_changed(reader: Reader) -> None:
    page = reader.read("offline/")
    keep_all(reader)
    index = json.loads((reader.host.site / "offline/pack/zh.json").read_text(encoding="utf-8"))
    fetched: list[str] = []
    reader.context.on("request", lambda asked: fetched.append(asked.url))
    changed = index["files"][3][0]
    page.evaluate("async name => { const cache = await caches.open('/landscape/pack-zh'); await cache.delete(`pack/${name}`) }", changed)
    reader.host.update()
    reader.update()
    until(page, "async name => !!(await caches.match(`pack/${name}`))", changed)
    assert [url.rpartition("/")[2] for url in fetched if url.endswith(".pack")] == [changed]


@pytest.mark.parametrize("address", ["", "en/models/llama-2/"], ids=["zh", "en"])
def test_the_site_can_be_installed(reader: Reader, address: str) -> None:
    page = reader.read(address)
    client = reader.context.new_cdp_session(page)
    manifest = client.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert manifest["url"].endswith(f"/{'en/' if address else ''}manifest.webmanifest")
    found = client.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [error["errorId"] for error in found if error["errorId"] != "in-incognito"] == []
