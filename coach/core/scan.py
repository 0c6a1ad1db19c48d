"""The scan for every literal of every rule, signal and condition: the seam to daachorse."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

NO_LITERAL: Final = "\ue00e"
"""Stands in an automaton without literals; folding never yields it."""


class Automaton:
    """Finds every literal, overlapping ones too. Offsets are code points.

    The literals that call up a rule are one automaton, scanned for every text; those that only
    conditions ask about are another, made or read when a condition is met for the first time.

    Args:
        calling: the first automaton.
        asked: gives the second one.
        first_asked: the number of its first literal.
    """

    __slots__ = ("_asked", "_calling", "_first_asked", "_give_asked")

    def __init__(self, calling: object, asked: Callable[[], object], first_asked: int) -> None:
        self._calling: Any = calling
        self._give_asked = asked
        self._asked: Any = None
        self._first_asked = first_asked

    @classmethod
    def build(cls, literals: Sequence[str], calling: int) -> Automaton:
        """Automata whose numbers are the indexes of `literals`; the first `calling` of them call up rules."""
        return cls(_built(literals[:calling]), lambda: _built(literals[calling:]), calling)

    @classmethod
    def load(cls, calling: bytes, asked: Callable[[], bytes], first_asked: int) -> Automaton:
        """The automata that `build` made and `serialized` wrote.

        Raises:
            ValueError: `calling` is not that.
        """
        return cls(_read(calling), lambda: _read(asked()), first_asked)

    def find(self, folded: str) -> set[int]:
        """The numbers of the literals in `folded` that call up a rule."""
        return {hit[2] for hit in self._calling.find_overlapping(folded)}

    def find_asked(self, folded: str) -> set[int]:
        """The numbers of all other literals in `folded`."""
        if self._asked is None:
            self._asked = self._give_asked()
        first = self._first_asked
        return {first + hit[2] for hit in self._asked.find_overlapping(folded)}


def serialized(literals: Sequence[str]) -> bytes:
    """The automaton over `literals`, to be read by `Automaton.load`."""
    return bytes(_built(literals).serialize())


def _built(literals: Sequence[str]) -> Any:
    from daachorse import CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick(list(literals) or [NO_LITERAL])


def _read(data: bytes) -> Any:
    from daachorse import CharwiseDoubleArrayAhoCorasick

    return CharwiseDoubleArrayAhoCorasick.deserialize(data)
