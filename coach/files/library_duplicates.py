"""Near-duplicate responses: what says the same in almost the same words, whatever its numbers and variables.

Texts are compared as sets of pairs of neighbouring characters. A text joins the first one it is like; only those firsts
are kept in an index of their rarest pairs, so that a text meets few others and the time grows with the library.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import ceil
from typing import Final, NamedTuple

from coach.core.language.folding import fold

LIKE: Final = 0.5
"""The share of pairs that two texts have in common from which they are told as near duplicates."""
_LENGTH: Final = 4000
"""What comes after so many characters is not compared."""
_RAREST: Final = 48
"""So many of a text's pairs are looked up, at most."""
_CROWD: Final = 100
"""A pair that so many firsts have among their rarest says nothing: it leads to no more of them."""
_MET: Final = 12
"""So many firsts are compared in full, those with most rare pairs in common."""
_IGNORED: Final = re.compile(
    r"\{\{[^{}]*\}\}|\$?\{[^{}]*\}|[\W\d_\ue000-\ue00f]+|[零一二三四五六七八九十两百千万]+(?=[天日个小分点号件元块次])"
)


class Like(NamedTuple):
    """A text of a cluster.

    Attributes:
        number: which of the texts it is, from 0.
        similarity: how much it has in common with the cluster's first text, 0–1; 1 when only numbers, variables,
            punctuation, spaces, width, case or script differ.
    """

    number: int
    similarity: float


def essence(text: str, placeholders: Mapping[str, str]) -> str:
    """What is compared: `text` folded, without variables, numbers, punctuation and spaces.

    Args:
        placeholders: names of variables, as the rulebook knows them.
    """
    return _IGNORED.sub("", fold(text[:_LENGTH], placeholders).text)


def near_duplicates(texts: Sequence[str]) -> list[list[Like]]:
    """Clusters of two and more, the largest first, each in the order of the texts; what is empty has no duplicates.

    Args:
        texts: of `essence`.
    """
    same: dict[str, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        if text:
            same[text].append(number)
    clusters: dict[str, list[Like]] = {}
    for text, first, similarity in _firsts(list(same)):
        clusters.setdefault(first, []).extend(Like(number, similarity) for number in same[text])
    found = [cluster for cluster in clusters.values() if len(cluster) > 1]
    return sorted(found, key=lambda cluster: (-len(cluster), cluster[0].number))


def _firsts(texts: Sequence[str]) -> Iterable[tuple[str, str, float]]:
    """Each text with the first one that it is like, and how much; a text like none is its own first."""
    pairs = [_pairs(text) for text in texts]
    often = Counter(pair for one in pairs for pair in one)
    index: dict[str, list[int]] = defaultdict(list)
    for number, own in enumerate(pairs):
        ordered = sorted(own, key=lambda pair: (often[pair], pair))
        unlike = len(own) - ceil(LIKE * len(own))
        rarest = ordered[: min(unlike + 1, _RAREST)]  # two that are alike share one of so many
        best = max(((_similarity(own, pairs[one]), -one) for one in _met(rarest, index)), default=(0.0, 0))
        if best[0] >= LIKE:
            yield texts[number], texts[-best[1]], best[0]
            continue
        for pair in rarest:
            if len(index[pair]) < _CROWD:
                index[pair].append(number)
        yield texts[number], texts[number], 1.0


def _met(rarest: Iterable[str], index: Mapping[str, list[int]]) -> list[int]:
    common = Counter(chain.from_iterable(index.get(pair, ()) for pair in rarest))
    return [one for one, _ in common.most_common(_MET)]


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(max(len(text) - 1, 1)))


def _similarity(one: frozenset[str], other: frozenset[str]) -> float:
    if min(len(one), len(other)) < LIKE * max(len(one), len(other)):
        return 0.0
    common = len(one & other)
    return common / (len(one) + len(other) - common)
