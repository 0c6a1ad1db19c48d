"""Clauses of chat text, where spaces, ~, emoticon codes and particles do the work of punctuation."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from coach.core.language.folding import BLOCK_TAG, EMOTICON

CLAUSE_LIMIT: Final = 120
"""A longer clause is cut, so that no text costs more than linear."""

_PARTICLES: Final = "哦呢哈哒啦嘛呀滴吧噢喔哟"
_OPENERS: Final = (
    "您|你|我|咱|亲|请|麻烦|辛苦|谢谢|感谢|抱歉|不好意思|对不起|但|不过|可是|然后|所以|因为|如果|另外|而且|这|那"
)
_HAN: Final = "[\u4e00-\u9fff]"


class Clause(NamedTuple):
    """A clause of a folded text: ``text[start:end]``, its closing marks ``text[end:stop]``."""

    start: int
    end: int
    stop: int


@cache
def _end() -> re.Pattern[str]:
    """What ends a clause; compiled when clauses are first asked for."""
    return re.compile(
        rf"[。!?;…\n{EMOTICON}{BLOCK_TAG}]+"
        r"|(?<![0-9])[,~]+|[,~]+(?![0-9])"
        r"|\.+(?![0-9a-z.])"
        rf"|(?<={_HAN})\ +(?={_HAN})"
        rf"|(?<=[{_PARTICLES}])(?=(?:{_OPENERS}))"
    )


def split(folded: str) -> list[Clause]:
    """The clauses of `folded` in order; together with their closing marks they cover it."""
    clauses: list[Clause] = []
    start = 0
    for mark in _end().finditer(folded):
        if mark.start() > start:
            _add(clauses, start, mark.start(), mark.end())
        elif clauses:  # marks that follow marks belong to the clause before
            clauses[-1] = clauses[-1]._replace(stop=mark.end())
        start = mark.end()
    if start < len(folded) or not clauses:
        _add(clauses, start, len(folded), len(folded))
    return clauses


def _add(clauses: list[Clause], start: int, end: int, stop: int) -> None:
    while end - start > CLAUSE_LIMIT:
        clauses.append(Clause(start, start + CLAUSE_LIMIT, start + CLAUSE_LIMIT))
        start += CLAUSE_LIMIT
    clauses.append(Clause(start, end, stop))
