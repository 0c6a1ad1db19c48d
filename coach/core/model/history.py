"""What came before a turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

BRIEF: Final = 4
"""A message of so few characters (在吗, ？) does not stand alone: the one before it was not answered yet either."""


class History(NamedTuple):
    """What came before a turn, and what it is a turn of.

    Attributes:
        customer: what the customer wrote before, oldest first.
        last_go: how many of these messages, counted from the end, are what the turn answers.
        earlier: the agent's earlier turns, oldest first; None when only the customer's words are known.
        is_last: whether the turn is the conversation's last of the agent's.
    """

    customer: tuple[str, ...] = ()
    last_go: int = 0
    earlier: tuple[str, ...] | None = None
    is_last: bool = False


def history(messages: Sequence[str]) -> History:
    """The history of which only the customer's messages are known, oldest first."""
    last_go = 0
    for message in reversed(messages):
        last_go += 1
        if len(message.strip()) > BRIEF:
            break
    return History(tuple(messages), last_go)
