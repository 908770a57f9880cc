"""Checks the spacing between Han and Latin, and full-width punctuation, in the Chinese pages (autocorrect)."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import autocorrect_py

ROOT = Path(__file__).parent.parent
_CODE = re.compile(r"^ *```.*?^ *```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)  # commas in YAML are no prose


def main() -> int:
    """Print each line that autocorrect would change; return 1 when there is one."""
    autocorrect_py.load_config('{"rules": {"space-bracket": 0}}')  # type: ignore[attr-defined] # links need no space before them
    wrong = 0
    for path in [ROOT / "README.zh.md", *sorted((ROOT / "docs").rglob("*.zh.md"))]:
        text = _CODE.sub(lambda code: "\n" * code[0].count("\n") or "code", path.read_text(encoding="utf-8"))
        fixed = autocorrect_py.format_for(text, "markdown")
        for number, (line, better) in enumerate(zip(text.splitlines(), fixed.splitlines(), strict=False), start=1):
            if line != better:
                wrong += 1
                sys.stdout.write(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:60]!r} should be {better.strip()[:60]!r}\n")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
