"""Social cards: a picture of each page for those who share a link to it.

Drawing one takes some hundredths of a second, so they are kept by what stands on them and drawn anew only when that or the
drawing changes. Pillow is imported only when cards are asked for.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from landscape.cards.content import Card, NoFontError, entry_card, page_card
from landscape.labels import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Card", "NoFontError", "build", "entry_card", "page_card"]


def build(cards: Mapping[Path, Card], cache: Path) -> int:
    """Write the cards at their paths, and return how many had to be drawn.

    Args:
        cards: where each goes.
        cache: folder that may be lost at any time.

    Raises:
        NoFontError: when no font with Han characters is installed.
    """
    cache.mkdir(parents=True, exist_ok=True)
    kept = {path: cache / f"{_key(card)}.png" for path, card in cards.items()}
    missing = {kept[path]: card for path, card in cards.items() if not kept[path].is_file()}
    if missing:
        _draw_all(missing)
    for path, source in kept.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
    return len(missing)


@cache
def _version() -> str:
    return hashlib.sha256(Path(__file__).with_name("drawing.py").read_bytes()).hexdigest()


def _key(card: Card) -> str:
    return hashlib.sha256(f"{_version()}{card!r}".encode()).hexdigest()[:24]


def _draw_all(cards: Mapping[Path, Card]) -> None:
    from landscape.cards.drawing import font  # noqa: PLC0415 - needs Pillow, which only cards need

    for language in LANGUAGES:
        font(language, 30), font(language, 30, "Bold")
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for path, picture in zip(cards, pool.map(_drawn, cards.values(), chunksize=16), strict=True):
            partial = path.with_suffix(".part")
            partial.write_bytes(picture)
            partial.replace(path)


def _drawn(card: Card) -> bytes:
    from landscape.cards.drawing import draw  # noqa: PLC0415 - see above

    return draw(card)
