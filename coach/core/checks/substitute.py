"""`substitute`: words with a better word for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coach.core.matching import Match, earliest_then_longest

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.scan import Reading

REPLACEMENT = "better"
"""The capture that carries the better word to the suggestion."""


@dataclass(frozen=True, slots=True)
class Substitute:
    """Finds each of `pairs`, a matcher and its better word; that travels along as a capture."""

    pairs: Sequence[tuple[int, str]]

    @staticmethod
    def compile(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from the `check` of a rule file."""
        words = source["map"].items()
        return {"pairs": [(compiler.matcher(word, ("check", "map", word)), better) for word, better in words]}

    def triggers(self) -> list[int]:
        """Every word."""
        return [matcher for matcher, _ in self.pairs]

    def find(self, reading: Reading) -> list[Match]:
        """The words' places; of overlapping ones the earliest, then the longest."""
        found = [
            match._replace(captures={**match.captures, REPLACEMENT: better})
            for matcher, better in self.pairs
            for match in reading.find(matcher)
        ]
        return earliest_then_longest(found)
