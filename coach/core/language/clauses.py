"""Clauses of chat text, where spaces, ~, emoji, emoticon codes and particles do the work of punctuation."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from coach.core.language.emoticons import EMOJI
from coach.core.language.folding import BLOCK_TAG, EMOTICON

CLAUSE_LIMIT: Final = 120
"""A longer clause is cut, so that no text costs more than linear."""

_PARTICLES: Final = "哦呢哈哒啦嘛呀滴吧噢喔哟"
_OPENERS: Final = (
    "您|你|我|咱|亲|请|麻烦|辛苦|谢谢|感谢|抱歉|不好意思|对不起|但|不过|可是|然后|所以|因为|如果|另外|而且|这|那"
)
_HARD: Final = f"。!?;…\\n{EMOTICON}{BLOCK_TAG}{EMOJI}"
_HAN: Final = "[\u4e00-\u9fff]"


def runs_on(folded: str, offset: int) -> bool:
    """Whether a clause ends at `offset` with a particle only, and the next one begins at once."""
    mark = _end().match(folded, offset - 1) if 0 < offset < len(folded) else None
    return mark is not None and mark.end() == offset and folded[offset - 1] in _PARTICLES


class Clause:
    """A clause of a folded text: ``text[start:end]``, its closing marks ``text[end:stop]``."""

    __slots__ = ("end", "start", "stop")

    def __init__(self, start: int, end: int, stop: int) -> None:
        self.start = start
        self.end = end
        self.stop = stop


@cache
def _end() -> re.Pattern[str]:
    """What ends a clause; compiled when clauses are first asked for."""
    return re.compile(
        # one class first, so that the search skips all other characters at once
        rf"[{_HARD},~. {_PARTICLES}]"
        rf"(?:(?<=[{_HARD}])[{_HARD}]*"
        r"|(?<=[,~])(?:(?<![0-9].)[,~]*|[,~]*(?![0-9,~]))"
        r"|(?<=\.)\.*(?![0-9a-z.])"
        rf"|(?<={_HAN}\ )\ *(?={_HAN})"
        rf"|(?<=[{_PARTICLES}])(?=(?:{_OPENERS})))"
    )


def split(folded: str) -> list[Clause]:
    """The clauses of `folded` in order; together with their closing marks they cover it, but for leading marks."""
    clauses: list[Clause] = []
    start = 0
    for mark in _end().finditer(folded):
        end, stop = mark.span()
        if folded[end] in _PARTICLES:
            end = stop
        if end > start:
            if end - start > CLAUSE_LIMIT:
                start = _cut(clauses, start, end)
            clauses.append(Clause(start, end, stop))
        elif clauses:  # marks that follow marks belong to the clause before
            clauses[-1].stop = stop
        start = stop
    if start < len(folded) or not clauses:
        start = _cut(clauses, start, len(folded))
        clauses.append(Clause(start, len(folded), len(folded)))
    return clauses


def _cut(clauses: list[Clause], start: int, end: int) -> int:
    """Add pieces of `CLAUSE_LIMIT` until the rest is short enough; where the rest starts."""
    while end - start > CLAUSE_LIMIT:
        clauses.append(Clause(start, start + CLAUSE_LIMIT, start + CLAUSE_LIMIT))
        start += CLAUSE_LIMIT
    return start
