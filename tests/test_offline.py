"""What is read without a network: packs, the worker's shell, the manifest."""

from __future__ import annotations

import gzip
import json
import re
import struct
from pathlib import Path

import pytest

from conftest import ROOT
from landscape.offline import SPREAD, fingerprint, pack, spread

LANGUAGES = {"zh": "", "en": "en/"}


def unpack(site: Path, language: str) -> dict[str, str]:
    """Put the pages of a pack together again, as the worker does."""
    index = json.loads((site / "offline/pack" / f"{language}.json").read_text(encoding="utf-8"))
    frames, *shards = (json.loads(gzip.decompress((site / "offline/pack" / name).read_bytes())) for name, _ in index["files"])
    pages = {}
    for number, shard in enumerate(shards):
        for address, page in shard.items():
            assert spread(address) == number
            pages[address] = page if isinstance(page, str) else assemble(frames, *page)
    return pages


def assemble(frames: list[tuple[list[str], str]], number: int, changed: dict[str, str], middle: str) -> str:
    head, tail = frames[number]
    return "\n".join(changed.get(str(at), line) for at, line in enumerate(head)) + middle + tail


def write(folder: Path, **pages: str) -> None:
    for name, text in pages.items():
        path = folder / name.replace("__", "/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def page(title: str, text: str, end: str = "\nfoot") -> str:
    return f"head\n{title}\n<article>{text}</article>{end}"


def test_a_pack_gives_back_every_page_as_it_was(tmp_path: Path) -> None:
    pages = {"models__a": page("A", "one"), "models__b": page("B", "two\nlines"), "models__c": page("C", "x", "\nanother foot"), "models__d": "no article", "about": page("D", "")}
    write(tmp_path, **pages)
    write(tmp_path / "en", about=page("E", "other language"))
    for name, content in pack(tmp_path, "zh"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    assert unpack(tmp_path, "zh") == {f"{name.replace('__', '/')}/": text for name, text in pages.items()}


def test_a_change_of_one_page_changes_one_file_of_the_pack(tmp_path: Path) -> None:
    write(tmp_path, **{f"models__{number}": page(str(number), "text") for number in range(60)})
    before = dict(pack(tmp_path, "zh"))
    write(tmp_path, models__31=page("31", "changed"))
    after = dict(pack(tmp_path, "zh"))
    assert len(before.keys() - after.keys()) == 1


@pytest.mark.site
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_packs_hold_each_page_of_their_language_and_its_search(site: Path, language: str) -> None:
    root = site / LANGUAGES[language]
    there = {
        path.relative_to(site).as_posix().removesuffix("index.html"): path.read_text(encoding="utf-8")
        for path in root.rglob("index.html")
        if language == "en" or "en" not in path.relative_to(site).parts[:1]
    }
    packed = unpack(site, language)
    assert {address: packed.get(address) for address in there} == there
    assert f"{LANGUAGES[language]}search.json" in packed


@pytest.mark.site
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_stated_size_is_the_size_and_small(site: Path, language: str) -> None:
    index = json.loads((site / "offline/pack" / f"{language}.json").read_text(encoding="utf-8"))
    assert index["bytes"] == sum((site / "offline/pack" / name).stat().st_size for name, _ in index["files"])
    assert all((site / "offline/pack" / name).stat().st_size == size for name, size in index["files"])
    assert len(index["files"]) == SPREAD + 1
    assert index["bytes"] < 5_000_000


@pytest.mark.site
def test_the_worker_keeps_every_style_and_script_that_pages_name(site: Path) -> None:
    worker = (site / "sw.js").read_text(encoding="utf-8")
    given = re.search(r"JSON\.parse\((\".*\")\);", worker)
    assert given is not None
    build = json.loads(json.loads(given[1]))
    assert all((site / path).exists() for path in build["shell"])
    named = set()
    for address in ("", "en/models/llama-2/", "models/", "offline/"):
        text = (site / address / "index.html").read_text(encoding="utf-8")
        named |= set(re.findall(r'(?:href|src)="[./]*(assets/[^"]+\.(?:css|js|svg))"', text))
    assert named <= set(build["shell"])
    scripts = {path.relative_to(site).as_posix() for path in (site / "assets" / build["assets"]).rglob("*.js")}
    assert scripts <= set(build["shell"])
    assert len(scripts) > 5
    assert build["assets"] == fingerprint(ROOT / "docs" / "assets")
    assert sum((site / path).stat().st_size for path in build["shell"] if not path.endswith("/")) < 600_000


def test_a_change_of_a_script_changes_the_folder_of_styles_and_scripts(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js" / "site.js").write_text("1")
    before = fingerprint(tmp_path)
    (tmp_path / "js" / "site.js").write_text("2")
    assert fingerprint(tmp_path) != before


@pytest.mark.site
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manifest_names_icons_that_are_what_it_says(site: Path, language: str) -> None:
    place = site / LANGUAGES[language] / "manifest.webmanifest"
    told = json.loads(place.read_text(encoding="utf-8"))
    assert told["lang"] == language
    assert (place.parent / told["scope"]).resolve() == site.resolve()
    assert (place.parent / told["start_url"]).resolve() == place.parent.resolve()
    kinds = set()
    for icon in told["icons"]:
        path = place.parent / icon["src"]
        assert path.is_file()
        kinds.add((icon["purpose"], icon["sizes"]))
        if path.suffix == ".png":
            assert "{}x{}".format(*struct.unpack(">II", path.read_bytes()[16:24])) == icon["sizes"]
    assert kinds >= {("any", "192x192"), ("any", "512x512"), ("maskable", "512x512"), ("any", "any")}
