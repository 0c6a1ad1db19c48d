"""`identifier`: numbers and addresses that name one person: mobile, identity card, bank card, e-mail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from coach.core.matching import Match

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.reading import Reading

_DIGITS: Final = re.compile("[0-9][0-9]{3}")  # a search skips quickly to a first class, not to a repeat
"""No identifier has fewer together, but an address."""
MASKED: Final = "masked"
"""The capture that carries the masked form to the suggestion."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """Finds identifiers of the kinds `any`; each brings its masked form as a capture."""

    captures: ClassVar[tuple[str, ...]] = (MASKED,)
    any: Sequence[str]

    @staticmethod
    def compile(_: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from the `check` of a rule file."""
        return {"any": list(source["any"])}

    def triggers(self) -> list[int]:
        """None: a number has no literal."""
        return []

    def screen(self) -> dict[str, Any]:
        """What stands in every turn that it finds something in."""
        return {"texts": list("0123456789@")}

    def find(self, reading: Reading) -> list[Match]:
        """The identifiers of the turn."""
        folded = reading.turn.folded
        if "@" not in folded and not _DIGITS.search(folded):
            return []
        from coach.core.language.identifiers import identifiers

        return [
            Match(one.start, one.end, reading.turn.clause_index(one.start), {MASKED: one.masked})
            for one in identifiers(folded, self.any)
        ]
