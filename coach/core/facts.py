"""Facts: numbers, dates, amounts, ids, links and variables, which a suggestion may neither lose nor invent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from coach.core.built_in import BUILT_IN
from coach.core.language.folding import EMOTICON, fold

BLANK: Final = re.compile("⟨[^⟨⟩]*⟩")
_VARIABLE: Final = re.compile(
    r"https?://[^\s\u3000-\u9fff]+|\{\{.*?\}\}|\$\{.*?\}|[{\[【#][^{}\[\]【】#\s]{1,24}[}\]】#]|%[sd]|<attribute\b[^<>]*>"
)
_FIGURE: Final = re.compile(r"(?=[a-z._%*/@:+-]{0,40}[0-9])[a-z0-9][a-z0-9._%*/@:+-]{0,80}")
_BRACKETS: Final = ("{", "[", "【", "#")


def keeps_facts(replaced: str, replacement: str, vouched: str, placeholders: Mapping[str, str]) -> bool:
    """Whether `replacement` loses no fact of `replaced`, and holds none beside, but for what `vouched` holds.

    Args:
        placeholders: see `coach.core.language.folding.fold`; emoticons ([微笑]) are no facts, unless named there.
    """
    old = _facts(_without_emoticons(replaced, placeholders))
    new = _facts(_without_emoticons(BLANK.sub("", replacement), placeholders))
    if old == new:
        return True
    lost, invented = Counter(old) - Counter(new), Counter(new) - Counter(old)
    return not lost and not invented - Counter(_facts(vouched))


def outside_brackets(replaced: str, excerpt: str) -> str:
    """`replaced` less the brackets round `excerpt`: what a rule reads inside is text, no variable."""
    for found in _VARIABLE.finditer(replaced) if excerpt else ():
        written = found[0]
        if written.startswith(_BRACKETS) and written[:2] != "{{" and excerpt in written[1:-1]:
            return replaced.replace(written, written[1:-1])
    return replaced


def _without_emoticons(text: str, placeholders: Mapping[str, str]) -> str:
    if "[" not in text:
        return text
    return _VARIABLE.sub(lambda found: found[0] if fold(found[0], placeholders).text.strip(EMOTICON) else "", text)


@lru_cache(maxsize=256)
def _facts(text: str) -> list[str]:
    """Variables and links as written; ids, numbers, amounts, dates and times folded, in figures or characters."""
    folded = fold(text).text
    return [
        *_VARIABLE.findall(text),
        *_FIGURE.findall(folded),
        *(place[0] for place in _times_and_amounts().finditer(folded)),
    ]


@cache
def _times_and_amounts() -> re.Pattern[str]:
    return re.compile("|".join(BUILT_IN[name][0] for name in ("amount", "duration", "clock", "date")))
