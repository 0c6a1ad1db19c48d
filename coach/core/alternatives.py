"""From one flat pattern sequence to what runs: expressions between signals, and the literals that call it up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coach.core.built_in import BUILT_IN
from coach.core.expression import reach
from coach.core.language.literal_rates import expected_rate
from coach.core.pattern import CAPTURE_LIMIT, Capture, Gap, Group, Item, Optional, Pattern, Ref, Sequence, Word
from coach.errors import PatternError

if TYPE_CHECKING:
    from coach.core.compiler import Compiler, Path

RUN_LIMIT: Final = 300
"""A run of fixed items is spelled out into whole literals up to this many."""
GAPS_LIMIT: Final = 2000
WORTH_ASKING: Final = 0.5
"""A second set of literals must be missing in every other reply, or asking for it spares nothing."""
RARE: Final = 0.01
"""Literals that are met less often than this need no second set."""
BRANCHES_WORTH_A_GLANCE: Final = 6
"""From so many first characters on, a look at the next one spares trying them all."""


def alternative(items: Sequence, pattern: Pattern, compiler: Compiler, path: Path, *, whole: bool) -> dict[str, Any]:
    """The compiled form of one flat sequence.

    Raises:
        PatternError: it holds no literal that the scan could find.
    """
    before, items, after = ([], items, []) if whole else _edge_gaps(items)
    parts, signals = _split(items, compiler)
    _check_gaps(items)
    spelled: frozenset[str] | None = None
    data: dict[str, Any] = {"sources": [_source(part, compiler, last=part is parts[-1]) for part in parts]}
    if signals:
        data["signals"] = [compiler.signal(name, path) for name in signals]
        beside = min((one for part in parts for one in _required(part, compiler)), key=_Required.rate, default=None)
        if beside and beside.rate()[0] <= WORTH_ASKING:
            data["also"] = compiler.number_literals(beside.words)
    else:
        spelled = None if whole else _spelled(items, compiler)
        words = spelled or _literals(items, compiler)
        if not words:
            raise PatternError("没有一定会出现的字，没法快速查找，请加上固定的字")
        data["literals"] = compiler.number_literals(words)
        second = frozenset() if spelled or expected_rate(words) < RARE else _second(items, compiler)
        if second:
            data["also"] = compiler.number_literals(second)
    tail = _tail(parts[-1])
    exact = not signals and bool(spelled) and not (pattern.at_start or pattern.at_end)
    flags: dict[str, Any] = {"whole": whole, "tail": tail, "exact": exact}
    if pattern.at_start:
        flags["start"] = 1 + sum(gap.limit for gap in before)
    if not (signals or whole or exact or pattern.at_end):
        flags["reach"] = reach(data["sources"][0])
    if pattern.at_end:
        flags["end"] = 1 + sum(gap.limit for gap in after)
    return data | {key: value for key, value in flags.items() if value}


def _edge_gaps(items: Sequence) -> tuple[list[Gap], Sequence, list[Gap]]:
    """Gaps at the start, what is between, gaps at the end; a match runs from its first to its last word."""
    before: list[Gap] = []
    after: list[Gap] = []
    while items and isinstance(items[0], Gap):
        before.append(items[0])
        items = items[1:]
    while items and isinstance(items[-1], Gap):
        after.append(items[-1])
        items = items[:-1]
    return before, items, after


def _split(items: Sequence, compiler: Compiler) -> tuple[list[Sequence], list[str]]:
    """The sequences between signals, and the signals' names."""
    parts: list[Sequence] = [()]
    signals = []
    for item in items:
        if isinstance(item, Ref) and compiler.is_signal(item.name):
            signals.append(item.name)
            parts.append(())
        else:
            parts[-1] = (*parts[-1], item)
    return parts, signals


def _check_gaps(items: Sequence) -> None:
    ways = 1
    for item in items:
        ways *= item.limit + 1 if isinstance(item, Gap) else CAPTURE_LIMIT if isinstance(item, Capture) else 1
    if ways > GAPS_LIMIT:
        raise PatternError("间隔太多太长，可能会算很久，请缩短")


def _tail(items: Sequence) -> str:
    last = items[-1] if items else None
    inner = last.item if isinstance(last, Optional) else last
    return inner.name if isinstance(inner, Capture) else ""


def _source(items: Sequence, compiler: Compiler, *, last: bool) -> str:
    return "".join(
        _item_source(item, compiler, final=last and index == len(items) - 1) for index, item in enumerate(items)
    )


