"""Labelled replies against what was reported: how often each guideline was rightly reported, wrongly, or missed.

Each (reply, guideline) counts once, whatever the severity and however many places; what a reader was unsure of counts
neither way. Only guidelines that some label names are measured.

Where there is nothing to divide by, a figure is 0.0, as by scikit-learn's default: a guideline that is never reported
has earned no precision. Only where there was nothing to find and nothing was reported all three are 1.0, as by its
``zero_division=1.0``: staying quiet was right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

Verdict = Literal["tp", "fp", "fn"]


class Labels(NamedTuple):
    """What readers say of one reply.

    Attributes:
        given: the guidelines that should be reported.
        unsure: those that count neither way.
        kept: those of which a report is wrong, said in so many words.
        partial: whether nothing is said of guidelines that are not named.
    """

    given: frozenset[str]
    unsure: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    partial: bool = False

    @property
    def named(self) -> frozenset[str]:
        """Every guideline that is spoken of."""
        return self.given | self.unsure | self.kept


class Figures(NamedTuple):
    """How good the reports are, 0.0–1.0."""

    precision: float
    recall: float
    f1: float


class Counts(NamedTuple):
    """Rightly reported, wrongly reported, missed."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    @property
    def figures(self) -> Figures:
        """Precision, recall and F1."""
        if not any(self):
            return Figures(1.0, 1.0, 1.0)
        precision, recall = _ratio(self.tp, self.tp + self.fp), _ratio(self.tp, self.tp + self.fn)
        return Figures(precision, recall, _ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn))


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def verdicts(labels: Labels, reported: Collection[str]) -> dict[str, Verdict]:
    """Guideline → what its report, or the lack of one, is worth."""
    found: dict[str, Verdict] = {}
    judged = labels.named.intersection(reported) if labels.partial else reported
    for guideline in sorted({*labels.given, *judged} - labels.unsure):
        right = guideline in labels.given
        found[guideline] = ("tp" if right else "fp") if guideline in reported else "fn"
    return found


class Evaluation:
    """Counts over labelled replies.

    Args:
        order: all guidelines, as they shall be listed.

    Attributes:
        replies: how many were added.
    """

    def __init__(self, order: Sequence[str]) -> None:
        self.replies = 0
        self._order = order
        self._labelled: set[str] = set()
        self._verdicts: Counter[tuple[str, Verdict]] = Counter()

    def add(self, labels: Labels, reported: Collection[str]) -> dict[str, Verdict]:
        """Count one reply; what was counted."""
        self.replies += 1
        self._labelled |= labels.named
        found = verdicts(labels, reported)
        self._verdicts.update(found.items())
        return found

    @property
    def counts(self) -> dict[str, Counts]:
        """The counts of each guideline that was labelled so far."""
        seen = self._verdicts
        return {
            name: Counts(seen[name, "tp"], seen[name, "fp"], seen[name, "fn"])
            for name in self._order
            if name in self._labelled
        }


def together(parts: Iterable[Mapping[str, Counts]], order: Sequence[str]) -> dict[str, Counts]:
    """The counts of several evaluations as one; each counts the guidelines that it labels."""
    listed = list(parts)
    return {
        name: total(part[name] for part in listed if name in part)
        for name in order
        if any(name in part for part in listed)
    }


def total(counts: Iterable[Counts]) -> Counts:
    """All of them summed: the micro average is the figures of this."""
    return Counts(*map(sum, zip(Counts(), *counts, strict=True)))


def macro(counts: Collection[Counts]) -> Figures:
    """The mean over guidelines, each weighing the same."""
    listed = [one.figures for one in counts] or [Counts().figures]
    return Figures(*(sum(column) / len(listed) for column in zip(*listed, strict=True)))
