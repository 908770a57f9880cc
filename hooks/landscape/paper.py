"""The poster as PDF: the same sheet as its SVG, with its letters embedded, made while the site is built.

Each name on it is a link to the site, where the site's address is known.
"""

from __future__ import annotations

import io
from functools import cache
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfgen.canvas import Canvas

from landscape.poster import BAND, DOT, HEIGHT, MARGIN, NAME, QUESTION, TITLES, TOP, WIDTH, address, between, head
from landscape.typeface import fonts

if TYPE_CHECKING:
    from landscape.markup import Writer
    from landscape.poster import Sheet

_INK, _MUTED, _PAPER, _MARK = "#1b2330", "#586273", "#fcfbf9", "#1d4f91"


@cache
def _colour(code: str) -> HexColor:
    return HexColor(code)


def pdf(writer: Writer, root: str, sheet: Sheet) -> bytes:
    """Return the poster as one page; what is written leads to the site at ``root`` where that is known."""
    words = head(writer, root)
    paper = _Paper(writer.language, letters(writer, root, sheet))
    paper.canvas.setTitle(words.title)
    paper.canvas.setSubject(words.counts)
    paper.canvas.setAuthor(words.title)
    paper.canvas.setKeywords(words.origin)
    paper.rectangle(0, 0, WIDTH, HEIGHT, _PAPER)
    paper.mark(MARGIN, 28, 2)
    paper.text((98, 66), words.title, 36, bold=True)
    paper.text((WIDTH - MARGIN, 66), words.counts, 14, _MUTED, end=True)
    for block in sheet.blocks:
        paper.rectangle(block.x, TOP, block.width, BAND, block.soft, round_=4)
        paper.text((block.x + 8, TOP + 19), block.name, NAME, block.colour, bold=True)
        paper.text((block.x + 8, TOP + 34), block.question, QUESTION, block.colour)
        for line in block.lines:
            if line.level:
                size = sheet.size * TITLES[line.level]
                x = paper.text((line.x, line.y), line.names[0].text, size, block.colour, bold=True, to=address(writer, line.names[0].id, root))
                paper.text((x, line.y), f" {line.count}", size, block.colour)
                continue
            x = line.x
            for number, name in enumerate(line.names):
                if number:
                    x = paper.text((x, line.y), _tight(between(name)), sheet.size)
                x = paper.text((x, line.y), name.text, sheet.size, bold=name.bold, to=address(writer, name.id, root))
    paper.text((MARGIN, HEIGHT - 25), words.note, 10, _MUTED)
    paper.text((WIDTH - MARGIN, HEIGHT - 25), words.origin, 10, _MUTED, end=True, to=root)
    return paper.close()


def letters(writer: Writer, root: str, sheet: Sheet) -> frozenset[str]:
    """Return every letter on the sheet, with those of the Latin keyboard."""
    words = head(writer, root)
    texts = [words.title, words.counts, words.origin, words.note, *(text for block in sheet.blocks for text in (block.name, block.question))]
    texts += [between(name) + name.text for block in sheet.blocks for line in block.lines for name in line.names]
    return frozenset("".join(texts)) | frozenset(map(chr, range(32, 127)))


def _tight(between_: str) -> str:
    """Return what stands between names without its spaces where it is a dot, which this font sets as wide as a Han character."""
    return between_.strip() if between_ == DOT else between_


class _Paper:
    """A sheet that is drawn on from its upper left corner, as SVG is."""

    def __init__(self, language: str, used: frozenset[str]) -> None:
        self.file = io.BytesIO()
        self.fonts = fonts(used)
        self.canvas = Canvas(self.file, pagesize=(WIDTH, HEIGHT), invariant=1, lang=language)

    def close(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()

    def text(self, at: tuple[float, float], words: str, size: float, colour: str = _INK, *, bold: bool = False, end: bool = False, to: str = "") -> float:  # noqa: PLR0913
        """Write words from a place on, or up to it, as a link where it leads somewhere; return where they end."""
        font = self.fonts[bold]
        wide = float(pdfmetrics.stringWidth(words, font, size))
        x, y = at[0] - wide if end else at[0], HEIGHT - at[1]
        self.canvas.setFillColor(_colour(colour))
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, y, words)
        if to:
            self.canvas.linkURL(to, (x, y - size * 0.3, x + wide, y + size))
        return x + wide

    def rectangle(self, x: float, y: float, width: float, height: float, colour: str, *, round_: float = 0) -> None:  # noqa: PLR0913 - what a rectangle is
        self.canvas.setFillColor(_colour(colour))
        self.canvas.roundRect(x, HEIGHT - y - height, width, height, round_, stroke=0, fill=1)

    def mark(self, x: float, y: float, scale: float) -> None:
        """Draw the mark of the site: three sheets, one above another."""
        path = self.canvas.beginPath()
        for points in ([(12, 3.2), (20.5, 8), (12, 12.8), (3.5, 8), (12, 3.2)], [(3.5, 12), (12, 16.8), (20.5, 12)], [(3.5, 16), (12, 20.8), (20.5, 16)]):
            for number, (across, down) in enumerate(points):
                (path.lineTo if number else path.moveTo)(x + across * scale, HEIGHT - y - down * scale)
        self.canvas.setStrokeColor(_colour(_MARK))
        self.canvas.setLineWidth(1.7 * scale)
        self.canvas.setLineJoin(1)
        self.canvas.drawPath(path)
