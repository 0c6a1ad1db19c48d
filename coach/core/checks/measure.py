"""`measure`: too much of something: characters, or marks like ！, in a turn, a message, a sentence or a run."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar, Final

from coach.core.language.emoticons import EMOJI
from coach.core.language.folding import BLOCK_TAG, EMOTICON, MASK, VARIABLE, fold_word
from coach.core.matching import REPLACEMENT, Match

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.reading import Reading

CHARACTERS: Final = "characters"
QUESTION: Final = "?"
SPELLED_OUT: Final = 8
"""So many runs of marks are looked for one by one."""
CALM: Final = {"!": "。"}
"""What a mark that is one too many becomes."""
_PARTS: Final = {
    "message": r"[^\n]+",
    "sentence": rf"[^。!?;,.…~\s{EMOTICON}{BLOCK_TAG}{EMOJI}]+",
}
_OPAQUE: Final = MASK + "".join(VARIABLE.values())
_LINK: Final = "https?://[!-~]*"
_SENTENCE_END: Final = r"[。!?\n]+"


@dataclass(frozen=True, slots=True)
class Measure:
    """Finds parts that hold more than `more_than` characters, or marks of `of`.

    Attributes:
        of: ``characters``, or the marks themselves, folded.
        within: ``turn``, ``message``, ``sentence`` (up to a mark, white space or a link), ``run`` (of those marks) or
            ``alone`` (a turn of those marks and nothing else).
        uncounted: matcher; the marks of a sentence where it has a place do not count.
    """

    captures: ClassVar[tuple[str, ...]] = (REPLACEMENT,)
    of: str
    within: str
    more_than: int
    uncounted: int | None = None

    @staticmethod
    def compile(compiler: Compiler, source: Mapping[str, Any]) -> dict[str, Any]:
        """The fields, from the `check` of a rule file."""
        of = source["of"] if source["of"] == CHARACTERS else fold_word(source["of"])
        uncounted = source.get("uncounted")
        return {
            "of": of,
            "within": source["in"],
            "more_than": source["more-than"],
            "uncounted": compiler.matcher(uncounted, ("check", "uncounted")) if uncounted else None,
        }

    def triggers(self) -> list[int]:
        """None: a length has no literal."""
        return []

    def screen(self) -> dict[str, Any]:
        """What a turn must be for it to find anything: `least` so long, with one of `texts`, of `only` some marks."""
        if self.of == CHARACTERS:
            return {"least": self.more_than + 1}
        if self.within == "alone":
            return {"only": self.of + " \n"}
        if self.within == "run" and len(self.of) ** (self.more_than + 1) <= SPELLED_OUT:
            return {"texts": list(map("".join, product(self.of, repeat=self.more_than + 1)))}
        return {"texts": list(self.of)}

    def find(self, reading: Reading) -> list[Match]:
        """The parts that are too long, the runs, or the first mark too many of each part."""
        folded = reading.turn.folded
        if self.of == CHARACTERS:
            if len(folded) <= self.more_than:
                return []
            parts = (part for part in self._parts(folded) if part[1] - part[0] > self.more_than)
            long = [(start, end) for start, end in parts if _length(folded[start:end]) > self.more_than]
            return [Match(start, end, reading.turn.clause_index(start), {}) for start, end in long]
        if self.within == "alone":
            return self._alone(folded)
        if sum(map(folded.count, self.of)) <= self.more_than:
            return []
        return self._runs(reading) if self.within == "run" else self._marks(reading)

    def _parts(self, folded: str) -> Iterator[tuple[int, int]]:
        if self.within == "turn":
            return iter([(0, len(folded))])
        if self.within == "sentence" and "://" in folded:
            folded = re.sub(_LINK, lambda link: " " * len(link[0]), folded)
        return (part.span() for part in re.finditer(_PARTS[self.within], folded))

    def _alone(self, folded: str) -> list[Match]:
        """The whole turn, when there is nothing in it but the marks and white space."""
        marks = folded.strip()
        if not marks or marks[0] not in self.of or marks.translate(dict.fromkeys(map(ord, self.of + " \n"))):
            return []
        start = folded.index(marks)
        return [Match(start, start + len(marks), 0, {REPLACEMENT: ""})]

    def _runs(self, reading: Reading) -> list[Match]:
        """Runs of marks; the better wording is one of them: a question stays one."""
        runs = re.finditer(f"[{re.escape(self.of)}]{{{self.more_than + 1},}}", reading.turn.folded)
        return [
            Match(
                *run.span(),
                reading.turn.clause_index(run.start()),
                {REPLACEMENT: QUESTION if QUESTION in run.group() else run.group()[0]},
            )
            for run in runs
        ]

    def _marks(self, reading: Reading) -> list[Match]:
        """The first mark over the limit in each part."""
        folded = reading.turn.folded
        marks = [mark.start() for mark in re.finditer(f"[{re.escape(self.of)}]", folded)]
        if self.uncounted is not None:
            ends = [mark.start() for mark in re.finditer(_SENTENCE_END, folded)]
            spared = {bisect_left(ends, place.end) for place in reading.find(self.uncounted)}
            runs = [bisect_left(ends, mark + 1) - 1 for mark in marks]
            marks = [mark for mark, run in zip(marks, runs, strict=True) if run not in spared]
        found = []
        for start, end in self._parts(folded):
            over = bisect_left(marks, start) + self.more_than
            if over < len(marks) and marks[over] < end:
                mark = marks[over]
                better = {REPLACEMENT: CALM[folded[mark]]} if folded[mark] in CALM else {}
                found.append(Match(mark, mark + 1, reading.turn.clause_index(mark), better))
        return found


def _length(text: str) -> int:
    """How many characters a reader takes `text` for: a Latin word, a number or a variable is one."""
    return len(re.sub(f"[a-z0-9.:'-]+|[{_OPAQUE}]+", "-", text))
