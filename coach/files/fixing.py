"""Fixes: suggestions carried out in the files that the replies came from.

What a person must have read first, the playbook's words and blanks, is never written. A file is left as it was when
anything about it is in doubt: it does not survive decoding, its encoding lacks a character, it has changed in between,
it lies outside the folder that was named, or what is read from the new content is not what was meant.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.errors import ReadError, WriteError
from coach.files.checked import Checked
from coach.files.difference import difference
from coach.files.edits import edited, fits
from coach.files.inputs import read_source
from coach.files.readers import quoting, reader_for
from coach.files.records import STANDARD_INPUT, Origin, Record, Slot, Unreadable
from coach.files.writers import marked_sheet
from coach.files.writers.spliced_text import Change, Spliced, spliced

if TYPE_CHECKING:
    from coach.core.model.finding import Applicability, Suggestion
    from coach.files.readers import Quoted
    from coach.files.source import Source

Part = Checked | Unreadable
Check = Callable[[Iterable[Record | Unreadable]], Iterable[Part]]


class Fixed(NamedTuple):
    """What came of one input.

    Attributes:
        parts: what is reported: what remains after a fix, or what is there when nothing was written.
        fixes: how many suggestions were carried out, or would be.
        content: the input with them; None when nothing changes.
        diff: the lines of a unified diff.
    """

    parts: Sequence[Part]
    fixes: int = 0
    content: bytes | None = None
    diff: Sequence[str] = ()


class Fixer:
    """Fixes inputs one by one.

    Args:
        check: how records are checked.
        applicability: ``safe`` takes only suggestions of that kind, ``review`` those as well.
        writes: whether files are written, or only what would change is told.
        check_anew: told which records are about to be checked a second time, changed.
    """

    def __init__(
        self,
        check: Check,
        applicability: Applicability,
        *,
        writes: bool,
        check_anew: Callable[[Iterable[Checked]], None] = lambda _: None,
    ) -> None:
        self._check = check
        self._check_anew = check_anew
        self._applicability = applicability
        self._writes = writes

    def fix(self, source: Source) -> Fixed:
        """Fix one input: a file where it stands; standard input only in `Fixed.content`."""
        try:
            held = source.holding(source.read())
            held.options = held.options._replace(reader=reader_for(held))
        except ReadError:
            return Fixed(list(self._check(read_source(source))))
        read = list(read_source(held))
        parts = list(self._check(read))
        changes = [change for part in parts if (change := self._change(part)) is not None]
        is_sheet = held.options.reader == marked_sheet.READER
        if not changes and not is_sheet:
            return Fixed(parts)
        try:
            _must_be_writable(held, read)
            if is_sheet:
                return self._copy_out(held, parts, changes)
            return self._carry_out(held, [one for one in read if isinstance(one, Record)], parts, changes)
        except (ReadError, WriteError) as error:
            return Fixed([*parts, Unreadable(Origin(error.path, error.locator), error.message)])

    def fix_text(self, record: Record) -> tuple[str, Fixed]:
        """The text of a record that stands in no file, fixed, and what came of it."""
        record = record._replace(slot=Slot((0, len(record.text)), record.text))
        parts = list(self._check([record]))
        change = self._change(parts[0])
        if change is None:
            return record.text, Fixed(parts)
        diff = list(difference("--text", record.text, change.text))
        if self._writes:
            self._check_anew(_checked(parts))
            parts = list(self._check([record._replace(text=change.text)]))
        return change.text, Fixed(parts, len(change.applied), diff=diff)

    def _change(self, part: Part) -> Change | None:
        """What a fix makes of one record; None when it stays as it is."""
        if isinstance(part, Unreadable) or part.record.slot is None or part.record.conversation is not None:
            return None
        record, slot = part.record, part.record.slot

        def wanted(suggestion: Suggestion) -> bool:
            return not suggestion.from_playbook and fits(slot, record.text, suggestion)

        rewritten = part.turns[0].result.rewrite(self._applicability, wanted)
        if not rewritten.applied:
            return None
        value = edited(slot, record.text, rewritten.applied)
        return Change(record, slot.place, value, rewritten.text, rewritten.applied)

    def _carry_out(
        self, held: Source, before: Sequence[Record], parts: Sequence[Part], changes: Sequence[Change]
    ) -> Fixed:
        quoted = quoting(held.options.reader or "")
        if quoted is None:
            return Fixed(parts)
        new, records = _spliced_as_meant(held, before, changes, quoted)
        diff = list(difference(held.path, new.before, new.after))
        fixes = _fixes(new.changes)
        if not fixes:
            return Fixed(parts)
        if self._writes:
            _write(held, new.content)
            self._check_anew(_checked(parts))
            parts = list(self._check(records))
        return Fixed(parts, fixes, new.content, diff)

    def _copy_out(self, held: Source, parts: Sequence[Part], changes: Sequence[Change]) -> Fixed:
        """What is fixed and found in a spreadsheet, in a copy beside it."""
        checked = _checked(parts)
        is_marked = any(turn.result.findings for part in checked for turn in part.turns)
        if not is_marked or held.path == STANDARD_INPUT:
            return Fixed(parts)
        diff = [line for change in changes for line in _cell_difference(change)]
        if self._writes:
            _must_be_as_read(held)
            changed = {id(change.record) for change in changes}
            self._check_anew([one for one in checked if id(one.record) in changed])
            parts = marked_sheet.write_copy(held, checked, changes, self._recheck)
        return Fixed(parts, _fixes(changes), diff=diff)

    def _recheck(self, record: Record) -> Checked:
        [part] = self._check([record])
        assert isinstance(part, Checked)
        return part


def _checked(parts: Sequence[Part]) -> list[Checked]:
    return [part for part in parts if isinstance(part, Checked)]


def _fixes(changes: Sequence[Change]) -> int:
    return sum(len(change.applied) for change in changes)


def _cell_difference(change: Change) -> Iterator[str]:
    return difference(change.record.origin.place, change.record.text, change.text)


def _must_be_writable(source: Source, parts: Sequence[Record | Unreadable]) -> None:
    """WriteError when a part of it is not right, or a link leads out of the folder that was named."""
    if any(isinstance(part, Unreadable) for part in parts):
        raise WriteError("文件里有读不懂的地方，先改好那里，再来自动改写；现在没有改动", source.path)
    if source.folder is not None and not Path(source.path).resolve().is_relative_to(Path(source.folder).resolve()):
        raise WriteError("这是通到文件夹外面的链接，不跟过去改；要改，请直接写出那个文件", source.path)


def _spliced_as_meant(
    held: Source, before: Sequence[Record], changes: Sequence[Change], quoted: Quoted
) -> tuple[Spliced, list[Record]]:
    """The new file and its records; a change that does not read as it was meant is left out.

    Raises:
        WriteError: the new file does not read as the old records with their changes.
    """
    new = spliced(held, changes, quoted)
    after = list(read_source(held.holding(new.content)))
    meant = _meant(before, new)
    found = [_gist(record) if isinstance(record, Record) else None for record in after]
    if found == meant:
        return new, [record for record in after if isinstance(record, Record)]
    if len(found) == len(meant):
        wrong = {id(old) for old, one, other in zip(before, meant, found, strict=True) if one != other}
        fewer = [change for change in new.changes if id(change.record) not in wrong]
        if len(fewer) < len(new.changes):
            return _spliced_as_meant(held, before, fewer, quoted)
    raise WriteError("改好以后读出来和想改的不一样，所以没有改动", held.path)


def _meant(before: Sequence[Record], new: Spliced) -> list[Record]:
    texts = {id(change.record): change.text for change in new.changes}
    return [_gist(record._replace(text=texts.get(id(record), record.text))) for record in before]


def _gist(record: Record) -> Record:
    return record._replace(origin=Origin(None), slot=None)


def _must_be_as_read(source: Source) -> None:
    """WriteError when the file holds something else by now."""
    try:
        now = Path(source.path).read_bytes()
    except OSError as error:
        raise WriteError(f"写不了这个文件：{error.strerror}", source.path) from None
    if now != source.read():
        raise WriteError("读过以后文件又变了，所以没有改动，请再运行一次", source.path)


def _write(source: Source, content: bytes) -> None:
    """Put `content` into the file, which must still hold what was read; WriteError otherwise."""
    if source.path == STANDARD_INPUT:
        return
    from coach.files.atomic import atomic

    path = Path(source.path)
    _must_be_as_read(source)
    if not os.access(path, os.W_OK):
        raise WriteError("文件是只读的，所以没有改动", source.path)
    with atomic(path, binary=True) as stream:
        stream.write(content)
