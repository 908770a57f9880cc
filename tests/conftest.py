"""What the tests share: a small catalogue that is right, the real one, and the site built once."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Generator, Iterator
from datetime import date
from pathlib import Path

import pytest

from landscape.catalogue import Catalogue, load, validate
from landscape.facts import Atlas
from landscape.source import parse

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 24)
BASE = (ROOT / "tests" / "base.yml").read_text(encoding="utf-8")

SMALL = """\
licences:
  mit: {name: MIT License, spdx: MIT, kind: permissive, summary: {zh: 宽松许可证。, en: A permissive licence.}}
  strict: {name: Strict, kind: community, summary: {zh: 有限制的许可证。, en: A licence with limits.}}
organisations:
  acme: {name: {zh: 阿克米, en: Acme}, kind: company, summary: {zh: 一家公司。, en: A company.}}
families:
  ones: {name: {zh: 一系列, en: The Ones}, by: [acme], summary: {zh: 一个系列。, en: A family.}, representative: [decoder-only]}
models:
  one:
    name: One
    aliases: [第一]
    by: [acme]
    family: ones
    in: {architecture: {is: [decoder-only], from: paper, at: §2}}
    representative: [decoder-only]
    summary: {zh: 第一个模型。, en: The first model.}
    released: {is: 2023-07-18, from: paper}
    sizes: {7B: {total: 7.24B, from: paper}, 8x7B: {total: 46.7B, active: 12.9B, from: paper}}
    treatments: {is: [base, chat], from: paper}
    context: {trained: {is: 4096, from: paper, at: Table 1}, output: {is: undisclosed}}
    parts:
      weights: {licence: mit, from: paper}
      training-code: {licence: mit, from: paper}
      training-data: {is: described, from: paper}
    based_on: {how: nothing, from: paper}
    sources:
      paper: {kind: paper, title: The One Paper, url: "https://example.org/one", read: 2026-11-01}
    verified: 2026-11-01
  two:
    name: Two
    by: [acme]
    family: ones
    in: {architecture: {is: undisclosed}}
    summary: {zh: 第二个模型。, en: The second model.}
    sizes: {undisclosed: {state: undisclosed}}
    treatments: {is: [chat], from: card}
    parts: {weights: {is: not-released, from: card}}
    based_on: {model: one, how: tuned, from: card}
    sources:
      card: {kind: card, title: Two's card, url: "https://example.org/two", read: 2026-11-01}
tools:
  engine:
    name: Engine
    by: [acme]
    in: {tooling: [engines]}
    summary: {zh: 一个引擎。, en: An engine.}
    licence: {is: mit, from: repo}
    sources: {repo: {kind: code, title: Repository, url: "https://example.org/r", read: 2026-11-01}}
techniques:
  tuning-well:
    name: {zh: 好好微调, en: Tuning well}
    in: {lifecycle: [tuning]}
    definition: {zh: 一种做法。, en: A way of doing it.}
    summary: {zh: 一种技术。, en: A technique.}
    tools: [engine]
terms:
  token: {name: {zh: 词元, en: Token}, definition: {zh: 文本的单位。, en: A unit of text.}, see: [one]}
"""


def atlas_of(text: str) -> Atlas:
    """Return what follows from a small catalogue given as YAML; the dimensions are those of base.yml."""
    document = parse(text + BASE, "catalogue.yml")
    data = validate(document, TODAY)
    lines = {(s, i): document.place((s, i), key=True).line for s in type(data).model_fields for i in getattr(data, s)}
    assert isinstance(document.data, dict)
    return Atlas(Catalogue(data, "catalogue.yml", lines, len(text), document.data))


@pytest.fixture(scope="session")
def small() -> Atlas:
    return atlas_of(SMALL)


@pytest.fixture(scope="session")
def real() -> Atlas:
    return Atlas(load(ROOT / "docs" / "catalogue.yml"))


def build(source: Path, target: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the real build of the checkout at ``source`` into ``target``."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)],
        cwd=source,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def checkout(target: Path) -> Path:
    """Copy what a build needs, to be changed by a test."""
    for name in ("docs", "hooks"):
        shutil.copytree(ROOT / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", target)
    return target


SHARED: pytest.StashKey[Path] = pytest.StashKey()


@pytest.fixture(scope="session", autouse=True)
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this run, the same one for all processes that share the tests among them."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    request.config.stash[SHARED] = folder
    return folder


@contextlib.contextmanager
def locked(path: Path, how: int = fcntl.LOCK_EX) -> Iterator[None]:
    """Hold a lock on a file, which other processes respect."""
    with path.open("w") as file:
        fcntl.flock(file, how)
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what needs no browser first."""
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Let tests that measure time (``alone``) run while no other one does; who waits for that lets nobody else in."""
    folder = item.config.stash[SHARED]
    with contextlib.ExitStack() as room:
        with locked(folder / "door.lock"):
            room.enter_context(locked(folder / "room.lock", fcntl.LOCK_EX if item.get_closest_marker("alone") else fcntl.LOCK_SH))
        return (yield)


SITE_URL = "https://example.org/landscape/"


@pytest.fixture(scope="session")
def built(shared: Path) -> tuple[Path, str]:
    """The real site, built strictly for a sub-path by the first process that needs it, and what the build printed."""
    target, report = shared / "served" / "landscape", shared / "build.json"
    with locked(shared / "build.lock"):
        if not report.exists():
            done = build(ROOT, target, SITE_URL=SITE_URL, REPO_URL="https://example.org/repository")
            report.write_text(json.dumps([done.returncode, done.stdout + done.stderr]), encoding="utf-8")
    failed, said = json.loads(report.read_text(encoding="utf-8"))
    assert not failed, said
    return target, said


@pytest.fixture(scope="session")
def site(built: tuple[Path, str]) -> Path:
    return built[0]
