"""The poster as PDF: the same sheet as its SVG, with the letters embedded, made while the site is built.

The font comes with a package (WenQuanYi Micro Hei, Apache-2.0 or GPL-3.0 with the font exception), since the machine
that builds may have none with Chinese letters. It has one weight: bold is drawn with an outline.
"""

from __future__ import annotations

import io
from functools import cache
from importlib.resources import as_file, files
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from landscape.poster import BAND, DOT, HEIGHT, MARGIN, NAME, QUESTION, TITLES, TOP, WIDTH, address, head

if TYPE_CHECKING:
    from collections.abc import Iterator

    from landscape.markup import Writer
    from landscape.poster import Line, Sheet

FONT = "poster"
_INK, _MUTED, _PAPER, _MARK = "#1b2330", "#586273", "#fcfbf9", "#1d4f91"


@cache
def _font() -> str:
    with as_file(files("paperang_p2_fonts_cjk") / "fonts" / "wqy-microhei.ttc") as path:
        pdfmetrics.registerFont(TTFont(FONT, str(path)))
    return FONT


@cache
def _colour(code: str) -> HexColor:
    return HexColor(code)


def pdf(writer: Writer, root: str, sheet: Sheet) -> bytes:
    """Return the poster as one page; its categories lead to the site at ``root`` where that is known."""
    paper = _Paper(writer.language)
    words = head(writer, root)
    paper.canvas.setTitle(words.title)
    paper.canvas.setSubject(words.counts)
    paper.rectangle(0, 0, WIDTH, HEIGHT, _PAPER)
    paper.mark(MARGIN, 38, 2)
    paper.text((98, 76), [(words.title, True)], 36)
    paper.text((WIDTH - MARGIN, 76), [(words.counts, False)], 14, _MUTED, end=True)
    for block in sheet.blocks:
        paper.rectangle(block.x, TOP, block.width, BAND, block.soft, round_=4)
        paper.text((block.x + 8, TOP + 20), [(block.name, True)], NAME, block.colour)
        paper.text((block.x + block.width - 8, TOP + 20), [(block.question, False)], QUESTION, block.colour, end=True)
        for line in block.lines:
            if line.level == 0:
                paper.text((line.x, line.y), list(_runs(line)), sheet.size)
                continue
            size = sheet.size * TITLES[line.level]
            wide = paper.text((line.x, line.y), [(line.names[0].text, True), (f" {line.count}", False)], size, block.colour)
            if to := address(writer, line.names[0].id, root):
                paper.canvas.linkURL(to, (line.x, HEIGHT - line.y - size * 0.3, line.x + wide, HEIGHT - line.y + size))
    paper.text((MARGIN, HEIGHT - 25), [(words.note, False)], 10, _MUTED)
    paper.text((WIDTH - MARGIN, HEIGHT - 25), [(words.origin, False)], 10, _MUTED, end=True)
    return paper.close()


def _runs(line: Line) -> Iterator[tuple[str, bool]]:
    """Yield (text, whether it is bold) of a line, as few pieces as there can be."""
    pieces = [(name.text, name.bold) for name in line.names]
    dotted = [piece for index, each in enumerate(pieces) for piece in (((DOT, False), each) if index else (each,))]
    for bold, run in groupby(dotted, key=itemgetter(1)):
        yield "".join(text for text, _ in run), bold


class _Paper:
    """A sheet that is drawn on from its upper left corner, as SVG is."""

    def __init__(self, language: str) -> None:
        self.file = io.BytesIO()
        self.canvas = Canvas(self.file, pagesize=(WIDTH, HEIGHT), invariant=1, lang=language)

    def close(self) -> bytes:
        self.canvas.save()
        return self.file.getvalue()

    def text(self, at: tuple[float, float], runs: list[tuple[str, bool]], size: float, colour: str = _INK, *, end: bool = False) -> float:
        """Write runs of text, plain or bold, from a place on or up to it; return how wide they are."""
        font = _font()
        x, y = at
        wide = sum(float(pdfmetrics.stringWidth(words, font, size)) for words, _ in runs) if end or len(runs) > 1 else 0.0
        line = self.canvas.beginText(x - wide if end else x, HEIGHT - y)
        line.setFont(font, size)
        line.setFillColor(_colour(colour))
        line.setStrokeColor(_colour(colour))
        for words, bold in runs:
            line.setTextRenderMode(2 if bold else 0)
            line.textOut(words)
        line.setTextRenderMode(0)
        self.canvas.setLineWidth(size / 28)
        self.canvas.drawText(line)
        return wide

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
