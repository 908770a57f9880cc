"""Graphs: nothing descends from itself, needs itself or owns itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from landscape.rules.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from landscape.models import Data


def lineage_has_no_cycle(data: Data, _today: date) -> Iterator[Found]:
    """Nothing descends from itself, needs itself or owns itself."""
    graphs: dict[tuple[str, str], dict[str, list[str]]] = {
        ("models", "based_on"): {id_: [d.model for d in m.based_on if d.model] for id_, m in data.models.items()},
        ("models", "superseded_by"): {id_: [m.superseded_by] for id_, m in data.models.items() if m.superseded_by},
        ("techniques", "needs"): {id_: list(t.needs) for id_, t in data.techniques.items()},
        ("organisations", "parent"): {id_: [o.parent] for id_, o in data.organisations.items() if o.parent},
    }
    for (section, field), graph in graphs.items():
        for cycle in _cycles(graph):
            yield Found((section, cycle[0], field), f"{field} goes in a circle: {' → '.join([*cycle, cycle[0]])}", "one of these links is wrong", key=True)


def _cycles(graph: dict[str, list[str]]) -> Iterator[list[str]]:
    """Yield each cycle once, walking without recursion so that long chains are safe."""
    done: set[str] = set()
    for start in graph:
        trail: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        node: str | None = start
        while node is not None or stack:
            if node is not None and node in trail:
                yield trail[trail.index(node) :]
            elif node is not None and node not in done:
                trail.append(node)
                stack.append((node, iter(graph.get(node, ()))))
            node = None
            while stack and node is None:
                node = next(stack[-1][1], None)
                if node is None:
                    done.add(trail.pop())
                    stack.pop()
