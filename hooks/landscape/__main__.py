"""The generator from the command line: ``python -m landscape check|tidy|stats|draw [FILE]``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from landscape import audit, markers
from landscape.catalogue import Catalogue, load
from landscape.facts import Atlas
from landscape.layout import tidy
from landscape.problems import DataError

FILE = Path("docs/catalogue.yml")


def main() -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="landscape", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_ in (
        ("check", "check the data file and the pages beside it, and tell everything that is wrong"),
        ("stats", "count entries and facts, and say how many are cited and verified"),
        ("tidy", "put sections and entries of the data file in order, in place"),
        ("draw", "draw facts at random for a second reader"),
    ):
        command = commands.add_parser(name, help=help_)
        command.add_argument("file", type=Path, nargs="?", default=FILE)
        if name == "draw":
            command.add_argument("--count", type=int, default=100)
            command.add_argument("--seed", required=True, help="the commit that is read")
    arguments = parser.parse_args()
    if arguments.command == "tidy":
        arguments.file.write_text(tidy(arguments.file.read_text(encoding="utf-8")), encoding="utf-8")
    try:
        catalogue = load(arguments.file)
        if arguments.command == "check" and any(arguments.file.parent.glob("*.md")):
            markers.check_all(arguments.file.parent, arguments.file.parent.parent, Atlas(catalogue))
    except DataError as error:
        print(error.report(), file=sys.stderr)
        return 1
    print({"check": _check, "tidy": _check, "stats": _stats, "draw": _draw}[arguments.command](catalogue, arguments))
    return 0


def _check(catalogue: Catalogue, arguments: argparse.Namespace) -> str:
    counts = ", ".join(f"{len(getattr(catalogue.data, section))} {section}" for section in type(catalogue.data).model_fields)
    return f"{arguments.file}: {counts}; {catalogue.size:,} bytes"


def _stats(catalogue: Catalogue, _arguments: argparse.Namespace) -> str:
    return audit.summary(catalogue.data)


def _draw(catalogue: Catalogue, arguments: argparse.Namespace) -> str:
    drawn = audit.draw(catalogue.data, arguments.count, arguments.seed)
    return "\n".join(f"{n}. {f.section}/{f.id} {f.field}\n   {f.fact}\n   {' · '.join(f'{s.title} <{s.url}>' for s in f.sources)}" for n, f in enumerate(drawn, 1))


if __name__ == "__main__":
    sys.exit(main())
