"""The words of a question that a turn takes up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

_NAMES: Final = re.compile("[a-z0-9]{2,}|(?=([\u4e00-\u9fff]{2}))")


def grams(texts: Iterable[str], idle: tuple[str, ...] = ()) -> frozenset[str]:
    """Every Latin word or number, and every two Chinese characters in a row, that no word of `idle` touches."""
    found: set[str] = set()
    for text in texts:
        kept = _any_of(idle).sub(" ", text) if idle else text
        found.update(match[1] or match[0] for match in _NAMES.finditer(kept))
    return frozenset(found)


@lru_cache(maxsize=8)
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True))))
