"""Text formats: new values spliced in where the old ones stand, in the file's own encoding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from coach.errors import WriteError
from coach.files.decoding import Decoded, decoded

if TYPE_CHECKING:
    from coach.core.model.finding import Suggestion
    from coach.files.readers import Quoted
    from coach.files.records import Origin, Record
    from coach.files.source import Source


class Change(NamedTuple):
    """A record whose value is to be another.

    Attributes:
        record: as it was read.
        place: its slot's.
        value: what shall stand there.
        text: what will then be read.
        applied: the suggestions that this carries out.
    """

    record: Record
    place: Any
    value: str
    text: str
    applied: tuple[Suggestion, ...]


class Spliced(NamedTuple):
    """A file with new values in it.

    Attributes:
        before: its text as it was.
        after: its text with the new values.
        content: that as the file holds it.
        changes: those that were carried out; what the format cannot hold was left out.
    """

    before: str
    after: str
    content: bytes
    changes: Sequence[Change]


def spliced(source: Source, changes: Sequence[Change], quoted: Quoted) -> Spliced:
    """The source with the values of `changes` in their places, all else as it is.

    Args:
        quoted: how the format writes a value.

    Raises:
        WriteError: the file would not stay the same around them, or its encoding lacks a character.
        ReadError: as for `Source.read`.
    """
    content = source.read()
    file = decoded(content, source.path, source.options.encoding, guess=True)
    if not _comes_back(file, content):
        raise WriteError(f"按 {file.encoding} 读出来再存回去，内容会和原来不一样，所以没有改动", source.path)
    done: list[Change] = []
    after = "".join(_parts(file, changes, quoted, done))
    return Spliced(file.text, after, file.encode(after), done)


def _parts(file: Decoded, changes: Sequence[Change], quoted: Quoted, done: list[Change]) -> Iterator[str]:
    """The new text in parts; what was carried out is added to `done`."""
    reached = 0
    for change in sorted(changes, key=lambda one: one.place):
        start, end = change.place
        raw = _quoted(change, file.text[start:end], quoted)
        if raw is None or start < reached:
            continue
        _must_fit(raw, file.encoding, change.record.origin)
        done.append(change)
        yield file.text[reached:start]
        yield raw
        reached = end
    yield file.text[reached:]


def _comes_back(file: Decoded, content: bytes) -> bool:
    try:
        return file.encode(file.text) == content
    except UnicodeEncodeError:
        return False


def _quoted(change: Change, written: str, quoted: Quoted) -> str | None:
    """What shall stand there; None when the format cannot hold it, or would write the unchanged part anew as well."""
    slot = change.record.slot
    try:
        if slot is not None and quoted(slot.value, written) != written:
            return None
        return quoted(change.value, written)
    except ValueError:
        return None


def _must_fit(raw: str, encoding: str, origin: Origin) -> None:
    try:
        raw.encode(encoding)
    except UnicodeEncodeError as error:
        lacking, place = raw[error.start], origin.path or ""
        message = f"{encoding} 编码里没有“{lacking}”这个字，所以没有改动；另存为 UTF-8 再改就可以了"
        raise WriteError(message, place, origin.locator) from None
