"""`phrase`: every match of a pattern."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.matching import Match
    from coach.core.reading import Reading


@dataclass(frozen=True)
class Phrase:
    """Finds the places of one matcher; with ``edge="word"`` only those that start and end at a word's edge."""

    any: int
    edge: str = ""

    @staticmethod
    def compile(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from the `check` of a rule file."""
        return {"any": compiler.matcher(source["any"], ("check", "any")), "edge": source.get("edge") or ""}

    def triggers(self) -> list[int]:
        """The pattern itself."""
        return [self.any]

    def find(self, reading: Reading) -> list[Match]:
        """The pattern's places."""
        found = reading.find(self.any)
        return [match for match in found if _at_edges(reading, match)] if self.edge and found else found


def _at_edges(reading: Reading, match: Match) -> bool:
    clause = reading.turn.clauses[match.clause]
    text = reading.turn.folded[clause.start : clause.end]
    segmenter = reading.rulebook.segmenter
    return all(segmenter.is_edge(text, offset - clause.start) for offset in (match.start, match.end))
