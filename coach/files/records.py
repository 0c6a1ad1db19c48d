"""Records: what a reader hands on, and what it could not read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from coach.core.model.conversation import Conversation


STANDARD_INPUT: Final = "-"


class Origin(NamedTuple):
    """Where a record comes from.

    Attributes:
        path: the file as named; ``-`` for standard input, None for text given directly.
        locator: the place in it, like ``line 3``; None when the whole input is the record.
    """

    path: str | None
    locator: str | None = None

    @property
    def place(self) -> str:
        """Both as one, the way editors jump to it: ``replies.txt:3``."""
        return ":".join(part for part in (self.path, (self.locator or "").removeprefix("line ")) if part)


class Record(NamedTuple):
    """One reply with what the customer wrote before, or one conversation."""

    origin: Origin
    text: str
    context: tuple[str, ...] = ()
    id: Any = None
    conversation: Conversation | None = None

    @property
    def is_outgoing(self) -> bool:
        """Whether it is a reply about to be sent; files are libraries."""
        return self.origin.path in (None, STANDARD_INPUT)


class Unreadable(NamedTuple):
    """A part of an input that is not right; the sentence does not name the place again."""

    origin: Origin
    message: str
