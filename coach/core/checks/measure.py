"""`measure`: too much of something: characters, or marks like ！, in a turn, a message, a sentence or a run."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coach.core.language.folding import fold_word
from coach.core.matching import Match

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.scan import Reading

CHARACTERS: Final = "characters"
_PARTS: Final = {
    "message": r"[^\n]+",
    "sentence": r"[^。!?;,\s]+",
}


@dataclass(frozen=True, slots=True)
class Measure:
    """Finds parts that hold more than `more_than` characters, or marks of `of`.

    Attributes:
        of: ``characters``, or the marks themselves, folded.
        within: ``turn``, ``message``, ``sentence`` (up to 。！？；， or white space) or ``run`` (of those marks).
    """

    of: str
    within: str
    more_than: int

    @staticmethod
    def compile(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from the `check` of a rule file."""
        of = source["of"] if source["of"] == CHARACTERS else fold_word(source["of"])
        return {"of": of, "within": source["in"], "more_than": source["more-than"]}

    def triggers(self) -> list[int]:
        """None: a length has no literal."""
        return []

    def find(self, reading: Reading) -> list[Match]:
        """The parts that are over the limit."""
        folded = reading.turn.folded
        found = []
        for start, end in self._parts(folded):
            amount = end - start if self.of == CHARACTERS else sum(folded.count(mark, start, end) for mark in self.of)
            if amount > self.more_than:
                found.append(Match(start, end, reading.turn.clause_index(start), {}))
        return found

    def _parts(self, folded: str) -> Iterator[tuple[int, int]]:
        if self.within == "turn":
            return iter([(0, len(folded))])
        pattern = f"[{re.escape(self.of)}]+" if self.within == "run" else _PARTS[self.within]
        return (mark.span() for mark in re.finditer(pattern, folded))
