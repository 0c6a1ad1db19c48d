"""Spreadsheets: what is fixed and what was found, for the copy that is written beside the original."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from coach.files.checked import Checked

if TYPE_CHECKING:
    from coach.core.model.finding import Finding, Suggestion
    from coach.files.records import Record, Slot
    from coach.files.source import Source
    from coach.files.writers import xlsx_file
    from coach.files.writers.spliced_text import Change
    from coach.files.writers.xlsx_file import Note

READER: Final = "xlsx"
"""The reader of the files that are written so."""


def write_copy(
    source: Source, checked: Sequence[Checked], changes: Sequence[Change], recheck: Callable[[Record], Checked]
) -> list[Checked]:
    """Write the copy: cells changed, places highlighted, a comment in each marked cell; what remains of each record.

    Args:
        source: the spreadsheet, still as it was read.
        checked: its records.
        changes: those that are to change.
        recheck: checks a record anew.

    Raises:
        ReadError: the spreadsheet cannot be opened.
        WriteError: the copy cannot be written.
    """
    from coach.files.writers import xlsx_file

    path = Path(source.path)
    changed = {id(change.record): change for change in changes}
    remaining: list[Checked] = []
    notes: dict[tuple[str, int, int], Sequence[Note]] = {}
    for one in checked:
        change = changed.get(id(one.record))
        left = recheck(one.record._replace(text=change.text)) if change else one
        remaining.append(left)
        if one.record.slot is not None:
            notes[one.record.slot.place] = list(_notes(one, change, left))
    cells = {change.place: _change(change) for change in changes}
    xlsx_file.write(path, xlsx_file.checked_path(path), cells, {place: said for place, said in notes.items() if said})
    return remaining


def _change(change: Change) -> xlsx_file.Change:
    from coach.files.writers import xlsx_file

    assert change.record.slot is not None
    return xlsx_file.Change(change.record.slot.value, change.value)


def _notes(before: Checked, change: Change | None, left: Checked) -> Iterator[Note]:
    """What was mended in the record, and what is still to be said about it."""
    from coach.files.writers.xlsx_file import Note

    slot = before.record.slot
    assert slot is not None
    mended = _mended(before, change.applied) if change else {}
    for suggestion, finding in mended.items():
        start = suggestion.span.start + _shift(suggestion, list(mended))
        place = _place(slot, start, start + len(suggestion.replacement))
        yield Note(*place, _told(finding), f"已经改成“{suggestion.replacement}”")
    for turn in left.turns:
        for finding in turn.result.findings:
            offered = finding.suggestions[:1]
            better = offered[0].apply(turn.result.text) if offered else ""
            yield Note(*_place(slot, *finding.span), _told(finding), better)


def _mended(before: Checked, applied: Sequence[Suggestion]) -> Mapping[Suggestion, Finding]:
    findings = [finding for turn in before.turns for finding in turn.result.findings]
    return {one: finding for finding in findings for one in applied if one in finding.suggestions}


def _shift(suggestion: Suggestion, applied: Sequence[Suggestion]) -> int:
    """By how much the suggestions before it move its place."""
    earlier = [one for one in applied if one.span < suggestion.span]
    return sum(len(one.replacement) - (one.span.end - one.span.start) for one in earlier)


def _place(slot: Slot, start: int, end: int) -> tuple[int, int]:
    """Where in the value to highlight; nowhere in a value with markup of its own."""
    return (start, end) if slot.offsets is None else (0, 0)


def _told(finding: Finding) -> str:
    return f"{finding.title}：{finding.what}"
