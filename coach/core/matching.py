"""Matches, and the alternatives of a compiled pattern that find them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from coach.core.language.clauses import Clause
    from coach.core.reading import Hit, Reading

REPLACEMENT: Final = "better"
"""The capture that carries the better word to the suggestion."""


NO_CAPTURES: Final[Mapping[str, str]] = {}


class Match:
    """A place in the folded turn: ``[start:end)``, its clause, and what its captures took."""

    __slots__ = ("captures", "clause", "end", "start")

    def __init__(self, start: int, end: int, clause: int, captures: Mapping[str, str] = NO_CAPTURES) -> None:
        self.start = start
        self.end = end
        self.clause = clause
        self.captures = captures

    def capturing(self, name: str, text: str) -> Match:
        """The same place with the capture `name` beside its own."""
        return Match(self.start, self.end, self.clause, {**self.captures, name: text})


def earliness(match: Match) -> tuple[int, int]:
    """Sorts the earlier first, and of those that begin together the longer."""
    return match.start, -match.end


_LAST_WORD = "_last_word"
_MANY_HITS: Final = 8
_NAMED_GROUP: Final = re.compile(r"\(\?P<\w+>")


class Alternative:
    """One flat sequence of a pattern: regular expressions with signals between them.

    A sequence that stands for a few fixed texts is `exact`: the scan's hit is the match, and nothing here is tried.

    One of its literals or its first signal calls it up; if it has `also`, one of those must have been hit too.

    Built from compiled data: ``sources`` holds one expression more than ``signals``; ``at_start`` and ``at_end`` are 0,
    or one more than the characters between match and turn's edge; ``reach`` is 0, or the most characters of a match.
    """

    __slots__ = ("_expressions", "also", "at_end", "at_start", "reach", "signals", "sources", "tail", "whole")

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.sources: list[str] = data["sources"]
        self.also = frozenset(data.get("also", ()))
        self.signals: list[int] = data.get("signals", [])
        self.at_start: int = data.get("start", 0)
        self.at_end: int = data.get("end", 0)
        self.whole: bool = data.get("whole", False)
        self.tail: str = data.get("tail", "")
        self.reach: int = data.get("reach", 0)
        self._expressions: list[re.Pattern[str]] | None = None

    @property
    def expressions(self) -> list[re.Pattern[str]]:
        """Compiled when first tried: a quiet check compiles none."""
        if self._expressions is None:
            sources = list(self.sources)
            if self.signals and not self.whole:
                sources[0] += r"\Z"
            if self.at_end:
                sources[-1] = f"(?P<{_LAST_WORD}>{sources[-1]}).{{0,{self.at_end - 1}}}\\Z"
            self._expressions = [re.compile(source, re.DOTALL) for source in sources]
        return self._expressions

    def is_near(self, folded: str, hits: list[Hit]) -> bool:
        """Whether it may match around one of `hits`: a look that needs no clauses, and mostly ends here."""
        reach = self.reach
        if not reach or len(hits) > _MANY_HITS:
            return True
        search = (self._expressions or self.expressions)[0].search
        for start, end in hits:  # noqa: SIM110  # a generator costs as much as the look
            if search(folded, end - reach if end > reach else 0, start + reach):
                return True
        return False

    def in_clause(self, reading: Reading, index: int) -> list[Match]:
        """Its matches in one clause; for alternatives without signals."""
        turn = reading.turn
        folded, clause = turn.folded, turn.clauses[index]
        if self.at_start and clause.start >= reading.core[0] + self.at_start:
            return []
        if self.whole:
            core, end = reading.clause_core(clause)
            for start in (core, clause.start):  # the pattern may begin with a courtesy word itself
                whole = self.expressions[0].fullmatch(folded, start, end)
                if whole:
                    return [Match(start, end, index, whole.groupdict())]
            return []
        if self.at_end:
            return self._at_end(reading, clause, index)
        search = (self._expressions or self.expressions)[0].search
        place = search(folded, clause.start, clause.end)
        if place is None:  # mostly
            return []
        is_plain = not (self.tail or self.at_start or place.re.groupindex)
        found: list[Match] = []
        while place is not None:
            start, end = place.start(), place.end()
            match = Match(start, end, index) if is_plain else self._finish(reading, clause, index, start, place)
            if match and match.start < match.end:
                found.append(match)
            place = search(folded, max(end, start + 1), clause.end)
        return found

    def _at_end(self, reading: Reading, clause: Clause, index: int) -> list[Match]:
        """The match that ends at the turn's end, with as many of the last particles as the pattern has."""
        for end in self._ends(reading, clause):
            for place in self.expressions[0].finditer(reading.turn.folded, clause.start, end):
                match = self._finish(reading, clause, index, place.start(), place)
                if match:
                    return [match]
        return []

    def _ends(self, reading: Reading, clause: Clause) -> range:
        """Where a match with ``$`` may end in the clause: at its end, or before its last particles."""
        last = reading.core[1]
        return range(clause.end, max(last, clause.start) - 1, -1) if clause.start < last <= clause.end else range(0)

    def around(self, reading: Reading, place: Match) -> list[Match]:
        """Its matches around one place of its first signal."""
        clause = reading.turn.clauses[place.clause]
        found: list[Match] = []
        if self.sources[0] or self.whole:
            limit = min(reading.clause_core(clause)[0], place.start) if self.whole else clause.start
            before = self._before(reading, limit, place.start)
            if before is not None:
                self._after(reading, clause, place, before.start(), before.groupdict(), 1, found)
        else:
            self._after(reading, clause, place, place.start, NO_CAPTURES, 1, found)
        return found

    def _before(self, reading: Reading, limit: int, end: int) -> re.Match[str] | None:
        expression, folded = (self._expressions or self.expressions)[0], reading.turn.folded
        return expression.fullmatch(folded, limit, end) if self.whole else expression.search(folded, limit, end)

    def _after(
        self,
        reading: Reading,
        clause: Clause,
        place: Match,
        start: int,
        captures: Mapping[str, str],
        depth: int,
        found: list[Match],
    ) -> None:
        """Add to `found` what begins at `start` and goes on after `place`, that of the signal before `depth`."""
        folded, expression = reading.turn.folded, (self._expressions or self.expressions)[depth]
        captures = {**place.captures, **captures} if place.captures else captures
        if depth < len(self.signals):
            for following in reading.find_in_clause(self.signals[depth], place.clause):
                between = expression.fullmatch(folded, place.end, following.start)
                if following.start >= place.end and between:
                    inner = {**captures, **between.groupdict()}
                    self._after(reading, clause, following, start, inner, depth + 1, found)
        elif self.whole:
            end = max(reading.clause_core(clause)[1], place.end)
            if expression.fullmatch(folded, place.end, end):
                found.append(Match(start, end, place.clause, captures))
        else:
            for end in self._ends(reading, clause) if self.at_end else (clause.end,):
                rest = expression.match(folded, place.end, end)
                match = self._finish(reading, clause, place.clause, start, rest, captures) if rest else None
                if match:
                    found.append(match)
                    return

    def _finish(
        self,
        reading: Reading,
        clause: Clause,
        index: int,
        start: int,
        found: re.Match[str],
        captures: Mapping[str, str] = NO_CAPTURES,
    ) -> Match | None:
        groups = found.groupdict() if found.re.groupindex else {}
        end = found.end(_LAST_WORD) if groups.pop(_LAST_WORD, None) is not None else found.end()
        if self.tail and groups.get(self.tail) is not None:
            begin = found.start(self.tail)
            end = reading.capture_end(begin, end, clause)
            groups[self.tail] = reading.turn.folded[begin:end] or None
        if self.at_start and not self._at_start(reading, start, index):
            return None
        return Match(start, end, index, {**captures, **groups} if captures or groups else NO_CAPTURES)

    def _at_start(self, reading: Reading, start: int, index: int) -> bool:
        """Whether ``^`` holds, with the gap that the pattern leaves there, inside the clause."""
        first = reading.core[0]
        return start < first + self.at_start and (start <= first or reading.turn.clause_index(first) == index)


