"""Reading without a network: the service worker, the packs of whole languages, and what makes the site installable.

A pack holds every page of one language. The pages of a folder share their frame, which is kept once: a page is what
differs from it, so that all pages of a language take a few megabytes instead of tens. Pages are spread over files by a
hash of their address, so that a change touches one file; files are named by their content. ``templates/worker.js`` puts
pages together again, ``docs/assets/js/offline.js`` fetches packs.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from landscape.labels import LANGUAGES, LOCALES, Language
from landscape.markup import render, templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from markupsafe import Markup

    from landscape.markup import Writer

PLACE = "offline/pack"
"""Where the packs lie below the site's root."""
SPREAD = 24
"""Files of a pack, besides the one with the frames."""
ICONS = {"any": (192, 512), "maskable": (512,)}
_APART = frozenset({"assets", "data", "offline/pack"})
"""Not in packs: what the worker keeps by itself, downloads, the packs."""

Coded: TypeAlias = "str | list[object]"
"""A page: its text, or [number of the frame, {line of the frame: what stands there instead}, its middle]."""


class _Frame(NamedTuple):
    number: int
    head: list[str]
    tail: str


class _Frames:
    """The frames of a pack: one for each folder, that of its first page."""

    def __init__(self) -> None:
        self.found: dict[str, _Frame] = {}

    def code(self, folder: str, text: str) -> Coded:
        """Return a page as what differs from the frame of its folder, or whole where the frame does not fit."""
        start, end = text.find("<article"), text.rfind("</article>")
        if end < start or start < 0:
            return text
        head, tail = text[:start].split("\n"), text[end:]
        frame = self.found.setdefault(folder, _Frame(len(self.found), head, tail))
        if len(head) != len(frame.head) or tail != frame.tail:
            return text
        changed = {str(number): line for number, (line, common) in enumerate(zip(head, frame.head, strict=True)) if line != common}
        return [frame.number, changed, text[start:end]]


def spread(address: str, among: int = SPREAD) -> int:
    """Return which file of a pack holds an address (FNV-1a; ``worker.js`` does the same).

    >>> spread("models/llama-2/"), spread("术语/")
    (11, 13)
    """
    value = 0x811C9DC5
    for byte in address.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return value % among


def pack(site: Path, language: Language) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of the files of a language's pack, its index last."""
    frames, shards = _Frames(), [{} for _ in range(SPREAD)]  # type: tuple[_Frames, list[dict[str, Coded]]]
    for address, path in _pages(site, language):
        text = path.read_text(encoding="utf-8")
        folder = address.rstrip("/").rpartition("/")[0]
        alone = folder == _root(language).rstrip("/") or path.suffix != ".html"
        shards[spread(address)][address] = text if alone else frames.code(folder, text)
    with ThreadPoolExecutor() as pool:
        contents = list(pool.map(_packed, [[[frame.head, frame.tail] for frame in frames.found.values()], *shards]))
    names = [f"{_hash(content)}.pack" for content in contents]
    yield from ((f"{PLACE}/{name}", content) for name, content in zip(names, contents, strict=True))
    sizes = [[name, len(content)] for name, content in zip(names, contents, strict=True)]
    yield f"{PLACE}/{language}.json", _json({"bytes": sum(map(len, contents)), "files": sizes})


def _pages(site: Path, language: Language) -> Iterator[tuple[str, Path]]:
    """Yield address and file of all pages of a language and of what they fetch."""
    root = site / _root(language)
    others = {_root(other).rstrip("/") for other in LANGUAGES} - {_root(language).rstrip("/")}
    for path in sorted(root.rglob("*")):
        inside = path.relative_to(site)
        if path.suffix not in (".html", ".json") or path.name == "404.html" or inside.parts[0] in others or any(inside.is_relative_to(apart) for apart in _APART):
            continue
        yield inside.as_posix().removesuffix("index.html"), path


def worker(site: Path, assets: str, packs: list[str]) -> str:
    """Return the service worker of a finished site.

    Args:
        site: the folder of the site.
        assets: the folder below ``assets/`` that holds our styles and scripts, named by their content.
        packs: names of the packs' files, which stand for the content of all pages.
    """
    shell = sorted(
        path.relative_to(site).as_posix()
        for path in (site / "assets").rglob("*")
        if path.suffix in (".css", ".js", ".svg") and "lunr" not in path.name and "workers" not in path.parts and not path.is_relative_to(site / "assets" / "javascripts" / "lunr")
    )
    version = hashlib.sha256("\n".join(packs).encode())
    for name in shell:
        version.update((site / name).read_bytes())
    shell += [f"{_root(language)}offline/" for language in LANGUAGES]
    build = json.dumps({"version": version.hexdigest()[:8], "assets": assets, "shell": shell, "place": PLACE, "roots": [_root(language) for language in LANGUAGES]})
    return templates().get_template("worker.js").render(build=json.dumps(build)[1:-1])  # it stands in a string, so that the template is a script


def fingerprint(folder: Path) -> str:
    """Return eight digits that stand for our styles and scripts below a folder; their folder on the site bears them as its name."""
    found = hashlib.sha256()
    for path in sorted((*folder.glob("css/*.css"), *folder.glob("js/*.js"))):
        found.update(path.name.encode() + path.read_bytes())
    return found.hexdigest()[:8]


def manifest(language: Language, name: str, description: str) -> str:
    """Return what makes the site installable in one language; the other one is within its scope."""
    up = "../" if _root(language) else "./"
    icons = [
        {"src": f"{up}assets/icons/{purpose}-{size}.png", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose} for purpose, sizes in ICONS.items() for size in sizes
    ]
    icons.append({"src": f"{up}assets/mark.svg", "sizes": "any", "type": "image/svg+xml", "purpose": "any"})
    told = {
        "name": name, "short_name": name, "description": description, "lang": LOCALES[language], "dir": "ltr", "start_url": "./", "scope": up,
        "display": "standalone", "display_override": ["minimal-ui"], "background_color": "#fcfbf9", "theme_color": "#fcfbf9", "icons": icons,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1)


def controls(writer: Writer) -> Markup:
    """Return the place of the buttons that keep or remove packs; the script fills it."""
    names = {"zh": "中文", "en": "English"}
    own_first = sorted(LANGUAGES, key=lambda language: language != writer.language)
    return render("offline.html", writer=writer, languages=[(language, names[language]) for language in own_first])


def _root(language: Language) -> str:
    return "" if language == LANGUAGES[0] else f"{language}/"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _packed(value: object) -> bytes:
    return gzip.compress(_json(value), compresslevel=7, mtime=0)


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
