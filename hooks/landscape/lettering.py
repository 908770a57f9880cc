"""How wide text is, estimated: SVG breaks no lines, so what lays text out in a drawing must know before it is drawn.

The readers' fonts are not known. The figures are those of a rather wide sans serif, so that a line drawn in another
one ends short of its place rather than beyond it.
"""

from __future__ import annotations

import re
from functools import cache

_NARROW = {
    **dict.fromkeys("ijl|'!.,:;", 0.29),
    **dict.fromkeys("ftrI()[]/ -·", 0.38),
    **dict.fromkeys("mwMW@%", 0.92),
    **dict.fromkeys("ABCDEFGHKNOPQRSUVXYZ&+", 0.68),
}
_LATIN = 0.57
_WIDE = 0x2E80
"""From here on characters are as wide as they are high: Han, kana, full-width punctuation."""

_PIECES = re.compile(r"[⺀-￯]|[^\s⺀-￯]+|\s+")
_CLINGING = "，。、；：）】》！？"


@cache
def width(text: str, size: float = 1) -> float:
    """Return the estimated width of text set at ``size``.

    >>> width("模型", 10)
    20.0
    >>> width("Llama", 10) < width("LLAMA", 10)
    True
    """
    return size * sum(1.0 if ord(letter) >= _WIDE else _NARROW.get(letter, _LATIN) for letter in text)


def wrap(text: str, size: float, room: float) -> list[str]:
    """Break text into lines that fit ``room``, between words and between Han characters.

    >>> wrap("grouped-query attention", 10, 80)
    ['grouped-query', 'attention']
    >>> wrap("分组查询，滑动窗口", 10, 50)
    ['分组查询，', '滑动窗口']
    """
    lines = [""]
    for piece in _PIECES.findall(text):
        if width(lines[-1] + piece.rstrip(), size) > room and lines[-1] and piece not in _CLINGING:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]
