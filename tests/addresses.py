"""Adds the addresses of new pages to ``addresses.txt``; never removes one."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
LIST = ROOT / "tests" / "addresses.txt"


def main() -> None:
    """Write the union of the list and of what ``site/`` has."""
    site = ROOT / "site"
    found = {path.parent.relative_to(site).as_posix().removeprefix(".") for path in site.rglob("index.html")}
    listed = {line.strip("/") for line in LIST.read_text(encoding="utf-8").splitlines()} if LIST.exists() else set()
    LIST.write_text("".join(f"{address}/\n" if address else "/\n" for address in sorted(found | listed)), encoding="utf-8")


if __name__ == "__main__":
    main()
