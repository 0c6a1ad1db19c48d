"""From records to what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from coach.files.checked import Checked, CheckedTurn
from coach.files.records import Unreadable

if TYPE_CHECKING:
    from coach.files.loading import Coach
    from coach.files.records import Record


def check_records(
    coach: Coach, records: Iterable[Record | Unreadable], context: tuple[str, ...] = ()
) -> Iterator[Checked | Unreadable]:
    """Each record, checked; what could not be read is handed on.

    Args:
        context: what the customer wrote before every reply that brings none of its own.
    """
    for record in records:
        yield record if isinstance(record, Unreadable) else check_record(coach, record, context)


def check_record(coach: Coach, record: Record, context: tuple[str, ...] = ()) -> Checked:
    """One record, checked."""
    if record.conversation is not None:
        turns = coach.check_conversation(record.conversation)
        return Checked(record, [CheckedTurn(turn, result) for turn, result in turns])
    result = coach.check(record.text, record.context or context, outgoing=record.is_outgoing)
    return Checked(record, [CheckedTurn(None, result)])
