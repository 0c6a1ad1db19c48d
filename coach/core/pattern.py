"""Pattern text: what a trainer writes, parsed into a small tree.

    我 不会 (做|弄)?      words, groups, alternatives, optional parts
    <refusal> {action}?   lexicons and signals, captures
    ^ ~4 <cannot> $       gaps, the turn's edges

`parse` gives the tree, `flatten` the plain sequences it stands for, `branches` one variant for each alternative.
`coach.core.matching` runs what `coach.core.compiler` makes of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from coach.core.language.folding import fold_word
from coach.errors import PatternError

GAP_LIMIT: Final = 40
DEPTH_LIMIT: Final = 20
CAPTURE_LIMIT: Final = 24
FLAT_LIMIT: Final = 200
_TOKEN: Final = re.compile(
    r"\s+|(?P<mark>[()|?^$])|<(?P<ref>[^<>\s]+)>|~(?P<gap>\d+)|\{(?P<capture>\w+)\}|(?P<word>[^\s()|?^$<>~{}]+)"
)


@dataclass(frozen=True, slots=True)
class Word:
    """Folded text as it is."""

    text: str


@dataclass(frozen=True, slots=True)
class Ref:
    """A lexicon or a signal by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `limit` characters."""

    limit: int


@dataclass(frozen=True, slots=True)
class Capture:
    """What follows, kept under a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Alternatives."""

    branches: tuple[Sequence, ...]


@dataclass(frozen=True, slots=True)
class Optional:
    """An item or nothing."""

    item: Item


Item = Word | Ref | Gap | Capture | Group | Optional
Sequence = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A parsed pattern text.

    Attributes:
        at_start: the match must stand at the turn's start (``^``).
        at_end: the match must stand at the turn's end (``$``).
    """

    items: Sequence
    at_start: bool = False
    at_end: bool = False


def parse(text: str) -> Pattern:
    """The tree of `text`.

    Raises:
        PatternError: the text is not a pattern; the message says where and why.
    """
    return _Parser(text).pattern()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = list(_tokens(text))
        self.index = 0
        self.depth = 0
        self.captures: set[str] = set()

    def pattern(self) -> Pattern:
        at_start = self._take("^")
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        at_end = self._take("$")
        if self.index < len(self.tokens):
            raise self._error(f"“{self.tokens[self.index][1]}”不该出现在这里")
        items: Sequence = branches[0] if len(branches) == 1 else (Group(tuple(branches)),)
        if not all(branches):
            raise self._error("有一处是空的")
        return Pattern(items, at_start, at_end)

    def _sequence(self) -> Sequence:
        items: list[Item] = []
        while self.index < len(self.tokens) and self.tokens[self.index] not in _STOPS:
            item = self._item()
            items.append(Optional(item) if self._take("?") else item)
        return tuple(items)

    def _item(self) -> Item:
        kind, value = self.tokens[self.index]
        self.index += 1
        if kind == "mark":
            return self._group(value)
        if kind == "gap":
            return self._gap(int(value))
        if kind == "capture":
            return self._capture(value)
        return Ref(value) if kind == "ref" else Word(fold_word(value))

    def _group(self, mark: str) -> Group:
        if mark != "(":
            raise self._error(f"“{mark}”不该出现在这里")
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise self._error(f"括号套了 {DEPTH_LIMIT} 层以上")
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        self.depth -= 1
        if not self._take(")"):
            raise self._error("括号没有配对")
        if not all(branches):
            raise self._error("括号里有一项是空的")
        return Group(tuple(branches))

    def _capture(self, name: str) -> Capture:
        if not name.isidentifier() or name.startswith("_"):
            raise self._error(f"{{{name}}} 的名字要以字母或汉字开头")
        if name in self.captures:
            raise self._error(f"{{{name}}} 写了两次，换一个名字")
        self.captures.add(name)
        return Capture(name)

    def _gap(self, limit: int) -> Gap:
        if not 1 <= limit <= GAP_LIMIT:
            raise self._error(f"间隔 ~{limit} 要在 1 到 {GAP_LIMIT} 之间")
        return Gap(limit)

    def _take(self, mark: str) -> bool:
        if self.index < len(self.tokens) and self.tokens[self.index] == ("mark", mark):
            self.index += 1
            return True
        return False

    def _error(self, reason: str) -> PatternError:
        return PatternError(f"模式“{self.text}”写得不对：{reason}")


