"""The preview: an edit shows at once wherever it belongs, and every page is what a build makes of the same files."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from conftest import build, checkout
from landscape import offline
from landscape.preview import Preview
from landscape.words import shard, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from wsgiref.types import StartResponse

_RELOADING = re.compile(rb"<script>\nvar livereload = .*?</script>(?=</body>)", re.DOTALL)


class Served:
    """A checkout that is being edited, and the preview of it."""

    def __init__(self, source: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.source = source
        self.url = f"http://127.0.0.1:{self.port}/"
        self.said = source / "said.txt"
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{self.port}"],
                cwd=source,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "REFERENCE": "false", "SITE_URL": "", "REPO_URL": ""},
                stdout=said,
                stderr=said,
            )
        self.wait(lambda: "Serving on" in self.told)

    @property
    def told(self) -> str:
        return self.said.read_text(encoding="utf-8")

    def wait(self, true: Callable[[], bool]) -> None:
        end = time.monotonic() + 60
        while not true():
            assert self.process.poll() is None, self.told
            assert time.monotonic() < end, self.told
            time.sleep(0.02)

    def get(self, address: str) -> tuple[int, bytes]:
        """Return the status and content of an address without the script with which MkDocs reloads pages."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", f"/{address}")
        response = connection.getresponse()
        content = response.read()
        connection.close()
        return response.status, _RELOADING.sub(b"", content)

    def text(self, address: str) -> str:
        status, content = self.get(address)
        assert status == 200, address
        return content.decode()

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace the first ``old`` in a file of ``docs``, and return when the preview has built what came of it."""
        built = self.told.count("Reloading browsers")
        self.save(file, old, new)
        self.wait(lambda: self.told.count("Reloading browsers") > built)

    def save(self, file: str, old: str, new: str) -> None:
        path = self.source / "docs" / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    served = Served(checkout(tmp_path_factory.mktemp("edited")))
    yield served
    served.process.terminate()
    served.process.wait(10)


@pytest.mark.site
def test_a_fact_changes_every_page_that_shows_it(served: Served) -> None:
    shown = {"models/gpt-2/", "en/models/gpt-2/", "models/", "en/models/", "models/explore.json", "data/catalogue.json"}
    before = {address: served.text(address) for address in shown}
    served.edit("catalogue.yml", "      configured: {is: 1024, from: gpt2-code, at: n_ctx}", "      configured: {is: 1031, from: gpt2-code, at: n_ctx}")
    for address, text in before.items():
        assert "1,031" not in text
        after = served.text(address)
        assert after != text, address
        assert "1,031" in after or address.endswith(".json")


@pytest.mark.site
def test_a_name_changes_wherever_the_entry_is_named(served: Served) -> None:
    pages = ("models/gpt-2/", "models/gpt-3/", "organisations/openai/", "families/gpt/", "models/", "architecture/", "compare/entries.json")
    before = {address: served.text(address) for page in pages for address in (page, f"en/{page}")}
    served.edit("catalogue.yml", "  gpt-2:\n    name: GPT-2\n", "  gpt-2:\n    name: GPT-2 anew\n")
    for address, text in before.items():
        assert "GPT-2 anew" not in text
        assert "GPT-2 anew" in served.text(address), address


@pytest.mark.site
def test_a_paragraph_changes_its_page_and_what_search_finds(served: Served) -> None:
    served.text("en/offline/")
    served.edit("offline.en.md", "\n## ", "\nA paragraph about zebras.\n\n## ")
    assert "A paragraph about zebras." in served.text("en/offline/")
    folder = json.loads(served.text("en/search.json"))["texts"]
    (word,) = words("zebras")
    assert word in json.loads(served.text(f"en/{folder}{shard(word)}.json"))


@pytest.mark.site
def test_an_entry_that_is_gone_has_no_page(served: Served) -> None:
    entry = "  zebra: {name: Zebra, in: {tooling: [inference-engines]}, summary: {zh: 一个引擎。, en: An engine.}}\n"
    served.edit("catalogue.yml", "\ntools:\n", f"\ntools:\n{entry}")
    assert "An engine." in served.text("en/tools/zebra/")
    assert served.get("en/tools/zebra")[0] == 302
    served.edit("catalogue.yml", entry, "")
    assert served.get("en/tools/zebra/")[0] == 404


@pytest.mark.site
@pytest.mark.parametrize(
    ("file", "right", "wrong", "message"),
    [
        ("catalogue.yml", "kind: company", "kind: compny", "'compny' is not known here"),
        ("offline.zh.md", "\n## ", "\n[[no-such-entry]]\n\n## ", "nothing has the id 'no-such-entry'"),
        ("offline.en.md", "\n## ", "\n[nowhere](nowhere.md)\n\n## ", "link 'nowhere.md', but the target"),
    ],
    ids=["the data", "a marker", "a link in the second language"],
)
def test_a_mistake_is_told_and_mending_it_is_enough(served: Served, file: str, right: str, wrong: str, message: str) -> None:
    told = len(served.told)
    served.save(file, right, wrong)
    served.wait(lambda: "An error happened during the rebuild" in served.told[told:])
    assert message in served.told[told:]
    assert "Traceback" not in served.told[told:]
    served.edit(file, wrong, right)
    assert served.get("en/offline/")[0] == 200


@pytest.mark.site
def test_a_page_that_is_gone_is_gone_after_a_mistake_too(served: Served) -> None:
    """The i18n plugin leaves the old site lying when the build of the second language has failed once."""
    pages = [served.source / "docs" / f"gone.{language}.md" for language in ("zh", "en")]
    for page in pages:
        page.write_text("# Gone 页\n", encoding="utf-8")
    served.wait(lambda: served.get("en/gone/")[0] == 200)
    for page in pages:
        page.unlink()
    served.wait(lambda: served.get("en/gone/")[0] == 404)


@pytest.mark.site
def test_after_all_edits_every_file_is_what_a_build_makes_of_the_same_files(served: Served, tmp_path: Path) -> None:
    """The last test of the file: pages that were edited, and all others, byte for byte.

    What differs by intent is taken out: a build names the folder of styles and scripts by their content, puts styles into
    one, takes comments out of scripts, and keeps what is read for use without a network.
    """
    done = build(served.source, tmp_path, SITE_URL=served.url, REPO_URL="", REFERENCE="false")
    assert done.returncode == 0, done.stderr
    folder = f"assets/{offline.fingerprint(served.source / 'docs' / 'assets')}/".encode()
    differs = re.compile(rb' data-worker="[^"]*"|<link rel="stylesheet" href="[./]*assets/css/[^>]*>\s*')
    kept = {"sw.js", "404.html", "sitemap.xml.gz"}
    paths = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    wanted = [path for path in paths if (path.name not in kept and path.parts[0] not in ("assets", "offline")) or path == Path("offline/index.html")]
    served.get("search.json")
    served.get("en/search.json")  # beside which the words of texts are written
    wrong = []
    for path in wanted:
        content = differs.sub(b"", (tmp_path / path).read_bytes().replace(folder, b"assets/"))
        if differs.sub(b"", served.get(path.as_posix().removesuffix("index.html"))[1]) != content:
            wrong.append(path.as_posix())
    assert len(wanted) > 2500
    assert wrong == []


def test_what_a_build_replaces_while_it_is_sent_is_sent_anew(tmp_path: Path) -> None:
    """A request may come before a build and be answered after it."""
    preview: Preview[str] = Preview()
    preview.active = True
    preview.put(tmp_path / "index.html", lambda: "old")
    preview.end()
    building = [True]

    def serve(_environ: object, start_response: StartResponse) -> Iterable[bytes]:
        if building:  # the build that was going on ends while the request waits
            building.clear()
            preview.begin()
            preview.put(tmp_path / "index.html", lambda: "new")
            preview.end()
        start_response("200 OK", [])
        return [(tmp_path / "index.html").read_bytes()]

    answers: list[object] = []
    application = preview.before(serve, tmp_path, "/")
    sent = application({"PATH_INFO": "/"}, lambda *answer: answers.append(answer))  # type: ignore[arg-type]
    assert (list(sent), len(answers)) == ([b"new"], 1)
