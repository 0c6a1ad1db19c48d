"""A chat as the coach sees it: messages, and the turns they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Literal

Speaker = Literal["agent", "customer"]


@dataclass(frozen=True, slots=True)
class Message:
    """One sent text."""

    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Turn:
    """One side's uninterrupted go.

    Attributes:
        first_message: index of its first message in the conversation.
        text: its messages joined by a line feed.
        context: what the customer wrote before it, oldest first.
        starts: where each of its messages starts in `text`, in code points.
    """

    speaker: Speaker
    first_message: int
    text: str
    context: tuple[str, ...]
    starts: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A whole chat, oldest message first."""

    messages: tuple[Message, ...]

    def turns(self) -> list[Turn]:
        """The turns in order, both sides'."""
        turns = []
        customer: list[str] = []
        for speaker, group in groupby(enumerate(self.messages), key=lambda item: item[1].speaker):
            members = list(group)
            texts = [message.text for _, message in members]
            starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
            turns.append(Turn(speaker, members[0][0], "\n".join(texts), tuple(customer), tuple(starts)))
            if speaker == "customer":
                customer.extend(texts)
        return turns


def conversation(pairs: Sequence[tuple[Speaker, str]]) -> Conversation:
    """A conversation from (speaker, text) pairs."""
    return Conversation(tuple(Message(speaker, text) for speaker, text in pairs))
