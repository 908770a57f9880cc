"""The letters of the PDF: of Noto Sans SC those that the poster uses, in two weights.

The font comes with a package (``justmytype-intl-cjk``, with the text of its licence, the SIL Open Font License 1.1),
since the machine that builds may have none with Chinese letters. It is one file for all weights, the thinnest first,
which reportlab would take: so the two weights are made of it here, after everything that is not used is left out.
"""

from __future__ import annotations

import io
from functools import cache
from hashlib import sha1
from importlib.resources import as_file, files

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont as Font
from fontTools.varLib.instancer import instantiateVariableFont
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

_FILE = ("fonts", "ofl", "notosanssc", "NotoSansSC[wght].ttf")
_WEIGHTS = {"Regular": 400, "Bold": 700}


@cache
def fonts(letters: frozenset[str]) -> tuple[str, str]:
    """Make the regular and the bold font with these letters known to reportlab, and return their names.

    Raises:
        ValueError: for a letter that the font does not have, which would be printed as an empty box.
    """
    with as_file(files("justmytype_intl_cjk").joinpath(*_FILE)) as path, Font(path, lazy=True, recalcTimestamp=False) as whole:
        missing = {letter for letter in letters if ord(letter) not in whole.getBestCmap()}
        if missing:
            raise ValueError(f"the font of the poster has no {' '.join(sorted(missing))}")
        used = Subsetter(Options(layout_features=[], hinting=False, notdef_outline=True))
        used.populate(unicodes=map(ord, letters))
        used.subset(whole)
        part = io.BytesIO()
        whole.save(part)
    names, which = [], sha1("".join(sorted(letters)).encode(), usedforsecurity=False).hexdigest()[:8]  # the same letters, the same file
    for name, weight in _WEIGHTS.items():
        one, file = instantiateVariableFont(Font(io.BytesIO(part.getvalue()), recalcTimestamp=False), {"wght": weight}), io.BytesIO()
        one["name"].setName(f"NotoSansSC-{name}-{which}", 6, 3, 1, 0x409)  # reportlab takes fonts of one name for one font
        one.save(file)
        file.seek(0)
        names.append(f"{name}-{which}")
        pdfmetrics.registerFont(TTFont(names[-1], file))
    return names[0], names[1]
