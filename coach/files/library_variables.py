"""Placeholders that no desk knows: misspelt or invented names, brackets that nobody closed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

from coach.core.language.folding import NAME_LIMIT, fold_word
from coach.files.desk_variables import NAMES, ROOTS, SYNTAX

Problem = Literal["misspelt", "unknown", "unclosed"]

_HALF_WIDTH: Final = str.maketrans("｛｝［］＄", "{}[]$")
_WRITTEN: Final = re.compile(
    r"(?P<double>\{\{[^{}]{0,120}\}\})|\$?\{(?P<single>[^{}]*)\}|【(?P<black>[^【】]*)】|\[(?P<square>[^\[\]]*)\](?:\([^()\s]*\))?"
)
_STRAY: Final = re.compile(r"\{\{?|\}\}?|【|】|\[")
_SENTENCE: Final = re.compile(r"[，。！？；：、,;!?:\n\"]")
_CALLED: Final = re.compile(
    r"[A-Za-z]\w*_\w+|[A-Z]{3,}|.*(?:姓名|昵称|称呼|编号|单号|订单号|日期|时间|金额|数量|天数|电话|手机号|邮箱|链接|网址|[xX]{2,})"
)
"""What a name in square or black brackets looks like; other words there are emoticons, headings and stress."""
_SNIPPET: Final = 10
_NEAR: Final = 0.6
_SURE: Final = 0.75
_FIELD: Final = 0.88


class Doubt(NamedTuple):
    """A placeholder that will reach the customer as it is written.

    Attributes:
        written: it, with its brackets; for a bracket that is not closed, with a few characters beside it.
        nearest: the known name that it most resembles; empty when none does, and for brackets.
    """

    written: str
    problem: Problem
    nearest: str = ""


def doubts(text: str, known: Collection[str]) -> Iterator[Doubt]:
    """What in `text` looks like a placeholder and is none that a desk or a pack knows, in the order it stands.

    Args:
        known: names of placeholders, as the rulebook knows them.
    """
    plain = text.translate(_HALF_WIDTH)
    plain = SYNTAX.sub(lambda found: " " * len(found[0]), plain)
    names = {name.lower(): name for name in known}
    found = []
    for match in _WRITTEN.finditer(plain):
        doubt = _doubt(match, plain, names)
        if doubt:
            found.append((match.start(), doubt._replace(written=text[match.start() : match.end()])))
    closed = _WRITTEN.sub(lambda match: " " * len(match[0]), plain)
    found += [(at, Doubt(_beside(text, at, end), "unclosed")) for at, end in _unclosed(closed, plain, names)]
    yield from (doubt for _, doubt in sorted(found))


def _doubt(match: re.Match[str], plain: str, names: dict[str, str]) -> Doubt | None:
    kind = match.lastgroup or ""
    inside = match[kind].strip("{} ") if kind == "double" else match[kind].strip()
    name = fold_word(inside.partition("|")[0].strip()).lower()
    if name in names or re.sub(r"_?[x*\d]+$", "", name) in names:
        return None
    if kind == "double":
        return _desk_doubt(name, names)
    if kind == "single":
        if len(name) > 24 or _SENTENCE.search(name):
            return None
        return _named(name, [*names, *NAMES], names)
    if match[0].endswith(")"):  # a link in Markdown
        return None
    return _bracket_doubt(name, names, heading=_is_heading(match, plain))


def _desk_doubt(name: str, names: dict[str, str]) -> Doubt | None:
    """Double braces: a field of something that desks have is theirs to know, unless it is a slip for a usual one."""
    root, dot, _ = name.partition(".")
    if name in NAMES:
        return None
    if dot and root in ROOTS:
        nearest, likeness = _nearest(name, NAMES)
        is_slip = likeness >= _FIELD and not re.search(r"\d|custom", name) and nearest.count(".") == name.count(".")
        return Doubt("", "misspelt", _spelt(nearest, names)) if is_slip else None
    return _named(name, [*names, *NAMES], names)


def _bracket_doubt(name: str, names: dict[str, str], *, heading: bool) -> Doubt | None:
    """Square and black brackets hold headings, emoticons and stress as well: only what is called like a variable."""
    if heading or not 1 < len(name) <= 2 * NAME_LIMIT or _SENTENCE.search(name):
        return None
    nearest, likeness = _nearest(name, names)
    if likeness >= _SURE and len(nearest) > 2:
        return Doubt("", "misspelt", names[nearest])
    return Doubt("", "unknown") if _CALLED.fullmatch(name) else None


def _is_heading(match: re.Match[str], plain: str) -> bool:
    before = plain[: match.start()].rstrip(" ")
    return match.lastgroup == "black" and (not before or before.endswith("\n"))


def _named(name: str, candidates: Collection[str], names: dict[str, str]) -> Doubt:
    nearest, likeness = _nearest(name, candidates)
    is_near = likeness >= _NEAR or (len(name) == len(nearest) == 2 and likeness >= 0.5)
    return Doubt("", "misspelt", _spelt(nearest, names)) if is_near else Doubt("", "unknown")


def _spelt(name: str, names: dict[str, str]) -> str:
    """As it is to be written: what packs know in any brackets, what desks know in double braces."""
    return names.get(name) or f"{{{{{name}}}}}"


def _nearest(name: str, candidates: Collection[str]) -> tuple[str, float]:
    """The candidate most like `name`, and how much, 0–1."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(name)
    best = ("", 0.0)
    for one in sorted(candidates):
        matcher.set_seq1(one)
        if matcher.real_quick_ratio() > best[1] and matcher.quick_ratio() > best[1] and matcher.ratio() > best[1]:
            best = one, matcher.ratio()
    return best


def _unclosed(closed: str, plain: str, names: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Where brackets stand alone; a square one only before a known name, for it is in many a smiley."""
    for match in _STRAY.finditer(closed):
        after = fold_word(plain[match.end() : match.end() + NAME_LIMIT]).lower()
        if match[0] != "[" or any(after.startswith(name) for name in names):
            yield match.span()


def _beside(text: str, start: int, end: int) -> str:
    """The bracket with what it should hold: what follows an opening one, what precedes a closing one."""
    if text[start] in "}】｝":
        return text[max(start - _SNIPPET, 0) : end].rpartition("\n")[2]
    return text[start : end + _SNIPPET].partition("\n")[0]
