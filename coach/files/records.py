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
        locator: the place in it, like ``line 3``, ``row 3``, ``促销!row 3`` or ``$.macros[2].content``; None when the
            whole input is the record.
        line: the line of the file where the record begins, 1-based; 0 where lines mean nothing (spreadsheets).
    """

    path: str | None
    locator: str | None = None
    line: int = 0

    @property
    def is_file(self) -> bool:
        """Whether there is a file of that path."""
        return self.path not in (None, "", STANDARD_INPUT)

    @property
    def place(self) -> str:
        """Both as one, the way editors jump to it: ``replies.txt:3``."""
        return ":".join(part for part in (self.path, (self.locator or "").removeprefix("line ")) if part)


class Slot(NamedTuple):
    """Where a record's text stands in its file, for writing it back.

    Attributes:
        place: what the writer of the format needs to find it: ``(start, end)`` in code points of the decoded file, or
            ``(sheet, row, column)``.
        value: the whole value that stands there, unquoted and with its markup.
        offsets: for each character of the text, and for its end, the offset in `value`; None when the text is `value`.
    """

    place: Any
    value: str
    offsets: tuple[int, ...] | None = None


class Record(NamedTuple):
    """One reply with what the customer wrote before, or one conversation.

    Attributes:
        text: what is checked; empty for a conversation.
        context: what the customer wrote before, oldest first.
        id: what the file calls it.
        title: what people call it: title, shortcut, heading.
        group: the folder, category or group it stands in.
        slot: where it can be written back; None where it cannot.
        ignored: markers in the file that are for it: (rule, guideline or pack; reason), see `coach.files.markers`.
    """

    origin: Origin
    text: str
    context: tuple[str, ...] = ()
    id: Any = None
    conversation: Conversation | None = None
    title: str = ""
    group: str = ""
    slot: Slot | None = None
    ignored: tuple[tuple[str, str], ...] = ()

    @property
    def is_outgoing(self) -> bool:
        """Whether it is a reply about to be sent; files are libraries."""
        return self.origin.path in (None, STANDARD_INPUT)


class Unreadable(NamedTuple):
    """A part of an input that is not right; the sentence does not name the place again.

    Attributes:
        passed_over: whether nothing is wrong with it: a file met in a folder that holds no replies.
    """

    origin: Origin
    message: str
    passed_over: bool = False
