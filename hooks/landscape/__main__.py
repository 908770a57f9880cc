"""The generator from the command line: ``python -m landscape check FILE``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from landscape.catalogue import load
from landscape.problems import DataError


def main() -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="landscape", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="check the data file and tell everything that is wrong")
    check.add_argument("file", type=Path, nargs="?", default=Path("docs/catalogue.yml"))
    arguments = parser.parse_args()
    try:
        catalogue = load(arguments.file)
    except DataError as error:
        print(error.report(), file=sys.stderr)
        return 1
    counts = ", ".join(f"{len(getattr(catalogue.data, section))} {section}" for section in type(catalogue.data).model_fields)
    print(f"{arguments.file}: {counts}; {catalogue.size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
