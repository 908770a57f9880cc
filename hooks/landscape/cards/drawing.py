"""A card as a picture: 1200 × 630 points, in the colours and the order of the site's pages.

Needs Pillow and one font with Han characters, in a regular and a bold cut; both are looked for once.
"""

from __future__ import annotations

import io
import os
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageColor, ImageDraw, ImageFont

from landscape.cards.content import NoFontError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landscape.cards.content import Card
    from landscape.labels import Language

WIDTH, HEIGHT = 1200, 630
MARGIN = 64
PAPER, LINE, INK, MUTED, LINK = "#fcfbf9", "#e2ded5", "#1b2330", "#586273", "#1d4f91"
_SHADES = {INK: 8, MUTED: 4, LINK: 3}
_OTHER_SHADES = 4
"""Steps from paper to a colour in a picture's palette: enough for the edges of letters, few enough for a small file."""

_PLACES = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-{}.ttc",
    "/usr/share/fonts/google-noto-sans-cjk-fonts/NotoSansCJK-{}.ttc",
    "~/Library/Fonts/NotoSansCJK-{}.ttc",
    "/Library/Fonts/NotoSansCJK-{}.ttc",
)
_FACES: dict[Language, str] = {"zh": "Noto Sans CJK SC", "en": "Noto Sans CJK JP"}
"""Faces of the collection: Han characters as mainland China draws them; quotation marks and dots as narrow as English sets them."""

_MORE: dict[Language, str] = {"zh": "…", "en": "..."}
"""What stands for words left out; the font hangs the one-character form at half height, which is right in Chinese only."""


@lru_cache(maxsize=64)
def font(language: Language, size: int, weight: str = "Regular") -> ImageFont.FreeTypeFont:
    """Return the font for a language in a size; raises ``NoFontError`` when it is not installed."""
    own = os.environ.get("CARD_FONT", "")
    for place in (own,) if own else _PLACES:
        path = Path(place.replace("{}", weight)).expanduser()
        if path.is_file():
            return _face(path, size, _FACES[language])
    raise NoFontError(own or _PLACES[0].format(weight))


def _face(path: Path, size: int, name: str) -> ImageFont.FreeTypeFont:
    """Return the face of a collection that has the name, else the first."""
    for index in range(10 if path.suffix == ".ttc" else 1):
        try:
            face = ImageFont.truetype(path, size, index=index, layout_engine=ImageFont.Layout.BASIC)
        except OSError:
            break
        if face.getname()[0] == name:
            return face
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


# Lines

_TOKEN = re.compile(r"[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]+\s*|\s+|.", re.DOTALL)
_NO_START = set("，。、；：？！）」』》”’…—·％,.;:?!)]}")
_WEAK = " ，。、；：,.;:"
"""What does not stand before the sign of omission."""
_NO_END = set("（「『《“‘([{")


def _tokens(text: str) -> Iterator[str]:
    """Cut text where a line may break: at spaces, and around Han characters but not before a comma or after a bracket."""
    held = ""
    for piece in _TOKEN.findall(" ".join(text.split())):
        if held and (piece[0] in _NO_START or held.rstrip()[-1:] in _NO_END):
            held += piece
        else:
            if held:
                yield held
            held = piece
    if held:
        yield held


def wrap(text: str, face: ImageFont.FreeTypeFont, width: int, limit: int, more: str = "…") -> list[str]:
    """Break text into lines no wider than ``width``; what does not fit ``limit`` lines is cut, and ends in ``more``."""
    lines = [""]
    for token in _tokens(text):
        if face.getlength((lines[-1] + token).rstrip()) > width and lines[-1]:
            lines.append("")
        lines[-1] += token
    lines = [line.strip() for line in lines]
    if len(lines) > limit or any(face.getlength(line) > width for line in lines):
        lines = lines[:limit]
        lines[-1] = lines[-1].rstrip(_WEAK) + more
        for at, line in enumerate(lines):
            while face.getlength(line) > width:
                line = line.removesuffix(more)[:-1].rstrip(_WEAK) + more  # noqa: PLW2901 - shortened until it fits
            lines[at] = line
    return lines


# The picture


