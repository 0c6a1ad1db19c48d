"""`substitute`: words with a better word for each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from coach.core.language.folding import fold_word
from coach.core.matching import REPLACEMENT, Match, earliest_then_longest

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.reading import Reading

_PATTERN_MARKS: Final = frozenset("()|?<>~{}^$")


@dataclass(frozen=True, slots=True)
class Substitute:
    """Finds words that have a better one, which travels along as a capture.

    Attributes:
        words: matcher of all plain words at once; None when there are none.
        better: the better word of each plain word, folded.
        pairs: for words written as patterns, the matcher and the better word of each.
    """

    words: int | None
    better: Mapping[str, str]
    pairs: Sequence[tuple[int, str]]

    @staticmethod
    def compile(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from the `check` of a rule file."""
        plain = [word for word in source["map"] if not is_pattern(word)]
        patterns = [(word, better) for word, better in source["map"].items() if is_pattern(word)]
        return {
            "words": compiler.matcher(plain, ("check", "map")) if plain else None,
            "better": {fold_word(word.replace(" ", "")): source["map"][word] for word in plain},
            "pairs": [(compiler.matcher(word, ("check", "map", word)), better) for word, better in patterns],
        }

    def triggers(self) -> list[int]:
        """Every word."""
        return [matcher for matcher in (self.words, *(matcher for matcher, _ in self.pairs)) if matcher is not None]

    def find(self, reading: Reading) -> list[Match]:
        """The words' places; of overlapping ones the earliest, then the longest."""
        folded = reading.turn.folded
        plain = reading.find(self.words) if self.words is not None else []
        found = [_with(match, self.better[folded[match.start : match.end]]) for match in plain]
        found += [_with(match, better) for matcher, better in self.pairs for match in reading.find(matcher)]
        return earliest_then_longest(found)


def is_pattern(word: str) -> bool:
    """Whether a key of the map is more than plain words."""
    return not _PATTERN_MARKS.isdisjoint(word)


def _with(match: Match, better: str) -> Match:
    return match.capturing(REPLACEMENT, better)
