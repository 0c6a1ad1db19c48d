"""Matchers: what a pattern list or a signal became.

Alternatives tried only where one of their literals was hit, and conditions that silence what they found.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any

from coach.core.conditions import resolve, silencing
from coach.core.matching import (
    Alternative,
    Match,
    Surroundings,
    earliest_then_longest,
    earliness,
)

if TYPE_CHECKING:
    from coach.core.reading import Hit, Reading


class Matcher:
    """Alternatives and conditions; what rules, needs and conditions ask for places.

    `merged` is `unless` as it is run; a `raw` matcher keeps places that overlap. It `asks` when it has literals beyond
    the first `calling`, which are not scanned for at once.
    """

    __slots__ = ("around", "asks", "by_literal", "exact", "literals", "merged", "only", "raw", "unless")

    def __init__(self, data: Mapping[str, Any], calling: int = 0) -> None:
        self.by_literal: dict[int, list[Alternative]] = {}
        around: dict[int, list[Alternative]] = {}
        exact: list[int] = []
        for item in data["alternatives"]:
            alternative = Alternative(item)
            if item.get("exact"):
                exact += item["literals"]
                continue
            if alternative.signals:
                around.setdefault(alternative.signals[0], []).append(alternative)
            for literal in item.get("literals", ()):
                self.by_literal.setdefault(literal, []).append(alternative)
        self.exact = frozenset(exact)
        self.literals = self.exact.union(self.by_literal)
        self.around = [Surroundings(signal, alternatives) for signal, alternatives in around.items()]
        also = (
            literal
            for listed in (*around.values(), *self.by_literal.values())
            for alternative in listed
            for literal in alternative.also
        )
        self.asks = max((*self.literals, *also), default=-1) >= calling
        self.unless = [resolve(condition) for condition in data.get("unless", ())]
        self.only = [resolve(condition) for condition in data.get("only", ())]
        self.merged = [resolve(condition) for condition in data.get("unless-merged", ())] or self.unless
        self.raw: bool = data.get("raw", False)

    def find(self, reading: Reading) -> list[Match]:
        """Its places in the turn, in order, none overlapping another, past the conditions."""
        found = self.candidates(reading)
        if not found:
            return found
        if self.raw:
            return sorted(found, key=earliness)
        found = earliest_then_longest(found)
        if self.unless or self.only:
            found = [match for match in found if silencing(reading, match, self.merged, self.only) is None]
        return found

    def candidates(self, reading: Reading) -> list[Match]:
        """Its places before conditions, overlapping ones too."""
        if self.asks:
            reading.complete()
        hit = self.literals & reading.literals
        found = self._called_up(reading, hit) if hit else []
        for surroundings in self.around:
            surroundings.find(reading, found)
        return found

    def _called_up(self, reading: Reading, hit: Set[int]) -> list[Match]:
        """Its places around the literals that were hit."""
        found = self._exact(reading, hit) if self.exact else []
        literals, by_literal, clauses = reading.literals, self.by_literal, reading.clauses
        done: set[tuple[Alternative, int]] | None = set() if len(hit) > 1 else None
        for literal in hit:
            called: Sequence[Alternative] = by_literal.get(literal, ())
            if called:
                called = [one for one in called if not one.also or not one.also.isdisjoint(literals)]
            if called and not clauses:
                called = [one for one in called if one.is_near(reading.turn.folded, reading.hits(literal))]
            if not called:
                continue
            clauses = clauses or reading.prepare()
            last = -1
            for index in _clauses_of(reading, reading.hits(literal)):
                if index == last:
                    continue
                last = index
                for alternative in called:
                    if done is not None:  # several of its literals may stand in one clause
                        if (alternative, index) in done:
                            continue
                        done.add((alternative, index))
                    found += alternative.in_clause(reading, index)
        return found

    def _exact(self, reading: Reading, hit: Set[int]) -> list[Match]:
        """The hits of literals that are a match by themselves, inside a clause."""
        found = []
        for literal in self.exact & hit:
            clauses = reading.clauses or reading.prepare()
            hits = reading.hits(literal)
            for (start, end), index in zip(hits, _clauses_of(reading, hits), strict=True):
                if end <= clauses[index].end:
                    found.append(Match(start, end, index))
        return found


def _clauses_of(reading: Reading, hits: list[Hit]) -> list[int]:
    """For each hit, the index of its clause."""
    starts, clause_of = reading.starts, reading.clause_of
    if clause_of:
        return [clause_of[start] for start, _ in hits]
    return [bisect_right(starts, start) - 1 for start, _ in hits]
