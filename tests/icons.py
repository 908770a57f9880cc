"""Draws the icons of the installed site from the mark, in a real Chromium; run it when ``docs/assets/mark.svg`` changes."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

from landscape.offline import ICONS

ASSETS = Path(__file__).parent.parent / "docs" / "assets"
ROOM = {"any": (0.84, "22%"), "maskable": (0.6, "0")}
"""How much of the icon the mark takes (a mask may cut away the outer fifth), and how round its paper is."""


def main() -> None:
    """Write ``icons/<purpose>-<size>.png``."""
    mark = re.sub(r"@media[^{]*\{.*?\}\}", "", (ASSETS / "mark.svg").read_text(encoding="utf-8"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"), args=["--no-sandbox"])
        for purpose, sizes in ICONS.items():
            for size in sizes:
                share, round_ = ROOM[purpose]
                page = browser.new_page(viewport={"width": size, "height": size})
                page.set_content(
                    f"<style>body{{margin:0;height:100vh;display:grid;place-items:center;background:#fcfbf9;border-radius:{round_}}}"
                    f"html{{background:transparent}}svg{{width:{share:.0%};height:auto}}</style>{mark}"
                )
                (ASSETS / "icons").mkdir(exist_ok=True)
                page.screenshot(path=ASSETS / "icons" / f"{purpose}-{size}.png", omit_background=True)
        browser.close()


if __name__ == "__main__":
    main()
