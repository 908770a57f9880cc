"""What other definitions of openness say of the same parts, each with its version.

Our own word is :func:`landscape.facts.openness`. These are readings of others' texts, not their verdicts: a part
that nobody has looked for is told apart from one that is missing, and documents count as given when they are released.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from landscape.facts import OPEN_KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from landscape.models import Licence, Model, Part, PartName


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a definition says of a model.

    Attributes:
        definition: its name and version.
        grade: what is reached: ``yes``, or a class; the empty string when nothing is.
        missing: parts that the next grade asks for and the model does not have, or not under such a licence.
        unknown: parts that it asks for and nobody has looked for.
    """

    definition: str
    grade: str
    missing: tuple[PartName, ...] = ()
    unknown: tuple[PartName, ...] = ()


OSAID = "Open Source AI Definition 1.0"
MOF = "Model Openness Framework"

MOF_CLASSES: dict[str, tuple[PartName, ...]] = {
    "Class III": ("weights", "model-card", "data-card", "paper", "evaluation-results"),
    "Class II": ("training-code", "inference-code", "evaluation-code"),
    "Class I": ("training-data", "data-code", "checkpoints"),
}
"""What each class asks for beyond the one before. The model's architecture counts as given with the code that runs
it, and evaluation data are not kept in the catalogue."""

_LICENSED: tuple[PartName, ...] = ("weights", "training-code", "inference-code", "data-code", "evaluation-code")


def verdicts(model: Model, licences: Mapping[str, Licence]) -> tuple[Verdict, ...]:
    """Return what each definition says of a model."""
    return osaid_1_0(model, licences), mof(model, licences)


def osaid_1_0(model: Model, licences: Mapping[str, Licence]) -> Verdict:
    """Read the parts by the Open Source Initiative's definition of 28 October 2024.

    It asks for the parameters, and for all code that trained and ran the model and processed its data, under terms
    approved by the initiative, and for a full account of the data; the data themselves are one way to give it.
    """
    code: tuple[PartName, ...] = ("weights", "training-code", "data-code", "inference-code")
    missing, unknown = _sort(model, code, lambda part: _approved(part, licences))
    data = [_state(model.parts.get(name), lambda _part: True) for name in ("data-card", "training-data")]
    if "given" not in data:
        (missing if "missing" in data else unknown).append("data-card")
    return Verdict(OSAID, "" if missing or unknown else "yes", tuple(missing), tuple(unknown))


def mof(model: Model, licences: Mapping[str, Licence]) -> Verdict:
    """Read the parts by the classes of the Model Openness Framework (arXiv 2403.13784), from III up to I."""
    grade = ""
    for name, parts in MOF_CLASSES.items():
        missing, unknown = _sort(model, parts, lambda part: _open(part, licences))
        if missing or unknown:
            return Verdict(MOF, grade, tuple(missing), tuple(unknown))
        grade = name
    return Verdict(MOF, grade)


def _sort(model: Model, names: Iterable[PartName], licensed: Callable[[Part], bool]) -> tuple[list[PartName], list[PartName]]:
    """Return the parts that are missing, and those that nobody has looked for."""
    states = {name: _state(model.parts.get(name), licensed if name in _LICENSED else lambda _part: True) for name in names}
    return [name for name, state in states.items() if state == "missing"], [name for name, state in states.items() if state == "unknown"]


def _state(parts: tuple[Part, ...] | None, licensed: Callable[[Part], bool]) -> str:
    if not parts:
        return "unknown"
    return "given" if all(part.state == "released" and licensed(part) for part in parts) else "missing"


def _approved(part: Part, licences: Mapping[str, Licence]) -> bool:
    licence = licences.get(part.licence or "")
    return licence is not None and any(claim.value == "yes" for claim in licence.osi.root)


def _open(part: Part, licences: Mapping[str, Licence]) -> bool:
    licence = licences.get(part.licence or "")
    return licence is not None and licence.kind in OPEN_KINDS
