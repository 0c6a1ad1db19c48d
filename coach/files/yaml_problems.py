"""What the YAML library finds wrong, in the words of somebody who writes rules."""

from __future__ import annotations

from typing import Final

_SENTENCES: Final = (
    ("mapping values are not allowed", "这里多了一个冒号；文字里有冒号，要用引号括起来"),
    ("could not find expected ':'", "这里缺一个冒号（冒号后面要空一格），或者上一行的引号没有配对"),
    ("did not find expected ',' or", "括号没有配对，或者少了一个逗号"),
    ("expected ',' or", "括号没有配对，或者少了一个逗号"),
    ("did not find expected key", "缩进不对，或者上面有一处引号、括号没有配对"),
    ("did not find expected '-' indicator", "缩进不对：列表的每一项要对齐，以 - 开头"),
    ("did not find expected <document start>", "这里多出了内容，请看看缩进"),
    ("did not find expected node content", "这里缺内容"),
    ("found unexpected end of stream", "到末尾了，引号或括号还没有配对"),
    ("found unexpected document indicator", "引号还没有配对"),
    ("block sequence entries are not allowed", "列表（-）不能写在这里，请另起一行"),
    ("block mapping entries are not allowed", "“键: 值”不能写在这里，请另起一行"),
    ("that cannot start any token", "这个字符不能写在开头：缩进不要用 Tab，文字可以用引号括起来"),
    ("found a tab character", "缩进请用空格，不要用 Tab"),
    ("found unknown escape character", "双引号里的反斜杠 \\ 后面写错了；不要转义的话，请改用单引号"),
    ("control characters are not allowed", "有一个看不见的控制字符，请删掉"),
    ("special characters are not allowed", "有一个看不见的控制字符，请删掉"),
    ("found undefined alias", "* 开头的文字要用引号括起来"),
    ("did not find expected alphabetic or numeric", "& 和 * 开头的文字要用引号括起来"),
    ("found undefined tag", "! 开头的文字要用引号括起来"),
)
"""Part of the library's words → ours; the first that fits."""


def in_chinese(problem: str) -> str:
    """The sentence for `problem`; itself where none is known."""
    return next((told for part, told in _SENTENCES if part in problem), problem)
