"""`absence`: something is there and what it needs is not; the finding sits on what is there."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coach.core.conditions import outside, resolve, silencing
from coach.core.matching import Match, in_clause

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.reading import Reading

_NAME: Final = re.compile(r"<[^<>]+>")


@dataclass(frozen=True)
class Absence:
    """Finds triggers that go without.

    Attributes:
        when: matcher of the trigger; None when the trigger is what the customer wrote (the rule's `context`).
        need: ``{"is": matcher, "unless": conditions}``; any one suffices.
        look: where the need counts: ``turn``, ``clause``, ``other-clauses``, ``before`` or ``after``.
        merged: `need` as it is looked for: plain patterns are one, so that one look answers for them.
    """

    when: int | None
    need: Sequence[dict[str, Any]]
    look: str = "turn"
    merged: Sequence[dict[str, Any]] = ()

    @staticmethod
    def compile(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from the `check` of a rule file."""
        when = source.get("when")
        needs = []
        for index, need in enumerate(source["need"]):
            path = ("check", "need", index)
            plain = need if isinstance(need, Mapping) else {"is": need}
            conditions = [compiler.condition(item, (*path, "unless")) for item in plain.get("unless") or ()]
            needs.append({"is": compiler.matcher(plain["is"], path, raw=True), "unless": conditions})
        return {
            "when": None if when is None else compiler.matcher(when, ("check", "when")),
            "need": needs,
            "look": source.get("look") or "turn",
            "merged": _merged(compiler, source["need"], needs),
        }

    def triggers(self) -> list[int]:
        """The trigger, if it is in the turn."""
        return [] if self.when is None else [self.when]

    def find(self, reading: Reading) -> list[Match]:
        """Triggers without a need; the first clause past courtesy stands in for the customer's words."""
        triggers = [_first_clause(reading)] if self.when is None else reading.find(self.when)
        needs: dict[int, list[Match]] = {}
        wanted = self.merged or self.need
        return [trigger for trigger in triggers if self._first_met(reading, trigger, wanted, needs) is None]

    def met(self, reading: Reading, trigger: Match) -> int | None:
        """The index of the first need that `trigger` has; None when it goes without."""
        return self._first_met(reading, trigger, self.need, {})

    def _first_met(
        self, reading: Reading, trigger: Match, wanted: Sequence[dict[str, Any]], needs: dict[int, list[Match]]
    ) -> int | None:
        """As `met`; `needs` remembers the places of each need, past its exceptions, from trigger to trigger."""
        for index, need in enumerate(wanted):
            if index not in needs:
                needs[index] = _past_exceptions(reading, reading.find(need["is"]), need.get("unless"))
            if self._has(trigger, needs[index]):
                return index
        return None

    def _has(self, trigger: Match, found: list[Match]) -> bool:
        return bool(found) if self.when is None else _in_view(trigger, found, self.look)


def _merged(compiler: Compiler, written: Sequence[Any], needs: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """`needs` with all that are a plain pattern as one; empty when there are not two of those.

    Signals stand alone: other rules ask for the same.
    """
    plain = [isinstance(one, str) and not _NAME.fullmatch(one) for one in written]
    if sum(plain) < 2:
        return []
    patterns = [one for one, is_plain in zip(written, plain, strict=True) if is_plain]
    others = [need for need, is_plain in zip(needs, plain, strict=True) if not is_plain]
    return [*others, {"is": compiler.matcher(patterns, raw=True)}]


def _past_exceptions(reading: Reading, found: list[Match], unless: Sequence[dict[str, Any]] | None) -> list[Match]:
    if not found or not unless:
        return found
    resolved = [resolve(condition) for condition in unless]
    return [match for match in found if silencing(reading, match, resolved, ()) is None]


def _in_view(trigger: Match, found: list[Match], look: str) -> bool:
    if not found:
        return False
    if look == "before":
        return any(one.end <= trigger.start for one in found)
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
