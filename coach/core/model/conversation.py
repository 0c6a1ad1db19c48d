"""A chat as the coach sees it: messages, and the turns they make up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from typing import Final, Literal, get_args

from coach.core.model.history import History

Speaker = Literal["agent", "customer"]
SPEAKERS: Final[tuple[Speaker, ...]] = get_args(Speaker)


@dataclass(frozen=True, slots=True)
class Message:
    """One sent text.

    Raises:
        ValueError: nobody of that name speaks in a chat.
        TypeError: the text is none.
    """

    speaker: Speaker
    text: str

    def __post_init__(self) -> None:
        if self.speaker not in SPEAKERS:
            raise ValueError(f"speaker 要写 'agent' 或 'customer'，不能是 {self.speaker!r}")
        if not isinstance(self.text, str):
            raise TypeError(f"一条消息的 text 要是文字（str），不能是 {type(self.text).__name__}")


@dataclass(frozen=True, slots=True)
class Turn:
    """One side's uninterrupted go.

    Attributes:
        first_message: index of its first message in the conversation.
        text: its messages joined by a line feed.
        history: what came before it.
        starts: where each of its messages starts in `text`, in code points.
    """

    speaker: Speaker
    first_message: int
    text: str
    history: History
    starts: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True)
class Conversation:
    """A whole chat, oldest message first; `messages` may be given as any iterable.

    Raises:
        TypeError: something in it is no `Message`.
    """

    messages: tuple[Message, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "messages", tuple(self.messages))
        wrong = next((one for one in self.messages if not isinstance(one, Message)), None)
        if wrong is not None:
            raise TypeError(f"Conversation 里要放 Message(speaker, text)，不能是 {type(wrong).__name__}")

    def turns(self) -> list[Turn]:
        """The turns in order, both sides'."""
        groups = [(speaker, list(group)) for speaker, group in groupby(enumerate(self.messages), key=_speaker)]
        last = max((place for place, (speaker, _) in enumerate(groups) if speaker == "agent"), default=-1)
        turns: list[Turn] = []
        said: dict[Speaker, list[str]] = {"agent": [], "customer": []}
        last_go = 0
        for place, (speaker, members) in enumerate(groups):
            texts = [message.text for _, message in members]
            starts = accumulate((len(text) + 1 for text in texts[:-1]), initial=0)
            past = History(tuple(said["customer"]), last_go, tuple(said["agent"]), place == last)
            turns.append(Turn(speaker, members[0][0], "\n".join(texts), past, tuple(starts)))
            said[speaker] += texts if speaker == "customer" else ["\n".join(texts)]
            last_go = len(texts) if speaker == "customer" else 0
        return turns


def _speaker(numbered: tuple[int, Message]) -> Speaker:
    return numbered[1].speaker


def conversation(pairs: Sequence[tuple[Speaker, str]]) -> Conversation:
    """A conversation from (speaker, text) pairs."""
    return Conversation(tuple(Message(speaker, text) for speaker, text in pairs))
