"""Headers: which columns of a table hold the replies, and which say what each reply is called.

A header is read past case, spaces, full width, Traditional characters, marks like ``*`` and notes like （必填）.
Readers of tables hand over the first rows, so that a line of title above the header, or a table without one, is
understood too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from coach.core.language.folding import fold_word
from coach.errors import NoRepliesError

SAMPLE: Final = 50
"""So many rows that are not blank are enough to find the columns by."""
_ROWS_ABOVE: Final = 10
"""The header is looked for in so many rows."""
_SHOWN: Final = 20
"""An error lists so many headers."""

_TEXT: Final = (
    "内容 短语 话术 快捷短语 快捷话术 快捷回复 快捷语 常用语 常用话术 回复内容 回复话术 回复语 标准回复 标准话术 "
    "参考话术 推荐话术 客服话术 话术内容 短语内容 话术正文 答案 回复 答复 回答 正文 文本 消息 消息内容 文案 "
    "content body message text reply answer response bodytext messagetext replytext messagebody"
)
_ID: Final = (
    "编码 快捷编码 快捷码 编号 话术编号 短码 id code shortcut shortcode shortcutkey 快捷键 macroid externalid 序号"
)
_TITLE: Final = "标题 话术标题 短语标题 名称 话术名称 title name rawtitle 主题 subject"
_GROUP: Final = (
    "分组 分类 类别 类目 目录 文件夹 分组名称 分类名称 所属分组 所属分类 话术分组 话术分类 "
    "group category folder groupname categoryname foldername"
)
_CHANNEL: Final = "渠道 平台 channel channels"
_LANGUAGE: Final = "语言 语种 language lang locale"
_CONTEXT: Final = (
    "上文 客户问题 问题 客户消息 客户咨询 客户提问 客户说 客户原话 用户问题 用户消息 买家问题 买家消息 顾客问题 "
    "提问 问题内容 咨询内容 context question customermessage customerquestion"
)
_LEVEL: Final = re.compile(r"([一二三四五1-5])级(?:分类|分组|类目|类别|目录)$")
_LEVELS: Final = {
    figure: level for level, figures in enumerate(("一1", "二2", "三3", "四4", "五5")) for figure in figures
}
_ENDS_AS_TEXT: Final = re.compile(r"(?:话术|短语|快捷语|回复内容|答案)$")

_NOTE: Final = re.compile(r"\([^()]*\)$|\[[^\[\]]*\]$|【[^【】]*】$")
_NUMBER: Final = re.compile(r"(?<=.)[.#]?(?:\d{1,4}|[一二三四五六七八九十]{1,2})$")
_FILLING: Final = re.compile(r"[\s*_\-:\"']+")
_HAN: Final = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_SENTENCE: Final = re.compile(r"[您你，。！？；～,!?;~]|亲")


class Columns(NamedTuple):
    """Which columns hold what; columns count from 0.

    Attributes:
        text: those that hold replies, one at least.
        id: what the file calls a reply.
        title: what people call it.
        groups: the folder it stands in, broadest level first.
        context: what the customer wrote before.
        channel: where it is sent.
        language: what it is written in.
        is_headed: whether the row that was asked about is a header; False where it is a reply already.
    """

    text: list[int]
    id: int | None = None
    title: int | None = None
    groups: tuple[int, ...] = ()
    context: int | None = None
    channel: int | None = None
    language: int | None = None
    is_headed: bool = True

    @property
    def group(self) -> int | None:
        """The broadest level of the folder."""
        return self.groups[0] if self.groups else None

    def labels(self, row: Sequence[Any]) -> dict[str, Any]:
        """What the row says of its replies, as the fields ``id, title, group, context`` of a Record."""
        return {
            "id": _cell(row, self.id) or None,
            "title": _cell(row, self.title),
            "group": "/".join(filter(None, (_cell(row, column) for column in self.groups))),
            "context": tuple(filter(None, (_cell(row, self.context),))),
        }


def columns(
    header: Sequence[str], path: str, text_column: str | None = None, sample: Sequence[Sequence[str]] = ()
) -> Columns:
    """What each column of a table holds.

    Args:
        header: the cells of the first row.
        path: the file, for the error.
        text_column: the header of the columns with the replies, when the caller names it.
        sample: some rows below, to tell a column of replies by what it holds when no header says so.

    Raises:
        ReadError: no column is named so, or none can be told; lists the headers.
    """
    found = _by_header(header, text_column)
    if found is None and text_column is None:
        found = _by_content(header, sample)
    if found is None:
        raise NoRepliesError(_complaint(header, text_column), path)
    return found


def find(rows: Sequence[Sequence[str]], path: str, text_column: str | None = None) -> tuple[int, Columns]:
    """The header among the first rows of a table, and what each column holds.

    Args:
        rows: the first rows, up to `SAMPLE`; one at least.
        path: the file, for the error.
        text_column: as for `columns`.

    Returns:
        The index of the header in `rows`, and the columns; their `is_headed` is False where the replies begin right
        there, with no header above.

    Raises:
        ReadError: as for `columns`.
    """
    for index, row in enumerate(rows[:_ROWS_ABOVE]):
        if _may_be_header(rows, index) and (found := _by_header(row, text_column)):
            return index, found
    return 0, columns(rows[0], path, text_column, rows[1:])


def _may_be_header(rows: Sequence[Sequence[str]], index: int) -> bool:
    """Whether the row is neither a line of title above the header nor, further down, a row of replies."""
    filled = _filled(rows[index])
    is_title = len(filled) == 1 and any(len(_filled(row)) > 1 for row in rows[index + 1 : _ROWS_ABOVE])
    return not is_title and not (index and any(_is_reply(normal(cell)) for cell in filled))


def _filled(row: Sequence[str]) -> list[str]:
    return [cell for cell in row if _cell([cell], 0)]


def letters(column: int) -> str:
    """What spreadsheets call a column: ``A`` for 0, ``AA`` for 26."""
    name = ""
    while column >= 0:
        name = chr(ord("A") + column % 26) + name
        column = column // 26 - 1
    return name


def _cell(row: Sequence[Any], column: int | None) -> str:
    value = row[column] if column is not None and column < len(row) else None
    return "" if value is None else str(value).strip()


def _by_header(header: Sequence[str], text_column: str | None) -> Columns | None:
    """What the headers say; None when they name no column of replies."""
    names = [normal(name) for name in header]
    found = _text_columns(header, names, text_column)
    return _described(names, found) if found else None


def _described(names: Sequence[str], text: list[int]) -> Columns:
    taken = set(text)
    levels = sorted(
        (_LEVELS[match[1]], column) for column, name in _rest(names, taken) if (match := _LEVEL.match(name))
    )
    group = _first(names, _GROUP, taken)
    return Columns(
        text,
        _first(names, _ID, taken),
        _first(names, _TITLE, taken),
        tuple(column for _, column in levels) or (() if group is None else (group,)),
        _first(names, _CONTEXT, taken),
        _first(names, _CHANNEL, taken),
        _first(names, _LANGUAGE, taken),
    )


def _rest(names: Sequence[str], taken: set[int]) -> Iterator[tuple[int, str]]:
    return ((column, name) for column, name in enumerate(names) if column not in taken)


def _first(names: Sequence[str], aliases: str, taken: set[int]) -> int | None:
    """The column with the foremost of the aliases."""
    wanted = aliases.split()
    found = [(wanted.index(name), column) for column, name in _rest(names, taken) if name in wanted]
    return min(found)[1] if found else None


def _text_columns(header: Sequence[str], names: Sequence[str], text_column: str | None) -> list[int]:
    if text_column is not None:
        exact = [column for column, name in enumerate(header) if str(name).strip() == text_column.strip()]
        wanted = normal(text_column)
        alike = [column for column, name in enumerate(names) if name == wanted and name]
        return exact or alike or [column for column, name in enumerate(names) if wanted and _stem(name) == wanted]
    aliases = _TEXT.split()
    known = [column for column, name in enumerate(names) if name in aliases or _stem(name) in aliases]
    others = {*_ID.split(), *_TITLE.split(), *_CONTEXT.split()}
    return known or [
        column for column, name in enumerate(names) if _ENDS_AS_TEXT.search(_stem(name)) and name not in others
    ]


@lru_cache(maxsize=20_000)
def normal(header: str) -> str:
    """A header as aliases are written: folded, without spaces, marks and the note in brackets at its end."""
    text = fold_word(str(header)[:80]).strip().lower()
    text = _FILLING.sub("", text)
    bare = _NOTE.sub("", text)
    return bare or text


def _stem(name: str) -> str:
    """The normal header without the number that tells columns of one kind apart."""
    return _NUMBER.sub("", name)


def _by_content(first: Sequence[str], sample: Sequence[Sequence[str]]) -> Columns | None:
    """The one column that is full of Chinese sentences; None unless it is unmistakable."""
    names = [normal(name) for name in first]
    told = _described(names, [])
    known = {told.id, told.title, told.context, told.channel, told.language, *told.groups} - {None}
    rows = sample or [first]
    lengths = sorted((_length(rows, column), column) for column in range(_width(first, rows)) if column not in known)
    best, column = lengths[-1] if lengths else (0.0, 0)
    runner_up = lengths[-2][0] if len(lengths) > 1 else 0.0
    if best < 6 or best < 2 * runner_up:
        return None
    if known or not _is_reply(_cell(first, column)):
        return _described(names, [column]) if sample else None
    return Columns([column], is_headed=False)


def _width(first: Sequence[str], rows: Sequence[Sequence[str]]) -> int:
    return max(len(first), max(map(len, rows)))


def _length(rows: Sequence[Sequence[str]], column: int) -> float:
    """How many Chinese characters a cell of the column holds, on average over those that are not blank."""
    cells = [cell for row in rows if (cell := _cell(row, column))]
    counts = [len(_HAN.findall(cell)) for cell in cells]
    if not counts or sum(map(bool, counts)) < 0.8 * len(counts):
        return 0.0
    return sum(counts) / len(counts)


def _is_reply(cell: str) -> bool:
    """Whether the first cell of a column of replies is one, rather than their header."""
    return len(_HAN.findall(cell)) > 8 or bool(_SENTENCE.search(cell))


def _complaint(header: Sequence[str], text_column: str | None) -> str:
    from coach.files.reports.plain_text import cropped

    named = [f"“{cropped(str(name).strip(), 24)}”" for name in header if str(name).strip()]
    listed = "、".join(named[:_SHOWN]) + (f" 等 {len(named)} 列" if len(named) > _SHOWN else "")
    seen = f"第一行写的是：{listed}" if listed else "第一行是空的"
    if text_column is not None:
        return f"没有叫“{cropped(text_column, 24)}”的列，{seen}"
    return f"看不出哪一列是话术，{seen}。请用 --text-column 说明是哪一列，或者把那一列的表头改成“内容”"
