"""`absence`: something is there and what it needs is not; the finding sits on what is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from coach.core.conditions import outside, resolve, silencing
from coach.core.matching import Match, in_clause

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.scan import Reading


@dataclass(frozen=True, slots=True)
class Absence:
    """Finds triggers that go without.

    Attributes:
        when: matcher of the trigger; None when the trigger is what the customer wrote (the rule's `context`).
        need: ``{"is": matcher, "unless": conditions}``; any one suffices.
        look: where the need counts: ``turn``, ``clause``, ``other-clauses``, ``before`` or ``after``.
    """

    when: int | None
    need: Sequence[dict[str, Any]]
    look: str = "turn"

    @staticmethod
    def compile(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from the `check` of a rule file."""
        when = source.get("when")
        needs = []
        for index, need in enumerate(source["need"]):
            path = ("check", "need", index)
            plain = need if isinstance(need, Mapping) else {"is": need}
            conditions = [compiler.condition(item, (*path, "unless")) for item in plain.get("unless") or ()]
            needs.append({"is": compiler.matcher(plain["is"], path), "unless": conditions})
        return {
            "when": None if when is None else compiler.matcher(when, ("check", "when")),
            "need": needs,
            "look": source.get("look") or "turn",
        }

    def triggers(self) -> list[int]:
        """The trigger, if it is in the turn."""
        return [] if self.when is None else [self.when]

    def find(self, reading: Reading) -> list[Match]:
        """Triggers without a need; the first clause past courtesy stands in for the customer's words."""
        triggers = [_first_clause(reading)] if self.when is None else reading.find(self.when)
        needs: dict[int, list[Match]] = {}
        return [trigger for trigger in triggers if self._first_met(reading, trigger, needs) is None]

    def met(self, reading: Reading, trigger: Match) -> int | None:
        """The index of the first need that `trigger` has; None when it goes without."""
        return self._first_met(reading, trigger, {})

    def _first_met(self, reading: Reading, trigger: Match, needs: dict[int, list[Match]]) -> int | None:
        """As `met`; `needs` remembers the places of each need, past its exceptions, from trigger to trigger."""
        for index, need in enumerate(self.need):
            if index not in needs:
                needs[index] = _past_exceptions(reading, reading.find(need["is"]), need.get("unless"))
            if self._has(trigger, needs[index]):
                return index
        return None

    def _has(self, trigger: Match, found: list[Match]) -> bool:
        return bool(found) if self.when is None else _in_view(trigger, found, self.look)


def _past_exceptions(reading: Reading, found: list[Match], unless: Sequence[dict[str, Any]] | None) -> list[Match]:
    if not found or not unless:
        return found
    resolved = [resolve(condition) for condition in unless]
    return [match for match in found if silencing(reading, match, resolved, ()) is None]


def _in_view(trigger: Match, found: list[Match], look: str) -> bool:
    if not found:
        return False
    if look == "before":
        return found[0].end <= trigger.start
    if look == "after":
        return found[-1].start >= trigger.end
    if look == "clause":
        return outside(trigger, in_clause(found, trigger.clause))
    if look == "other-clauses":
        return found[0].clause != trigger.clause or found[-1].clause != trigger.clause
    return outside(trigger, found)


def _first_clause(reading: Reading) -> Match:
    start, end = reading.core
    index = reading.turn.clause_index(start)
    clause = reading.turn.clauses[index]
    if start >= end:
        return Match(clause.start, clause.end, index, {})
    return Match(start, max(start, min(end, clause.end)), index, {})