@dataclass(slots=True)
class _Pen:
    """Writes lines down a card."""

    draw: ImageDraw.ImageDraw
    language: Language
    y: float = 0

    def font(self, size: int, weight: str = "Regular") -> ImageFont.FreeTypeFont:
        return font(self.language, size, weight)

    def line(self, at: tuple[float, float], text: str, face: ImageFont.FreeTypeFont, colour: str, width: int) -> None:
        self.draw.text(at, wrap(text, face, width, 1, _MORE[self.language])[0], colour, face, anchor="ls")

    def lines(self, text: str, face: ImageFont.FreeTypeFont, colour: str, limit: int, leading: float) -> None:
        for line in wrap(text, face, WIDTH - 2 * MARGIN, limit, _MORE[self.language]):
            self.draw.text((MARGIN, self.y), line, colour, face, anchor="ls")
            self.y += face.size * leading


def draw(card: Card) -> bytes:
    """Return a card as PNG; raises ``NoFontError``."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = _Pen(ImageDraw.Draw(image), card.language)
    _brand(pen, card)
    size = next((size for size in (84, 72) if pen.font(size, "Bold").getlength(card.title) <= WIDTH - 2 * MARGIN), 60)
    pen.y = 228 if size > 60 else 192  # noqa: PLR2004 - only the smallest size takes two lines
    pen.lines(card.title, pen.font(size, "Bold"), INK, 2, 1.2)
    pen.y += 62 - size * 0.9
    if card.byline:
        pen.lines(card.byline, pen.font(30), MUTED, 1, 1.9)
    pen.lines(card.text, pen.font(32), INK, 2 if card.strip else 3, 1.5)
    _strip(pen, card)
    out = io.BytesIO()
    image.quantize(palette=_palette(tuple(dict.fromkeys(cell.colour for cell in card.strip))), dither=Image.Dither.NONE).save(out, "PNG")
    return out.getvalue()


@lru_cache(maxsize=64)
def _palette(colours: tuple[str, ...]) -> Image.Image:
    """Return the colours of a card, each with its steps from paper."""
    paper = ImageColor.getrgb(PAPER)
    found = [*paper, *ImageColor.getrgb(LINE)]
    for colour, shades in (*_SHADES.items(), *((colour, _OTHER_SHADES) for colour in colours)):
        for step in range(1, shades + 1):
            found += [round(here + (there - here) * step / shades) for here, there in zip(paper, ImageColor.getrgb(colour), strict=True)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(found)
    return palette


def _brand(pen: _Pen, card: Card) -> None:
    """Draw the site's mark and name, and what kind of page it is."""
    x, y, unit = MARGIN - 6, 46, 2.1  # the mark of partials/mark.html, 24 units wide
    for points in (((12, 3.2), (20.5, 8), (12, 12.8), (3.5, 8), (12, 3.2), (20.5, 8)), ((3.5, 12), (12, 16.8), (20.5, 12)), ((3.5, 16), (12, 20.8), (20.5, 16))):
        pen.draw.line([(x + unit * a, y + unit * b) for a, b in points], LINK, 4, joint="curve")
    pen.draw.text((MARGIN + 52, 82), card.site, INK, pen.font(30, "Bold"), anchor="ls")
    pen.draw.text((WIDTH - MARGIN, 82), card.kind, card.colour or MUTED, pen.font(28), anchor="rs")
    pen.draw.line([(MARGIN, 112), (WIDTH - MARGIN, 112)], LINE, 2)


_GAP = 12
"""Between two cells of the strip."""


def _strip(pen: _Pen, card: Card) -> None:
    """Draw the place in each dimension, as the strip of an entry's page does."""
    if not card.strip:
        return
    label, value = pen.font(21), pen.font(27, "Bold")
    width = (WIDTH - 2 * MARGIN + _GAP) / len(card.strip)
    room, top = int(width - _GAP), HEIGHT - 132
    for at, cell in enumerate(card.strip):
        x = MARGIN + at * width
        pen.draw.rectangle([(x, top), (x + room, top + 5)], cell.colour)
        if cell.value:
            pen.line((x, top + 40), cell.label, label, MUTED, room)
            taken = _ladder(pen, x, top + 78, cell.steps, cell.colour)
            pen.line((x + taken, top + 78), cell.value, value, cell.colour, room - taken)
        else:
            pen.line((x, top + 50), cell.label, value, cell.colour, room)


def _ladder(pen: _Pen, x: float, y: float, steps: tuple[bool, ...], colour: str) -> int:
    """Draw steps, filled or hollow, and return the width that they take."""
    for at, on in enumerate(steps):
        pen.draw.rectangle([(x + at * 13, y - 21), (x + at * 13 + 9, y)], colour if on else None, colour, 2)
    return len(steps) * 13 + 8 if steps else 0