def _item_source(item: Item, compiler: Compiler, *, final: bool) -> str:
    if isinstance(item, Word):
        return re.escape(item.text)
    if isinstance(item, Ref):
        return BUILT_IN[item.name][0] if item.name in BUILT_IN else alternation(compiler.words(item.name))
    if isinstance(item, Gap):
        return f".{{0,{item.limit}}}?"
    if isinstance(item, Capture):
        return f"(?P<{item.name}>.{{1,{CAPTURE_LIMIT}}}{'' if final else '?'})"
    if isinstance(item, Optional):
        return f"(?:{_item_source(item.item, compiler, final=final)})?"
    inner = "|".join(_source(branch, compiler, last=False) for branch in item.branches)
    return f"(?:{inner})"


def alternation(words: Iterable[str]) -> str:
    """An expression for any of `words`, the longest first, sharing their beginnings."""
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}
    source = _trie_source(trie)
    if len(trie) < BRANCHES_WORTH_A_GLANCE:
        return source
    return f"(?=[{''.join(map(re.escape, sorted(trie)))}]){source}"


def _trie_source(node: dict[str, Any]) -> str:
    inner = [re.escape(character) + _trie_source(child) for character, child in sorted(node.items()) if character]
    if not inner:
        return ""
    joined = inner[0] if len(inner) == 1 and "" not in node else f"(?:{'|'.join(inner)})"
    return f"{joined}?" if "" in node else joined


class _Required(NamedTuple):
    """Words one of which stands in every match, and the items that they come from."""

    first: int
    last: int
    words: frozenset[str]

    def rate(self) -> tuple[float, int]:
        """In which share of replies one of the words is to be expected, and how many there are; fewer are better."""
        return expected_rate(self.words), len(self.words)


def _required(items: Sequence, compiler: Compiler) -> list[_Required]:
    """Every set of words that the scan could look for, the best first."""
    found: list[_Required] = []
    run: frozenset[str] | None = None
    start = 0
    for index, item in enumerate(items):
        words = _fixed(item, compiler)
        joined = _product(run, words)
        if joined is None:
            run, start = words, index
        else:
            run = joined
        inner = words if words is not None else _inside(item, compiler)
        for first, required in ((index, inner), (start, run)):
            if required and "" not in required:
                found.append(_Required(first, index, required))
    return sorted(found, key=_Required.rate)


def _literals(items: Sequence, compiler: Compiler) -> frozenset[str]:
    """The best set of words one of which stands in every match; empty when there is none."""
    required = _required(items, compiler)
    return required[0].words if required else frozenset()


def _second(items: Sequence, compiler: Compiler) -> frozenset[str]:
    """Another such set, from other items, when it is worth looking for too."""
    best, *others = _required(items, compiler)
    apart = (other for other in others if other.last < best.first or best.last < other.first)
    return next((other.words for other in apart if other.rate()[0] <= WORTH_ASKING), frozenset())


def _spelled(items: Sequence, compiler: Compiler) -> frozenset[str] | None:
    """Every text that `items` match, or None when they are too many or not fixed."""
    spelled: frozenset[str] | None = frozenset({""})
    for item in items:
        spelled = _product(spelled, _fixed(item, compiler))
    return None if not spelled or "" in spelled else spelled


def _product(left: frozenset[str] | None, right: frozenset[str] | None) -> frozenset[str] | None:
    if left is None or right is None or len(left) * len(right) > RUN_LIMIT:
        return None
    return frozenset(before + after for before in left for after in right)


def _fixed(item: Item, compiler: Compiler) -> frozenset[str] | None:
    """Every text that `item` may be, or None when they cannot be listed."""
    if isinstance(item, Word):
        return frozenset({item.text})
    if isinstance(item, Ref) and item.name not in BUILT_IN:
        words = frozenset(compiler.words(item.name))
        return words if words else None
    if isinstance(item, Optional):
        inner = _fixed(item.item, compiler)
        return None if inner is None or len(inner) > 20 else inner | {""}
    if not isinstance(item, Group):
        return None
    found: frozenset[str] = frozenset()
    for branch in item.branches:
        run: frozenset[str] | None = frozenset({""})
        for part in branch:
            run = _product(run, _fixed(part, compiler))
        if run is None:
            return None
        found |= run
    return found


def _inside(item: Item, compiler: Compiler) -> frozenset[str] | None:
    """The literals that a match of an unlistable item is sure to hold."""
    if isinstance(item, Ref) and item.name in BUILT_IN:
        return BUILT_IN[item.name][1]
    if not isinstance(item, Group):
        return None
    found: frozenset[str] = frozenset()
    for branch in item.branches:
        words = _literals(branch, compiler)
        if not words:
            return None
        found |= words
    return found
