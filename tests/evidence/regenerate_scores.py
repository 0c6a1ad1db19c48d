"""Measures the coach on the sets in corpora/, writes the figures: `python tests/evidence/regenerate_scores.py`."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))  # the coach of this checkout

import coach
from coach.core.evaluate import total
from coach.files.measuring import measure

CORPORA = Path(__file__).parents[2] / "corpora"
PAGE = CORPORA / "scores.json"


def sets() -> list[Path]:
    """The labelled sets, in the order of their names."""
    return sorted(CORPORA.glob("*.jsonl"))


def figures(path: Path, trained: coach.Coach) -> dict[str, Any]:
    """What the coach makes of one set, and which content that was.

    Raises:
        ValueError: a line is not right.
    """
    measured = measure(trained, str(path))
    if measured.unreadable:
        wrong = [f"{part.origin.place}: {part.message}" for part in measured.unreadable]
        raise ValueError("\n".join(wrong))
    counts = measured.evaluation.counts
    micro = total(counts.values()).figures._asdict()
    return {
        "digest": hashlib.blake2b(path.read_bytes()).hexdigest(),
        "micro": {name: round(value, 4) for name, value in micro.items()},
        "guidelines": {name: round(one.figures.f1, 4) for name, one in counts.items()},
    }


def page() -> str:
    """The figures of all sets, as the file holds them."""
    trained = coach.load(["all"])
    scores = {path.stem: figures(path, trained) for path in sets()}
    return json.dumps(scores, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