_STOPS: Final = (("mark", "|"), ("mark", ")"), ("mark", "$"))


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            raise PatternError(f"模式“{text}”写得不对：第 {position + 1} 个字符“{text[position]}”看不懂")
        if match.lastgroup:
            yield match.lastgroup, match[match.lastgroup]
        position = match.end()


def references(sequence: Sequence) -> Iterator[str]:
    """The names in `sequence`, with repeats."""
    for item in sequence:
        if isinstance(item, Ref):
            yield item.name
        elif isinstance(item, Optional):
            yield from references((item.item,))
        elif isinstance(item, Group):
            for branch in item.branches:
                yield from references(branch)


def flatten(sequence: Sequence, is_signal: Callable[[str], bool]) -> list[Sequence]:
    """`sequence` as alternatives in which no group and no optional part holds a signal.

    Raises:
        PatternError: more than 200 alternatives.
    """
    flat: list[Sequence] = [()]
    for item in sequence:
        choices = _choices(item, is_signal)
        flat = [before + choice for before in flat for choice in choices]
        if len(flat) > FLAT_LIMIT:
            raise PatternError("一个模式里的信号和选项太多，请拆成几条")
    return flat


def _choices(item: Item, is_signal: Callable[[str], bool]) -> list[Sequence]:
    if not any(is_signal(name) for name in references((item,))) or isinstance(item, Ref):
        return [(item,)]
    if isinstance(item, Optional):
        return [*_choices(item.item, is_signal), ()]
    assert isinstance(item, Group)
    return [choice for branch in item.branches for choice in flatten(branch, is_signal)]


def branches(pattern: Pattern) -> list[tuple[str, Pattern]]:
    """For each alternative of each group: its text, and `pattern` with that group narrowed to it."""
    found = []
    for path, group in _groups(pattern.items, ()):
        for branch in group.branches:
            narrowed = _replace(pattern.items, path, Group((branch,)))
            found.append((show(branch), Pattern(narrowed, pattern.at_start, pattern.at_end)))
    return found


def _groups(sequence: Sequence, path: tuple[int, ...]) -> Iterator[tuple[tuple[int, ...], Group]]:
    for index, item in enumerate(sequence):
        inner = item.item if isinstance(item, Optional) else item
        if isinstance(inner, Group):
            yield (*path, index), inner
            for number, branch in enumerate(inner.branches):
                yield from _groups(branch, (*path, index, number))


def _replace(sequence: Sequence, path: tuple[int, ...], group: Group) -> Sequence:
    index = path[0]
    item = sequence[index]
    inner = item.item if isinstance(item, Optional) else item
    if len(path) == 1:
        new: Item = group
    else:
        assert isinstance(inner, Group)
        new = Group((_replace(inner.branches[path[1]], path[2:], group),))
    return (*sequence[:index], new, *sequence[index + 1 :])


def show(sequence: Sequence) -> str:
    """`sequence` written as pattern text again."""
    return " ".join(_show(item) for item in sequence)


def _show(item: Item) -> str:
    if isinstance(item, Word):
        return item.text
    if isinstance(item, Ref):
        return f"<{item.name}>"
    if isinstance(item, Gap):
        return f"~{item.limit}"
    if isinstance(item, Capture):
        return f"{{{item.name}}}"
    if isinstance(item, Optional):
        return _show(item.item) + "?"
    return "(" + "|".join(show(branch) for branch in item.branches) + ")"
