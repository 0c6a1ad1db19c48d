"""`repeat`: words that the agent's earlier turns of the conversation already held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coach.core.language.folding import fold
from coach.core.matching import Match

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.reading import Reading

EARLIER_LIMIT: Final = 40
"""So many of the agent's earlier turns are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Finds runs of `at_least` characters that stand in an earlier turn of the agent's, word for word.

    Spaces, marks, courtesy words and particles at a clause's edges, and whatever `skip` matches do not count.
    """

    at_least: int
    skip: int | None = None

    @staticmethod
    def compile(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from the `check` of a rule file."""
        skip = source.get("skip")
        return {
            "at_least": source["at-least"],
            "skip": None if skip is None else compiler.matcher(skip, ("check", "skip")),
        }

    def triggers(self) -> list[int]:
        """None: what is repeated can be any words."""
        return []

    def find(self, reading: Reading) -> list[Match]:
        """The repeated runs, each within a clause or over neighbouring ones; nothing without earlier turns."""
        earlier = reading.history.earlier
        if not earlier:
            return []
        kept = list(self._content(reading))
        size = self.at_least
        said = set(_grams(earlier[-EARLIER_LIMIT:], size))
        words = "".join(reading.turn.folded[offset] for offset in kept)
        starts = [start for start in range(len(words) - size + 1) if words[start : start + size] in said]
        return [_match(reading, kept[first], kept[last + size - 1] + 1) for first, last in _runs(starts, size)]

    def _content(self, reading: Reading) -> Iterator[int]:
        """The offsets of the characters that count."""
        skipped = {
            offset
            for match in (reading.find(self.skip) if self.skip is not None else ())
            for offset in range(match.start, match.end)
        }
        for clause in reading.turn.clauses:
            start, end = reading.clause_core(clause)
            for offset in range(start, end):
                if offset not in skipped and reading.turn.folded[offset].isalnum():
                    yield offset


def _grams(turns: tuple[str, ...], size: int) -> Iterator[str]:
    """Every run of `size` letters, digits and characters of `turns`, folded."""
    for turn in turns:
        words = "".join(filter(str.isalnum, fold(turn).text))
        yield from (words[start : start + size] for start in range(len(words) - size + 1))


def _runs(starts: list[int], size: int) -> Iterator[tuple[int, int]]:
    """First and last of `starts` that overlap each other."""
    first = last = None
    for start in starts:
        if first is None or last is None or start > last + size:
            if first is not None and last is not None:
                yield first, last
            first = start
        last = start
    if first is not None and last is not None:
        yield first, last


def _match(reading: Reading, start: int, end: int) -> Match:
    return Match(start, end, reading.turn.clause_index(start), {})
