"""Fingerprints: the same finding keeps its name when the text around its clause moves."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.core.matching import Match
    from coach.core.reading import Reading


def fingerprint(guideline: str, reading: Reading, match: Match) -> str:
    """16 hexadecimal digits from guideline, folded trigger, folded clause and ordinal.

    The ordinal counts earlier clauses of the turn that read the same; no position, path, version or rule id goes in.
    """
    folded, clauses = reading.turn.folded, reading.turn.clauses
    clause = clauses[match.clause]
    text = folded[clause.start : clause.end]
    ordinal = reading.turn.ordinals[match.clause]
    within = folded.count(folded[match.start : match.end], clause.start, match.start)
    parts = (guideline, folded[match.start : match.end], text, str(ordinal), str(within))
    return blake2b("\0".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
