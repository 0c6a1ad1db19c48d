"""`whole`: a turn that is nothing but this."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.matching import Match
    from coach.core.reading import Reading

MARK: Final = "mark"
"""The capture that carries the marked words to the suggestion."""


@dataclass(frozen=True, slots=True)
class Whole:
    """Finds turns whose clauses are all of one matcher (edge to edge) or only courtesy words and particles.

    Attributes:
        each_clause: matcher of what a clause may be, compiled to match a clause's core edge to edge.
        mark: matcher of what the finding sits on; one must be there.
    """

    captures: ClassVar[tuple[str, ...]] = (MARK,)
    each_clause: int
    mark: int

    @staticmethod
    def compile(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from the `check` of a rule file."""
        return {
            "each_clause": compiler.matcher(source["each-clause"], ("check", "each-clause"), whole=True),
            "mark": compiler.matcher(source["mark"], ("check", "mark")),
        }

    def triggers(self) -> list[int]:
        """What the finding sits on."""
        return [self.mark]

    def find(self, reading: Reading) -> list[Match]:
        """The first mark, when every clause fits."""
        if self._is_out_at_once(reading):
            return []
        marks = reading.find(self.mark)
        if not marks:
            return []
        fitting = {match.clause for match in reading.find(self.each_clause)}
        for index, clause in enumerate(reading.turn.clauses):
            if index not in fitting:
                start, end = reading.clause_core(clause)
                if start < end:
                    return []
        first = marks[0]
        words = reading.turn.folded[first.start : first.end]
        return [first.capturing(MARK, words)]

    def _is_out_at_once(self, reading: Reading) -> bool:
        """Whether a clause that says anything holds no literal of a clause that fits."""
        fitting = reading.rulebook.reach(self.each_clause)
        if max(fitting) >= reading.rulebook.index["calling"]:
            reading.complete()
        turn = reading.turn
        met = {turn.clause_index(hit[0]) for literal in fitting & reading.literals for hit in reading.hits(literal)}
        if not met:
            return False
        cores = (reading.clause_core(clause) for index, clause in enumerate(turn.clauses) if index not in met)
        return any(start < end for start, end in cores)
