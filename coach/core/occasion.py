"""When a rule is looked at at all: after what the customer wrote, on which turn, how long a one, before sending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.reading import Reading

SIGNALS: Final = ("context", "last-message")
CONVERSATION_KINDS: Final = ("repeat",)
"""Kinds of check that compare a turn with the agent's earlier ones."""
ASKING: Final = "?？"
"""Written for a pattern in `SIGNALS`: the message ends in a question mark."""
_ASKING_NUMBER: Final = -1
"""Its place among the matchers."""


@dataclass(frozen=True)
class Occasion:
    """What must be so before a rule is looked at; what is empty asks for nothing.

    Attributes:
        context: matchers, one of which must stand in something that the customer wrote before.
        last_message: the same for what the turn answers.
        customer_gave: of what `coach.core.language.identifiers.held` knows, one must have been sent before.
        turns: ``first`` or ``last``: only that turn of the agent's.
        outgoing: only replies about to be sent, not those of a library.
        at_most: only turns of up to so many characters, folded.
    """

    context: tuple[int, ...] = ()
    last_message: tuple[int, ...] = ()
    customer_gave: tuple[str, ...] = ()
    turns: str = ""
    outgoing: bool = False
    at_most: int = 0

    @staticmethod
    def compile(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from a rule file; what is not said is left out."""
        fields: dict[str, Any] = {
            key.replace("-", "_"): [
                _ASKING_NUMBER if item in ASKING else compiler.matcher(item, (key, index))
                for index, item in enumerate(source.get(key) or ())
            ]
            for key in SIGNALS
        }
        fields |= {
            "customer_gave": source.get("customer-gave"),
            "turns": source.get("turns"),
            "outgoing": source.get("outgoing") == "true",
            "at_most": source.get("at-most"),
        }
        return {key: value for key, value in fields.items() if value}

    @staticmethod
    def of(data: Mapping[str, Any]) -> Occasion:
        """The occasion of compiled `data`."""
        fields: Mapping[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in data.items()}
        return Occasion(**fields)

    @property
    def needs_history(self) -> bool:
        """Whether it asks for anything that came before the turn."""
        return self.needs_customer or bool(self.turns)

    @property
    def needs_customer(self) -> bool:
        """Whether nothing can be said without the customer's messages."""
        return bool(self.context or self.last_message or self.customer_gave)

    def is_given(self, reading: Reading) -> bool:
        """Whether the rule is looked at for `reading`."""
        if self.outgoing and not reading.outgoing:
            return False
        if self.at_most and len(reading.turn.folded) > self.at_most:
            return False
        if self.turns and not self._is_turn(reading):
            return False
        return not self.needs_customer or self.said_by_customer(reading) is not None

    def _is_turn(self, reading: Reading) -> bool:
        history = reading.history
        if history.earlier is None:
            return False
        return not history.earlier if self.turns == "first" else history.is_last

    def said_by_customer(self, reading: Reading) -> Reading | None:
        """The newest message of the customer's that calls the rule up; None when one that it needs is missing."""
        messages: list[Reading] = list(reading.customer)
        called: Reading | None = None
        if self.customer_gave:
            called = next(filter(self._gives, reversed(messages)), None)
            if called is None:
                return None
        if self.context:
            called = _newest(messages, self.context)
            if called is None:
                return None
        return _newest(reading.customer.last_go, self.last_message) if self.last_message else called

    def _gives(self, message: Reading) -> bool:
        from coach.core.language.folding import fold
        from coach.core.language.identifiers import held

        folded = f"{message.turn.folded}\n{fold(message.turn.text).text}"  # with placeholders hidden, and as written
        return not held(folded).isdisjoint(self.customer_gave)


def _newest(messages: list[Reading], matchers: tuple[int, ...]) -> Reading | None:
    """The last of `messages` in which one of `matchers` has a place."""
    for message in reversed(messages):
        for matcher in matchers:
            if message.is_asking if matcher == _ASKING_NUMBER else message.find(matcher):
                return message
    return None
