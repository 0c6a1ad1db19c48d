"""What the YAML library finds wrong, in the words of somebody who writes rules and libraries."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple

_COLON: Final = "这里不该有冒号：是缩进不对，或者上一行的冒号写成了“：”、后面没有空格；文字里有冒号，要用引号括起来"
_BRACKETS: Final = "第 {begun} 行开始的括号没有配对，或者这里少了一个逗号"
_INDENTED: Final = "缩进不对，或者上面有一处引号、括号没有配对"
_ENDED: Final = "上面的内容已经结束，这里又多出了内容：请看看缩进，中间不要有单独的 ... 行"
_CONTROL: Final = "有一个看不见的控制字符，请删掉"
_CODE: Final = "双引号里的反斜杠 \\ 后面写错了；不要转义的话，请改用单引号"
_NO_COLON: Final = "could not find expected ':'"
_OPEN_QUOTE: Final = ("found unexpected end of stream", "found unexpected document")
_SENTENCES: Final = (
    ("mapping values are not allowed", _COLON),
    (_NO_COLON, "这里缺一个冒号（半角的 : 后面空一格），或者上一行的引号没有配对"),
    ("expected ',' or", _BRACKETS),
    ("did not find expected key", _INDENTED),
    ("expected <block end>", _INDENTED),
    ("did not find expected '-' indicator", "缩进不对：列表的每一项要对齐，以 - 开头"),
    ("expected <document start>", _ENDED),
    ("expected '<document start>'", _ENDED),
    ("but found another document", "这里只能有一份内容，中间不要有单独的 --- 行"),
    ("expected node content", "这里缺内容，或者多了一个括号、逗号"),
    ("expected the node content", "这里缺内容，或者多了一个括号、逗号"),
    (_OPEN_QUOTE[0], "这里的引号没有配对，到末尾也没有关上"),
    (_OPEN_QUOTE[1], "这里的引号没有配对"),
    ("sequence entries are not allowed", "列表（-）不能写在这里，请另起一行"),
    ("mapping entries are not allowed", "“键: 值”不能写在这里，请另起一行"),
    ("that cannot start any token", "这个字符不能写在开头：缩进不要用 Tab，文字可以用引号括起来"),
    ("found a tab character", "缩进请用空格，不要用 Tab"),
    ("found unknown escape character", _CODE),
    ("hexdecimal number", _CODE),  # the library's own spelling
    ("expected escape sequence", _CODE),
    ("found invalid Unicode character escape code", _CODE),
    ("control characters are not allowed", _CONTROL),
    ("special characters are not allowed", _CONTROL),
    ("surrogates not allowed", "有半个表情或生僻字，读不了，请删掉"),
    ("found undefined alias", "* 开头的文字要用引号括起来"),
    ("expected alphabetic or numeric", "& 和 * 开头的文字要用引号括起来"),
    ("found duplicate anchor", "这个锚点（& 后面的名字）上面已经有了"),
    ("directive", "% 开头的文字要用引号括起来"),
    ("found incompatible YAML document", "% 开头的第一行请删掉"),
    ("tag", "! 开头的文字要用引号括起来"),
    ("while scanning a block scalar", "| 和 > 的后面不能有文字，请另起一行写"),
    ("maximum recursion depth", "嵌套太深了"),
)
"""Part of the library's words → ours; the first that fits."""
_WHERE_IT_BEGAN: Final = (_NO_COLON, *_OPEN_QUOTE)
"""Found out long after the place that has to be mended."""
_UNPRINTABLE: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Problem(NamedTuple):
    """What is wrong, in a sentence, and where; line and column are 1-based."""

    told: str
    line: int
    column: int


def problem(error: Exception, text: str) -> Problem:
    """What the YAML library says of `text` by raising `error`."""
    found, begun = (getattr(error, name, None) for name in ("problem_mark", "context_mark"))
    if found is None:  # of a character it tells the offset in bytes, or nothing
        strange = _UNPRINTABLE.search(text)
        at = strange.start() if strange else 0
        return Problem(in_chinese(str(error).split("\n")[0]), text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
    said = " ".join(filter(None, (getattr(error, "context", None), getattr(error, "problem", None))))
    mark: Any = begun if begun and any(part in said for part in _WHERE_IT_BEGAN) else found
    told = in_chinese(said).replace("{begun}", str((begun or found).line + 1))
    return Problem(told, mark.line + 1, mark.column + 1)


def in_chinese(said: str) -> str:
    """The sentence for what the library said; its own words where none is known."""
    return next((told for part, told in _SENTENCES if part in said), said)
