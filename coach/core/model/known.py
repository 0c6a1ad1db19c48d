"""Answers that are known already, where a function would work them out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Answer = TypeVar("Answer", covariant=True)


@dataclass(frozen=True, slots=True)
class Known(Generic[Answer]):
    """Gives `answer` to whoever asks, whatever the question; unlike a closure it can go to another process."""

    answer: Answer

    def __call__(self, *_: object) -> Answer:
        """The answer."""
        return self.answer
