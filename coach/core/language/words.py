"""Words: jieba's segmentation, asked for only where a word's edge decides."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import jieba


class Segmenter:
    """Cuts folded text into words; loads its dictionary (0.8 s) at the first cut.

    Args:
        extra: words the dictionary should know besides its own.
    """

    def __init__(self, extra: Iterable[str] = ()) -> None:
        self._extra = tuple(extra)
        self._tokenizer: jieba.Tokenizer | None = None
        self._cut = lru_cache(maxsize=4096)(self._cut_anew)

    def cut(self, text: str) -> tuple[tuple[int, int], ...]:
        """The words of `text` as (start, end) in code points; together they cover it."""
        return self._cut(text)

    def is_edge(self, text: str, offset: int) -> bool:
        """Whether a word starts or ends at `offset` of `text`."""
        return offset in (0, len(text)) or any(end == offset for _, end in self.cut(text))

    def edge_before(self, text: str, offset: int) -> int:
        """The last word edge of `text` at or before `offset`, or `offset` when that would leave nothing."""
        return max((end for _, end in self.cut(text) if end <= offset), default=offset)

    def _cut_anew(self, text: str) -> tuple[tuple[int, int], ...]:
        if self._tokenizer is None:
            self._tokenizer = _load(self._extra)
        return tuple((start, end) for _, start, end in self._tokenizer.tokenize(text))


def _load(extra: tuple[str, ...]) -> jieba.Tokenizer:
    import logging

    import jieba

    jieba.setLogLevel(logging.WARNING)

    class Tokenizer(jieba.Tokenizer):  # type: ignore[misc]  # jieba has no types
        def initialize(self, dictionary: object = None) -> None:
            # jieba's own would read and write a marshal file in the shared temporary folder
            if not getattr(self, "initialized", False):
                self.FREQ, self.total = self.gen_pfdict(self.get_dict_file())
                self.initialized = True

    tokenizer = Tokenizer()
    tokenizer.initialize()
    for word in extra:
        tokenizer.add_word(word)
    return tokenizer


def spacy_doc(text: str, words: Iterable[tuple[int, int]]) -> Any:
    """A spaCy Doc of `text` cut into `words`; a space is a token of its own. Imports spaCy (0.75 s)."""
    from spacy.tokens import Doc

    spans = list(words)
    return Doc(_vocab(), words=[text[start:end] for start, end in spans], spaces=[False] * len(spans))


@lru_cache(maxsize=1)
def _vocab() -> Any:
    from spacy.vocab import Vocab

    return Vocab()


def spacy_matcher(patterns: Iterable[list[dict[str, Any]]]) -> Any:
    """A spaCy Matcher for `patterns`, longest match first. Imports spaCy.

    Raises:
        ValueError: a pattern is not one that spaCy knows.
    """
    from spacy.matcher import Matcher

    matcher = Matcher(_vocab(), validate=True)
    matcher.add("tokens", list(patterns), greedy="LONGEST")
    return matcher


@lru_cache(maxsize=1)
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("s2tw")


def to_traditional(text: str) -> str:
    """Simplified `text` in Traditional characters, same wording. Imports OpenCC."""
    return str(_converter().convert(text))
