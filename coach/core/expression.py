"""The escape hatch: regular expressions in packs, checked on their parsed form so that none can blow up."""

from __future__ import annotations

import re
import warnings
from re import _constants as sre  # type: ignore[attr-defined]  # the parsed form has no public door
from re import _parser  # type: ignore[attr-defined]  # no public door either
from typing import Any, Final

from coach.core.language.clauses import CLAUSE_LIMIT
from coach.core.language.folding import fold_word
from coach.errors import PatternError

REPEAT_LIMIT: Final = 40
WAYS_LIMIT: Final = 4000
LITERAL_LIMIT: Final = 200
_ALLOWED: Final = {
    sre.LITERAL,
    sre.NOT_LITERAL,
    sre.IN,
    sre.ANY,
    sre.BRANCH,
    sre.SUBPATTERN,
    sre.MAX_REPEAT,
    sre.MIN_REPEAT,
}
_REPEATS: Final = {sre.MAX_REPEAT, sre.MIN_REPEAT}
_PARTS: Final = re.compile(r"\\.|\(\?P<\w+>|[^\\(]+|[\\(]", re.DOTALL)
_HAN: Final = re.compile("[\u3400-\u9fff]")


def check(source: str) -> str:
    """`source` folded, when it holds only literals, classes, alternation and plain repetition.

    Raises:
        PatternError: it does not compile, or uses what may blow up or never fires in Chinese.
    """
    folded = "".join(
        part if part[0] == "\\" or part.startswith("(?P<") else fold_word(part) for part in _PARTS.findall(source)
    )
    if re.search(r"\\[bB]", folded) and _HAN.search(folded):
        raise PatternError(f"正则“{source}”里的 \\b 在汉字旁边永远不会匹配（汉字都算“词”），请去掉，或用 edge: word")
    if re.search(r"\\w", folded, re.IGNORECASE) and _HAN.search(folded):
        raise PatternError(f"正则“{source}”里的 \\w 会把汉字也当成字母，请写明要的字，例如 [a-z0-9]")
    parsed = _parse(source, folded)
    _walk(parsed, source, inside_repeat=False)
    if _ways(parsed) > WAYS_LIMIT:
        raise PatternError(f"正则“{source}”里变长的重复太多，可能会算很久，请减少或缩短")
    return folded


def _parse(source: str, folded: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            re.compile(folded)
        return _parser.parse(folded)
    except (re.error, OverflowError, RecursionError, Warning) as error:
        raise PatternError(f"正则“{source}”不能编译：{error}") from error


def reach(source: str) -> int:
    """The most characters of a match of `source`; 0 when what comes after them may keep it from being one."""
    longest: int = _parser.parse(source).getwidth()[1]
    return 0 if "(?!" in source else min(longest, CLAUSE_LIMIT)


def _walk(parsed: Any, source: str, *, inside_repeat: bool) -> None:
    for operation, argument in parsed:
        if operation not in _ALLOWED:
            raise PatternError(f"正则“{source}”只能用字、字符组、“|”和重复，不能用 ^ $ \\1 和 (?=…) 这类写法")
        if operation in _REPEATS:
            _check_repeat(argument, source, inside_repeat=inside_repeat)
        elif operation is sre.BRANCH:
            for branch in argument[1]:
                _walk(branch, source, inside_repeat=inside_repeat)
        elif operation is sre.SUBPATTERN:
            _walk(argument[3], source, inside_repeat=inside_repeat)


def _ways(parsed: Any) -> int:
    """How many ways the choices and variable repeats of `parsed` can be tried at one place, at most."""
    ways = 1
    for operation, argument in parsed:
        if operation in _REPEATS:
            ways *= _repeated(_ways(argument[2]), argument[0], argument[1])
        elif operation is sre.BRANCH:
            each = [_ways(branch) for branch in argument[1]]
            ways *= max(each) if _are_told_apart(argument[1]) else sum(each)
        elif operation is sre.SUBPATTERN:
            ways *= _ways(argument[3])
        ways = min(ways, WAYS_LIMIT + 1)
    return ways


def _repeated(ways: int, least: int, most: int) -> int:
    """The ways of `least` to `most` times something that can itself be tried in so many ways."""
    if ways == 1:
        return most - least + 1
    return sum(min(ways, WAYS_LIMIT + 1) ** times for times in range(least, min(most, REPEAT_LIMIT) + 1))


def _are_told_apart(branches: Any) -> bool:
    """Whether the first character always says which of the branches it can be."""
    seen: set[int] = set()
    for branch in branches:
        first = _first(branch)
        if not first or not seen.isdisjoint(first):
            return False
        seen |= first
    return True


def _first(parsed: Any) -> frozenset[int]:
    """The characters that `parsed` may begin with; none where that cannot be said."""
    if not len(parsed):
        return frozenset()
    operation, argument = parsed[0]
    if operation is sre.LITERAL:
        return frozenset({argument})
    if operation is sre.IN and all(kind is sre.LITERAL for kind, _ in argument):
        return frozenset(code for _, code in argument)
    if operation is sre.SUBPATTERN:
        return _first(argument[3])
    return frozenset()


def _check_repeat(argument: Any, source: str, *, inside_repeat: bool) -> None:
    _, most, inner = argument
    if inside_repeat and most > 1:
        raise PatternError(f"正则“{source}”里重复套着重复，可能会算很久，请改写")
    if most > REPEAT_LIMIT:
        raise PatternError(f"正则“{source}”里的重复没有上限或超过 {REPEAT_LIMIT} 次，请写成 {{0,{REPEAT_LIMIT}}} 以内")
    _walk(inner, source, inside_repeat=inside_repeat or most > 1)


def literals(source: str) -> frozenset[str]:
    """Words one of which stands in everything that the checked `source` matches; empty when there is none."""
    best: frozenset[str] = frozenset()
    for words in _required(_parser.parse(source)):
        if words and min(map(len, words)) > min(map(len, best), default=0):
            best = words
    return best


def _required(parsed: Any) -> list[frozenset[str]]:
    """The sets of words, one of each set must stand in a match."""
    required: list[frozenset[str]] = []
    run = ""
    for operation, argument in parsed:
        if operation is sre.LITERAL:
            run += chr(argument)
            continue
        required.append(frozenset({run} - {""}))
        run = ""
        if operation is sre.SUBPATTERN:
            required.extend(_required(argument[3]))
        elif operation is sre.BRANCH:
            required.append(_one_of_each(argument[1]))
        elif operation in _REPEATS and argument[0] > 0:
            required.extend(_required(argument[2]))
        elif operation is sre.IN and all(kind is sre.LITERAL for kind, _ in argument):
            required.append(frozenset(chr(code) for _, code in argument))
    required.append(frozenset({run} - {""}))
    return [words for words in required if words and len(words) <= LITERAL_LIMIT]


def _one_of_each(branches: Any) -> frozenset[str]:
    words: frozenset[str] = frozenset()
    for branch in branches:
        best = max(_required(branch), key=lambda found: min(map(len, found)), default=None)
        if best is None:
            return frozenset()
        words |= best
    return words
