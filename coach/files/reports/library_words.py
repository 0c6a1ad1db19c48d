"""What the reports about a library say in words: what a response is called, and how two of them differ."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from coach.core.language.folding import fold_word
from coach.files.reports.finding_words import file_name, identifier, published
from coach.files.reports.plain_text import cropped, visible

if TYPE_CHECKING:
    from coach.files.library import Response
    from coach.files.library_variables import Doubt

_PIECES: Final = 3
_PIECE_COLUMNS: Final = 24
_COMPARED: Final = 600
_NAME_COLUMNS: Final = 60


def place(one: Response) -> str:
    """Where it stands, as editors jump to it; the message too in a conversation."""
    origin = one.origin._replace(path=file_name(one.origin))
    return visible(origin.place) + (f" 第 {one.message} 条消息" if one.message else "")


def name(one: Response) -> str:
    """Its id and title; empty when it has neither."""
    called = [identifier(one.id)] if one.id not in (None, "") else []
    called += [published(one.title, _NAME_COLUMNS)] if one.title else []
    return " ".join(dict.fromkeys(called))


def difference(first: Response, other: Response) -> str:
    """How `other` differs from `first`, in a few words."""
    if first.content == other.content:
        return "一字不差"
    if first.text == other.text:
        return "只差号码或邮箱"
    if fold_word(first.text) == fold_word(other.text):
        return "只差繁简、大小写或全半角"
    return _changes(first.text[:_COMPARED], other.text[:_COMPARED])


def _changes(first: str, other: str) -> str:
    codes = SequenceMatcher(None, first, other, autojunk=False).get_opcodes()
    said = [_change(first[a:b], other[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
    more = f"，等 {len(said)} 处" if len(said) > _PIECES else ""
    return "，".join(said[:_PIECES]) + more if said else "后面不一样"


def _change(before: str, after: str) -> str:
    old, new = (f"“{cropped(one, _PIECE_COLUMNS)}”" for one in (before, after))
    if not before:
        return f"多了{new}"
    return f"{old}换成{new}" if after else f"少了{old}"


def doubt(one: Doubt) -> str:
    """What is wrong with a placeholder, and what may have been meant."""
    if one.problem == "unclosed":
        return "括号没有配对"
    if one.problem == "misspelt":
        return f"没有这个变量，是不是“{one.nearest}”？"
    return "没有平台或规则包认识它；确实有的话，写进规则包的 placeholders"
