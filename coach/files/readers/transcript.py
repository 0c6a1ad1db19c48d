"""Chat transcripts: lines that begin with who speaks, such as 客服：… and 客户：….

Conversations are set apart by lines of ``===`` where there are any, else by blank lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from coach.core.model.conversation import Conversation, Message, Speaker
from coach.files.decoding import decoded, encoding_of
from coach.files.readers.text_file import Line, lines_of
from coach.files.records import Origin, Record, Unreadable
from coach.files.source import Source

_SPEAKERS: Final[dict[str, Speaker | None]] = {
    **dict.fromkeys(("客服", "坐席", "商家", "卖家", "agent"), "agent"),
    **dict.fromkeys(("客户", "用户", "顾客", "买家", "访客", "customer"), "customer"),
    **dict.fromkeys(("系统", "机器人", "system", "bot"), None),
}
"""Who speaks; what is said by nobody in the chat is passed over."""
_GAP: Final = r"[ \t]{0,8}"
_TIME: Final = (
    r"[\[(（【]?(?:\d{2,4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?[ T]?)?[ \t]{0,8}"
    r"(?:\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)[\])）】]?"
)
_NAME: Final = (
    r"[ \t]{1,8}[^\s:：，。！？,.!?]{1,16}|[ \t]{0,8}[(（【\[][^()（）【】\[\]]{1,20}[)）】\]]"
    r"|[-_#]?[a-z0-9]{1,12}|小[\u4e00-\u9fff]{1,2}"
)
_LABELLED: Final = re.compile(
    rf"{_GAP}(?:[-*>] {_GAP})?(?:{_TIME}{_GAP})?(?:\*\*)?(?P<role>{'|'.join(_SPEAKERS)})"
    rf"(?:{_NAME})?{_GAP}(?:{_TIME})?{_GAP}(?:\*\*)?{_GAP}[:：](?:\*\*)?{_GAP}(?P<said>.*)",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(r"[ \t]{0,8}(?:={3,}|-{3,}|—{3,}|\*{3,}|─{3,})[ \t]*")
_SHARE: Final = 0.2
"""In a transcript so large a share of the lines says who speaks; the others go on with what was said."""
_TITLE_LENGTH: Final = 24
"""A line of at most so many characters before the first message is the conversation's name."""


def is_transcript(source: Source) -> bool:
    """Whether both sides speak in the first lines, and enough of these say who does. ReadError as for `Source.open`."""
    head = source.head()
    encoding, mark = encoding_of(head, source.options.encoding) or ("utf-8", b"")
    try:
        text = head[len(mark) :].decode(encoding, "ignore")
    except (LookupError, UnicodeError):  # no encoding of text; reading it will say so
        return False
    lines = [line for _, _, line in lines_of(text) if line.strip()]
    speakers = [_SPEAKERS[found["role"].lower()] for found in map(_LABELLED.fullmatch, lines) if found]
    return {"agent", "customer"} <= set(speakers) and len(speakers) >= _SHARE * len(lines)


def read(source: Source) -> Iterator[Record | Unreadable]:
    """The conversations of a transcript.

    Raises:
        ReadError: it is not in the encoding that the options name, or not in UTF-8; or nobody speaks in it.
    """
    lines = list(lines_of(decoded(source.read(), source.path, source.options.encoding).text))
    pending: list[Line] = []
    for block in _joined(_blocks(lines)):
        if any(_LABELLED.fullmatch(line) for _, _, line in block):
            yield _record([*pending, *block], source.path)
            pending = []
        else:
            pending = block
    if pending:
        yield Unreadable(_origin(source.path, pending[0][0]), "看不出这一段是谁说的：要用“客服：”“客户：”这样的字开头")


def _blocks(lines: list[Line]) -> list[list[Line]]:
    """The lines of each conversation, blank ones left out."""
    ruled = any(_SEPARATOR.fullmatch(line) for _, _, line in lines)

    def ends(line: Line) -> bool:
        return bool(_SEPARATOR.fullmatch(line[2])) if ruled else not line[2].strip()

    blocks = [[line for line in block if line[2].strip()] for end, block in groupby(lines, key=ends) if not end]
    blocks = [block for block in blocks if block]
    spaced = not ruled and all(len(block) == 1 for block in blocks)
    return [[line for block in blocks for line in block]] if spaced and blocks else blocks


def _joined(blocks: list[list[Line]]) -> list[list[Line]]:
    """The blocks, those that go on with a message after a blank line put to the one before."""
    joined: list[list[Line]] = []
    for block in blocks:
        if joined and not _begins(block) and any(map(_LABELLED.fullmatch, (line for _, _, line in joined[-1]))):
            joined[-1] += block
        else:
            joined.append(block)
    return joined


def _begins(block: list[Line]) -> bool:
    """Whether a conversation begins here: with a message, or with its name."""
    first = block[0][2].strip()
    is_title = len(block) > 1 and bool(_LABELLED.fullmatch(block[1][2])) and len(first) <= _TITLE_LENGTH
    return bool(_LABELLED.fullmatch(first)) or first.startswith("#") or (is_title and first[-1] not in "。！？!?~～")


def _record(block: list[Line], path: str) -> Record:
    messages: list[tuple[Speaker | None, list[str]]] = []
    title, number = "", 0
    for at, _, line in block:
        found = _LABELLED.fullmatch(line)
        if found:
            number = number or at
            messages.append((_SPEAKERS[found["role"].lower()], [found["said"].strip()]))
        elif messages:
            messages[-1][1].append(line.strip())
        else:
            title = line.strip().lstrip("#").strip()
    talk = [Message(speaker, "\n".join(filter(None, said))) for speaker, said in messages if speaker is not None]
    return Record(_origin(path, number), "", conversation=Conversation(tuple(talk)), title=title)


def _origin(path: str, number: int) -> Origin:
    return Origin(path, f"line {number}", number)
