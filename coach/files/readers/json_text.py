"""JSON whose strings know where they stand, and strings written the way a file writes them.

It is read without recursion, so that depth costs nothing; what is not right is told with line and column.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from typing import Any, Final, NoReturn

from coach.errors import ReadError
from coach.files.readers.placed import Placed

DEPTH_LIMIT: Final = 100

_TOKEN: Final = re.compile(
    r"""[ \t\n\r]*+(?:
        (?P<string> "(?:[^"\\\x00-\x1f]|\\.)*+" )
      | (?P<number> -?(?:0|[1-9][0-9]*+)(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?(?![\w.+]) )
      | (?P<word>   (?:true|false|null)\b )
      | (?P<mark>   [\[\]{}:,] )
    )""",
    re.VERBOSE,
)
_SPACE: Final = re.compile(r"[ \t\n\r]*")
_WORDS: Final = {"true": True, "false": False, "null": None}
_NO_NUMBER: Final = re.compile(r"-?(?:NaN|Infinity)\b")
_DIGITS_LIMIT: Final = 4000


def parse(text: str, path: str) -> Any:
    """The value of a JSON text; its strings are `Placed`, its keys plain.

    Args:
        path: the file, for the error.

    Raises:
        ReadError: it is not JSON, repeats a key or is nested deeper than `DEPTH_LIMIT`; says where.
    """
    return _Scanner(text, path).document()


def quoted(value: str, written: str) -> str:
    """`value` as a JSON string, written as `written` was: what that escaped, this escapes.

    Args:
        written: the string that stands in the file, with its quotes.
    """
    escapes = re.findall(r"\\(?:u([0-9a-fA-F]{4})|.)", written)
    escaped = {chr(int(code, 16)) for code in escapes if code}
    only_ascii = written.isascii() and any(character > "\x7f" for character in escaped)
    capital = any(re.search("[A-F]", code) for code in escapes)
    slash = r"\/" in written

    def escape(match: re.Match[str]) -> str:
        character = match.group()
        if character == "/":
            return r"\/" if slash else "/"
        if character in escaped or (only_ascii and character > "\x7f") or "\ud800" <= character <= "\udfff":
            codes = [unit.hex() for unit in _utf16_units(character)]
            return "".join(rf"\u{code.upper() if capital else code}" for code in codes)
        return character

    plain = json.dumps(value, ensure_ascii=False)
    return re.sub(r"\\.|.", lambda match: match.group() if len(match.group()) > 1 else escape(match), plain)


def _utf16_units(character: str) -> list[bytes]:
    encoded = character.encode("utf-16-be", "surrogatepass")
    return [encoded[index : index + 2] for index in range(0, len(encoded), 2)]


class _Scanner:
    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.at = 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.stack: list[Any] = []
        self.key: str | None = None
        """The key of the object on top of the stack whose value is next."""

    def document(self) -> Any:
        root: list[Any] = []
        self.stack = [root]
        self._value(*self._next())
        while len(self.stack) > 1:
            self._step()
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches anything
        if self.at < len(self.text):
            self._fail("多出了内容：一个 JSON 文件只有一个值；一行一个对象的文件请命名为 .jsonl")
        return root[0]

    def _step(self) -> None:
        """One member of the container on top: its comma, key and value; or its end."""
        top = self.stack[-1]
        kind, token, start = self._next()
        if token == ("}" if isinstance(top, dict) else "]") and kind == "mark":
            self.stack.pop()
            return
        if top:
            if kind != "mark" or token != ",":
                self._fail("这里少了逗号或括号", start)
            kind, token, start = self._next()
        if isinstance(top, dict):
            self._key(kind, token, start)
            kind, token, start = self._next()
        self._value(kind, token, start)

    def _key(self, kind: str, token: str, start: int) -> None:
        if kind != "string":
            self._fail("这里要写一个带双引号的键", start)
        self.key = self._string(token, start)
        if self.key in self.stack[-1]:
            self._fail(f"键“{self.key}”重复了", start)
        kind, token, start = self._next()
        if kind != "mark" or token != ":":
            self._fail("键的后面少了冒号", start)

    def _value(self, kind: str, token: str, start: int) -> None:
        if kind == "mark" and token not in "[{":
            self._fail("这里少了一个值", start)
        value: Any
        if kind == "string":
            value = Placed.at(self._string(token, start), start, self.at, bisect_right(self.starts, start))
        elif kind == "mark":
            value = {} if token == "{" else []
        else:
            value = _WORDS[token] if kind == "word" else _number(token)
        top = self.stack[-1]
        if isinstance(top, dict):
            top[self.key] = value
        else:
            top.append(value)
        if kind == "mark":
            self.stack.append(value)
            if len(self.stack) > DEPTH_LIMIT + 1:
                self._fail(f"嵌套超过 {DEPTH_LIMIT} 层，太深了", start)

    def _string(self, token: str, start: int) -> str:
        try:
            return str(json.loads(token))
        except json.JSONDecodeError as error:
            self._fail("反斜杠后面的写法不对", start + error.pos)

    def _next(self) -> tuple[str, str, int]:
        match = _TOKEN.match(self.text, self.at)
        if match is None:
            self._fail_here()
        self.at = match.end()
        kind = str(match.lastgroup)
        return kind, match[kind], match.start(kind)

    def _fail_here(self) -> NoReturn:
        at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches anything
        if at == len(self.text):
            self._fail("文件没有写完" if at else "文件是空的", at)
        if number := _NO_NUMBER.match(self.text, at):
            self._fail(f"JSON 里没有 {number.group()} 这样的数", at)
        if self.text[at] == '"':
            ended = re.compile(r'"(?:[^"\\\x00-\x1f]|\\.)*+').match(self.text, at)
            stop = ended.end() if ended else at
            if stop < len(self.text):
                self._fail("引号里有没转义的换行或控制符，或者引号没有关上", stop)
            self._fail("引号没有关上", at)
        self._fail("读不下去", at)

    def _fail(self, what: str, at: int | None = None) -> NoReturn:
        at = self.at if at is None else at
        line = bisect_right(self.starts, at)
        column = at - self.starts[line - 1] + 1
        raise ReadError(f"JSON 不对，第 {column} 列：{what}", self.path, f"line {line}")


def _number(token: str) -> int | float:
    if token.lstrip("-").isdigit() and len(token) < _DIGITS_LIMIT:
        return int(token)
    return float(token)