class Surroundings:
    """The alternatives that are built around one signal, looked at together.

    Most say only what stands right before it, or only what stands right after it: one look at each side tells whether
    any of those may match. One that is the signal and nothing else takes its places over.
    """

    __slots__ = ("_after", "_before", "_is_bare", "_others", "_screen_after", "_screen_before", "also", "signal")

    def __init__(self, signal: int, alternatives: Sequence[Alternative]) -> None:
        self.signal = signal
        needed = [one.also for one in alternatives]
        self.also = frozenset[int]().union(*needed) if all(needed) else frozenset[int]()
        plain = [one for one in alternatives if len(one.signals) == 1 and not (one.whole or one.at_start or one.at_end)]
        self._before = [one for one in plain if one.sources[0] and not one.sources[1]]
        self._after = [one for one in plain if one.sources[1] and not one.sources[0]]
        bare = [one for one in plain if not any(one.sources) and not one.also]
        self._is_bare = bool(bare)
        apart = {*self._before, *self._after, *bare}
        self._others = [one for one in alternatives if one not in apart]
        self._screen_before: re.Pattern[str] | None = None
        self._screen_after: re.Pattern[str] | None = None

    def find(self, reading: Reading, found: list[Match]) -> None:
        """Add to `found` the matches around every place of the signal."""
        if self.also and self.also.isdisjoint(reading.literals):
            return
        places = reading.find(self.signal)
        if self._is_bare:
            found += places
        for place in places:
            self._around(reading, place, self._others, found)
            clause, folded = reading.turn.clauses[place.clause], reading.turn.folded
            if self._before:
                if self._screen_before is None:
                    self._screen_before = _any_of([one.sources[0] for one in self._before], r"\Z")
                if self._screen_before.search(folded, clause.start, place.start):
                    self._around(reading, place, self._before, found)
            if self._after:
                if self._screen_after is None:
                    self._screen_after = _any_of([one.sources[1] for one in self._after], "")
                if self._screen_after.match(folded, place.end, clause.end):
                    self._around(reading, place, self._after, found)

    def _around(self, reading: Reading, place: Match, alternatives: list[Alternative], found: list[Match]) -> None:
        for one in alternatives:
            if not one.also or not one.also.isdisjoint(reading.literals):
                found += one.around(reading, place)


def _any_of(sources: Sequence[str], end: str) -> re.Pattern[str]:
    """An expression that matches where one of `sources` does, with no names for what they capture."""
    return re.compile(f"(?:{'|'.join(_NAMED_GROUP.sub('(?:', source) for source in sources)}){end}", re.DOTALL)


def earliest_then_longest(matches: list[Match]) -> list[Match]:
    """`matches` in order, none overlapping an earlier or longer one."""
    if len(matches) < 2:
        return matches
    kept: list[Match] = []
    end = -1
    for match in sorted(matches, key=earliness):
        if match.start >= end:
            kept.append(match)
            end = match.end
    return kept


_CLAUSE = attrgetter("clause")


def in_clause(found: list[Match], index: int) -> list[Match]:
    """Those of `found`, in order, that stand in one clause."""
    if len(found) < 4:
        return [match for match in found if match.clause == index]
    return found[bisect_left(found, index, key=_CLAUSE) : bisect_right(found, index, key=_CLAUSE)]
