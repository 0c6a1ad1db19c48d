"""A turn's text as rules see it: folded, in clauses, with the way back to the original."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from typing import Final

from coach.core.language.clauses import Clause, split
from coach.core.language.emoticons import is_emoji
from coach.core.language.folding import BLOCK_TAG, EMOTICON, fold, past
from coach.core.model.span import Span

_CLOSING: Final = " 。!?;,…~\n.、:'\"“”‘’()" + EMOTICON + BLOCK_TAG
_BRACKETS: Final = {
    "quote": r"“[^”\n]{0,200}”|「[^」\n]{0,200}」|『[^』\n]{0,200}』|‘[^’\n]{0,200}’|\"[^\"\n]{0,200}\"",
    "parenthesis": r"\([^)\n]{0,200}\)|\[[^\]\n]{0,200}\]|【[^】\n]{0,200}】",
}
BRACKETS: Final = tuple(_BRACKETS)
"""What `TurnText.is_inside` knows."""


class Edges:
    """Words that do not count at a turn's start and end.

    Args:
        courtesy: words like 亲, 您好, folded.
        particles: final particles like 哦, folded.
    """

    __slots__ = ("_courtesy_by_last", "_finals", "_words_by_first")

    def __init__(self, courtesy: tuple[str, ...] = (), particles: tuple[str, ...] = ()) -> None:
        self._words_by_first = _grouped((*courtesy, *particles), 0)
        self._courtesy_by_last = _grouped(courtesy, -1)
        self._finals = frozenset("的了") | frozenset(particles)

    def skip_start(self, text: str, start: int, end: int) -> int:
        """The first offset in ``text[start:end]`` past courtesy words, particles and punctuation."""
        while start < end:
            if _closes(text[start]):
                start += 1
                continue
            for word in self._words_by_first.get(text[start], ()):
                if text.startswith(word, start, end):
                    start += len(word)
                    break
            else:
                break
        return start

    def skip_end(self, text: str, start: int, end: int) -> int:
        """The last offset of ``text[start:end]`` before final particles, courtesy words and punctuation."""
        while end > start:
            if _closes(text[end - 1]):
                end -= 1
                continue
            trimmed = self.trim(text, start, end)
            if trimmed == end:
                for word in self._courtesy_by_last.get(text[end - 1], ()):
                    if text.endswith(word, start, end):
                        trimmed = end - len(word)
                        break
                else:
                    break
            end = trimmed
        return end

    def trim(self, text: str, start: int, end: int) -> int:
        """`end` of ``text[start:end]`` moved before final particles, 的 and 了; at least one character stays."""
        while end - 1 > start and text[end - 1] in self._finals:
            end -= 1
        return end


def _closes(character: str) -> bool:
    if "\u4e00" <= character <= "\u9fff":  # mostly
        return False
    return character in _CLOSING or is_emoji(character)


def _grouped(words: tuple[str, ...], place: int) -> dict[str, list[str]]:
    """`words` by their first or last character, the longest first."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[place], []).append(word)
    return groups


class TurnText:
    """One turn's text. Clauses, edges and brackets are worked out when first asked for.

    Attributes:
        text: the original.
        folded: what rules read; all offsets inside the core are offsets of this.
    """

    __slots__ = ("_brackets", "_clauses", "_edges", "_lines", "_offsets", "_ordinals", "_starts", "folded", "text")

    def __init__(self, text: str, placeholders: Mapping[str, str] | None = None) -> None:
        self.text = text
        self.folded, self._offsets = fold(text, placeholders)
        self._clauses: list[Clause] = []
        self._starts: list[int] = []
        self._ordinals: list[int] = []
        self._edges: tuple[int, int] | None = None
        self._lines: list[int] | None = None
        self._brackets: dict[str, list[tuple[int, int]]] = {}

    @property
    def clauses(self) -> list[Clause]:
        """The clauses in order; there is at least one."""
        if not self._clauses:
            self._clauses = split(self.folded)
        return self._clauses

    @property
    def starts(self) -> list[int]:
        """Where each clause starts; marks before the first clause belong to it."""
        if not self._starts:
            self._starts = [clause.start for clause in self.clauses]
            self._starts[0] = 0
        return self._starts

    @property
    def ordinals(self) -> list[int]:
        """For each clause, how many before it read the same."""
        if not self._ordinals:
            seen: dict[str, int] = {}
            for clause in self.clauses:
                text = self.folded[clause.start : clause.end]
                self._ordinals.append(seen.get(text, 0))
                seen[text] = self._ordinals[-1] + 1
        return self._ordinals

    @property
    def clause_of(self) -> list[int]:
        """For each folded character, the index of its clause."""
        table: list[int] = []
        for index, start in enumerate([*self.starts[1:], len(self.folded)]):
            table += [index] * (start - len(table))
        return table

    def clause_index(self, offset: int) -> int:
        """The index of the clause that holds the folded `offset`."""
        return bisect_right(self.starts, offset) - 1

    def span(self, start: int, end: int) -> Span:
        """The original place of the folded ``[start:end)``."""
        if self._offsets is None:
            return Span(start, end)
        if start == end:
            return Span(self._offsets[start], self._offsets[start])
        return Span(self._offsets[start], past(self.text, self._offsets[end - 1]))

    def core(self, edges: Edges) -> tuple[int, int]:
        """The folded place of the turn past courtesy words and particles at both ends."""
        if self._edges is None:
            start = edges.skip_start(self.folded, 0, len(self.folded))
            self._edges = (start, edges.skip_end(self.folded, start, len(self.folded)))
        return self._edges

    def message_index(self, offset: int) -> int:
        """How many messages of the turn end before the original `offset`."""
        return self.text.count("\n", 0, offset)

    def message(self, offset: int) -> tuple[int, int]:
        """The folded place of the message that holds the folded `offset`."""
        if self._lines is None:
            self._lines = [-1, *(mark.start() for mark in re.finditer("\n", self.folded)), len(self.folded)]
        index = bisect_left(self._lines, offset, 1, len(self._lines) - 1)
        return self._lines[index - 1] + 1, self._lines[index]

    def is_inside(self, kind: str, start: int, end: int) -> bool:
        """Whether the folded ``[start:end)`` stands between marks of `kind`, ``quote`` or ``parenthesis``."""
        return self.brackets_round(kind, start, end) is not None

    def brackets_round(self, kind: str, start: int, end: int) -> tuple[int, int] | None:
        """The folded place of the marks of `kind` that ``[start:end)`` stands between, with all inside."""
        if kind not in self._brackets:
            self._brackets[kind] = [mark.span() for mark in re.finditer(_BRACKETS[kind], self.folded)]
        places = self._brackets[kind]
        index = bisect_right(places, (start, len(self.folded) + 1)) - 1
        is_round = index >= 0 and places[index][0] < start and end <= places[index][1]
        return places[index] if is_round else None
