"""When pages and entries last changed, as git tells it.

Nothing is said rather than something wrong: without git (an archive), in a shallow clone (where everything seems to have
changed on one day) and for what is not committed yet there is no date. What git said is kept in a file for each commit,
so that a server that builds again and again asks once.
"""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_SECTION = re.compile(r"([a-z]+):")
_ENTRY = re.compile(r"  ([A-Za-z0-9_-]+):")
_RUN = re.compile(r"([0-9a-f]{40,64}) \d+ (\d+) (\d+)")
"""A run of lines that one commit last changed: commit, line there, line here, number of lines."""


@dataclass(frozen=True, slots=True)
class History:
    """Days (``YYYY-MM-DD``) of the last change, in UTC."""

    pages: dict[str, str] = field(default_factory=dict)
    """Path below the documents' folder → day."""
    entries: dict[str, str] = field(default_factory=dict)
    """``section/id`` → day on which a line of the entry last changed."""


def read(docs: Path, data: str, cache: Path) -> History:
    """Return what git knows of the committed files.

    Args:
        docs: the folder of the pages and of the data file.
        data: name of the data file in it.
        cache: folder that may be lost at any time; keeps the answer for one commit.
    """
    try:
        if _git(docs, "rev-parse", "--is-shallow-repository").strip() != "false":
            return History()
        kept = cache / "history.json"
        commit = _git(docs, "rev-parse", "HEAD").strip()
        if kept.is_file() and (known := json.loads(kept.read_text(encoding="utf-8"))).get("commit") == commit:
            return History(known["pages"], known["entries"])
        history = History(_pages(docs), _entries(docs, data))
    except (OSError, subprocess.CalledProcessError):
        return History()
    cache.mkdir(parents=True, exist_ok=True)
    kept.write_text(json.dumps({"commit": commit, **asdict(history)}), encoding="utf-8")
    return history


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.quotePath=false", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True, encoding="utf-8").stdout  # noqa: S603 - our own words


def _day(seconds: str) -> str:
    return datetime.fromtimestamp(int(seconds), tz=UTC).date().isoformat()


def _pages(docs: Path) -> dict[str, str]:
    """Return the day of the newest commit that touched each page."""
    found: dict[str, str] = {}
    day = ""
    for line in _git(docs, "log", "--format=%x00%ct", "--name-only", "--no-renames", "--relative", "--", ".").splitlines():
        if line.startswith("\0"):
            day = _day(line[1:])
        elif line.endswith(".md"):
            found.setdefault(line, day)
    return found


def _entries(docs: Path, data: str) -> dict[str, str]:
    """Return the newest day among the lines of each entry of the committed data file."""
    days = _days_of_lines(_git(docs, "blame", "--incremental", "HEAD", "--", data))
    found: dict[str, str] = {}
    section = entry = ""
    for number, line in enumerate(_git(docs, "show", f"HEAD:./{data}").split("\n"), start=1):
        if line[:1].strip():
            match = _SECTION.match(line)
            section, entry = match[1] if match else "", ""
        elif line[:3].strip():
            match = _ENTRY.match(line)
            entry = f"{section}/{match[1]}" if match and section else ""
        if entry and line.strip():
            found[entry] = max(found.get(entry, ""), days[number])
    return found


def _days_of_lines(blame: str) -> dict[int, str]:
    """Return the day of each line from ``git blame --incremental``, which names a commit's date once."""
    runs: list[tuple[str, int, int]] = []
    dates: dict[str, str] = {}
    for line in blame.splitlines():
        if match := _RUN.fullmatch(line):
            runs.append((match[1], int(match[2]), int(match[3])))
        elif line.startswith("committer-time "):
            dates[runs[-1][0]] = _day(line.split()[1])
    return {start + step: dates[commit] for commit, start, count in runs for step in range(count)}
