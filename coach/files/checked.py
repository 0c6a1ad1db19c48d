"""What came of one record: its turns with their results, and the findings that were not reported, with why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from coach.core.model.conversation import Turn
    from coach.core.model.finding import Finding
    from coach.core.model.result import Result
    from coach.files.records import Record

SuppressedBy = Literal["allowlist", "baseline", "marker"]


class Suppressed(NamedTuple):
    """A finding that is not reported.

    Attributes:
        by: an entry of the allowlist, the baseline, or a marker in the file.
        why: the reason that was given; empty when none was.
    """

    finding: Finding
    by: SuppressedBy
    why: str = ""


class CheckedTurn(NamedTuple):
    """One turn of a record.

    Attributes:
        turn: the turn of a conversation; None for a reply by itself.
        result: what is reported.
        suppressed: what is not.
    """

    turn: Turn | None
    result: Result
    suppressed: tuple[Suppressed, ...] = ()


class Checked(NamedTuple):
    """One record, checked."""

    record: Record
    turns: Sequence[CheckedTurn]
