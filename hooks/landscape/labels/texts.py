"""How a list of words in both languages is written."""

from __future__ import annotations

from landscape.values import Text


def texts(**words: tuple[str, str]) -> dict[str, Text]:
    """Return texts by key; ``__`` in a name stands for the dot in its key."""
    return {key.replace("__", "."): Text(zh=zh, en=en) for key, (zh, en) in words.items()}
