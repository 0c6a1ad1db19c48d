"""What a refusal refuses: said in its own clause, by a bare one's neighbour, or by the customer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from coach.core.matching import in_clause
from coach.core.refusal import overlaps

if TYPE_CHECKING:
    from coach.core.reading import Reading
    from coach.core.refusal import Refusal

SHORT_ASK: Final = 12
"""A customer's message of so many characters asks for what it names, question or not."""


class Asked:
    """What is refused: said in the refusal's clause; by a bare one's neighbour; or by the customer."""

    def __init__(self, refusal: Refusal, things: Sequence[Mapping[str, Any]]) -> None:
        self.refusal, self.things = refusal, things
        self.reading = refusal.reading

    def thing(self) -> Mapping[str, Any] | None:
        """The thing; a broad one (改) gives way to what neighbour or customer name (the address)."""
        own = self._in_clause(self.things, self.refusal.match.clause)
        if own is not None and not own["broad"]:
            return own
        if not self.refusal.is_bare(self.reading.find(own["about"]) if own is not None else ()):
            return None
        narrow = [thing for thing in self.things if not thing["broad"]]
        found = self._led_by(narrow) or self._named(narrow if own else self.things)
        return found or (own if own is not None and self._may_be_meant(own) else None)

    def _in_clause(self, things: Sequence[Mapping[str, Any]], clause: int) -> Mapping[str, Any] | None:
        return next((thing for thing in things if in_clause(self.reading.find(thing["about"]), clause)), None)

    def _led_by(self, things: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
        """What the clause before names, unless it offers something."""
        before = self.refusal.first - 1
        if before < 0 or in_clause(self.refusal.places("help"), before):
            return None
        found = self._in_clause(things, before)
        if found is not None and not in_clause(self.refusal.places("reason"), before):
            self.refusal.take_in_lead()
        return found

    def _named(self, things: Sequence[Mapping[str, Any]]) -> Mapping[str, Any] | None:
        """The one thing that the customer's last words ask for; nobody knows which of several is meant."""
        question = self.refusal.wordings["question"]
        for message in reversed(self.reading.customer.last_go):
            if _is_short(message) or "?" in message.turn.folded or message.find(question):
                named = [(thing, message.find(thing["about"])) for thing in things]
                named = [(thing, places) for thing, places in named if places]
                if named:
                    first = named[0][1]
                    return named[0][0] if all(overlaps(one[1][0], first) for one in named) else None
        return None

    def _may_be_meant(self, broad: Mapping[str, Any]) -> bool:
        """Whether the customer's words are not known, name it too, or are a short remark that asks for nothing else."""
        question = self.refusal.wordings["question"]
        return all(
            message.find(broad["about"]) or (_is_short(message) and not message.find(question))
            for message in self.reading.customer.last_go
        )


def _is_short(message: Reading) -> bool:
    """Order numbers and variables that it holds ask for nothing."""
    return sum(map(str.isalpha, message.turn.folded)) <= SHORT_ASK
