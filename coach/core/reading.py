"""A turn as it is read: which literals were found in it, and where matchers have places; and what came before it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from coach.core.language.clauses import Clause
from coach.core.language.closing import words_end
from coach.core.language.turn_text import TurnText
from coach.core.matching import Match
from coach.core.model.history import History

if TYPE_CHECKING:
    from coach.core.model.finding import Highlight
    from coach.core.refusal import Composed
    from coach.core.rulebook import Rulebook


_NOTHING: Final[list[Match]] = []
MANY_CLAUSES: Final = 200
"""From so many clauses on, a table of which character is in which is worth making."""
NOTHING_BEFORE: Final = History()
CONTEXT_LIMIT: Final = 40
"""So many of the customer's messages before a turn are looked at."""

Hit = tuple[int, int]
"""Start and end of a literal in the folded text."""


class Customer:
    """What the customer wrote before a turn, read when a condition or rule first asks; oldest first.

    The newest `CONTEXT_LIMIT` messages count, so that a long chat costs no more than its length.

    Attributes:
        later: rules without a literal of their own, and those of them that these messages call up; None while nobody
            asked.
    """

    __slots__ = ("_asked", "_grams", "_last_go", "_messages", "_readings", "_rulebook", "history", "later")

    def __init__(self, rulebook: Rulebook, history: History) -> None:
        self._rulebook = rulebook
        self.history = history
        self._messages = history.customer[-CONTEXT_LIMIT:]
        self._last_go = min(history.last_go, CONTEXT_LIMIT)
        self._readings: list[Reading] | None = None
        self._asked: dict[int, bool] = {}
        self._grams: frozenset[str] | None = None
        self.later: tuple[tuple[int, ...], Sequence[int]] | None = None

    def __iter__(self) -> Iterator[Reading]:
        return iter(self._read())

    @property
    def last_go(self) -> list[Reading]:
        """The messages that the turn answers."""
        return self._read()[-self._last_go :] if self._last_go else []

    def asks(self, matcher: int) -> bool:
        """Whether it stands in a question of what the turn answers; anywhere in it when nothing there is one."""
        known = self._asked.get(matcher)
        if known is None:
            asking = self._asking()
            known = self._asked[matcher] = any(
                match.clause in clauses for message, clauses in asking for match in message.find(matcher)
            )
        return known

    @property
    def grams(self) -> frozenset[str]:
        """The words of those questions, see `coach.core.echo`."""
        if self._grams is None:
            from coach.core.echo import grams

            texts = (message.clause_text(index) for message, clauses in self._asking() for index in clauses)
            self._grams = grams(texts, tuple(self._rulebook.index["idle"]))
        return self._grams

    def _asking(self) -> list[tuple[Reading, Collection[int]]]:
        """What the turn answers, with the clauses that are questions; with all of them when none is."""
        asking: list[tuple[Reading, Collection[int]]] = [(one, one.questions()) for one in self.last_go]
        if any(clauses for _, clauses in asking):
            return asking
        return [(one, range(len(one.turn.clauses))) for one in self.last_go]

    def _read(self) -> list[Reading]:
        if self._readings is None:
            self._readings = [Reading(self._rulebook, message) for message in self._messages]
        return self._readings


class Reading:
    """A turn together with what the scan hit; remembers every matcher's places.

    Attributes:
        turn: the text.
        literals: the numbers of what the scan hit; those that only conditions ask about come once `is_complete`.
        starts: of the clauses, and, in long turns, `clause_of` each character; there once `prepare` was called.
        history: what came before it.
        outgoing: whether it is about to be sent, not an entry of a library.
        highlights: what it does well, once that was asked for.
        composed: what the playbook proposes, by place, and the `things` it may speak of; see `coach.core.playbook`.
    """

    __slots__ = (
        "_customer", "_echoed", "_found", "_groups", "_hits", "clause_of", "clauses", "composed", "highlights",
        "history", "is_complete", "literals", "outgoing", "rulebook", "starts", "things",
        "turn",
    )  # fmt: skip

    def __init__(
        self,
        rulebook: Rulebook,
        text: str,
        history: History = NOTHING_BEFORE,
        *,
        outgoing: bool = True,
        customer: Customer | None = None,
    ) -> None:
        self.rulebook = rulebook
        self.turn = TurnText(text, rulebook.placeholders)
        self.literals = rulebook.automaton.find(self.turn.folded)
        self.history = history
        self.outgoing = outgoing
        self.highlights: tuple[Highlight, ...] | None = None
        self.composed: dict[tuple[int, int, int, str | None], Sequence[Composed]] = {}
        self.things: Sequence[Mapping[str, Any]] | None = None
        self._customer = customer
        self.is_complete = False
        self.clauses: list[Clause] = []
        self._hits: dict[int, list[Hit]] = {}
        self._found: dict[int, list[Match]] = {}
        self._groups: dict[int, dict[int, list[Match]]] = {}
        self._echoed: dict[tuple[int, int], bool] = {}

    def find(self, number: int) -> list[Match]:
        """The places of the matcher with that number; worked out once."""
        found = self._found.get(number)
        if found is None:
            matcher = self.rulebook.matchers[number]
            if matcher.asks and not self.is_complete:
                self.complete()
            # most have no place, and are not worth another call
            none = not matcher.around and matcher.literals.isdisjoint(self.literals)
            found = self._found[number] = _NOTHING if none else matcher.find(self)
        return found

    def complete(self) -> None:
        """Scan for what only conditions and praise ask about, if that was not done yet."""
        if not self.is_complete:
            self.literals |= self.rulebook.automaton.find_asked(self.turn.folded)
            self.is_complete = True

    def hits(self, literal: int) -> list[Hit]:
        """Where a literal that the scan hit stands, in order."""
        found = self._hits.get(literal)
        if found is None:  # few are asked for: to look again is cheaper than to keep the places of all
            folded, word = self.turn.folded, self.rulebook.literals[literal]
            length, at = len(word), folded.find(word)
            found = self._hits[literal] = []
            while at >= 0:
                found.append((at, at + length))
                at = folded.find(word, at + 1)
        return found

    def prepare(self) -> list[Clause]:
        """Cut clauses, when a matcher first needs to know in which one a hit stands: `clauses`."""
        self.clauses, self.starts = self.turn.clauses, self.turn.starts
        self.clause_of = self.turn.clause_of if len(self.clauses) > MANY_CLAUSES else None
        return self.clauses

    def find_in_clause(self, matcher: int, index: int) -> list[Match]:
        """Its places in one clause."""
        found = self.find(matcher)
        if len(found) < 4:
            return [match for match in found if match.clause == index]
        groups = self._groups.get(matcher)
        if groups is None:
            groups = self._groups[matcher] = {}
            for match in found:
                groups.setdefault(match.clause, []).append(match)
        return groups.get(index, _NOTHING)

    def clause_text(self, index: int) -> str:
        """The folded text of a clause."""
        clause = self.turn.clauses[index]
        return self.turn.folded[clause.start : clause.end]

    def questions(self) -> set[int]:
        """The clauses that end in a question mark or hold the signal `question`."""
        signal = self.rulebook.book["signals"].get("question")
        marked = {index for index, clause in enumerate(self.turn.clauses) if self._is_marked(clause)}
        return marked if signal is None else marked | {match.clause for match in self.find(signal)}

    @property
    def is_asking(self) -> bool:
        """Whether its last words end in a question mark."""
        worded = [clause for clause in self.turn.clauses if clause.start < clause.end]
        return bool(worded) and self._is_marked(worded[-1])

    def _is_marked(self, clause: Clause) -> bool:
        return "?" in self.turn.folded[clause.end : clause.stop]

    def echoes(self, start: int, end: int) -> bool:
        """Whether a word of what the customer asks stands in the place; idle words do not count."""
        known = self._echoed.get((start, end))
        if known is None:
            from coach.core.echo import grams

            asked = self.customer.grams
            known = self._echoed[start, end] = bool(asked) and not asked.isdisjoint(
                grams([self.turn.folded[start:end]])
            )
        return known

    @property
    def customer(self) -> Customer:
        """What the customer wrote before."""
        if self._customer is None:
            self._customer = Customer(self.rulebook, self.history)
        return self._customer

    @property
    def core(self) -> tuple[int, int]:
        """The turn past courtesy words and particles at both ends, folded."""
        return self.turn.core(self.rulebook.edges)

    def clause_core(self, clause: Clause) -> tuple[int, int]:
        """The clause past courtesy words and particles at both ends, folded."""
        edges = self.rulebook.edges
        start = edges.skip_start(self.turn.folded, clause.start, clause.end)
        return start, edges.skip_end(self.turn.folded, start, clause.end)

    def capture_end(self, begin: int, end: int, clause: Clause) -> int:
        """Where a capture that took ``[begin:end)`` ends: past particles and closing marks, or at a word's edge."""
        if end < clause.end:
            text = self.turn.folded[clause.start : clause.end]
            edge = clause.start + self.rulebook.segmenter.edge_before(text, end - clause.start)
            end = edge if edge > begin else end
        folded, edges, before = self.turn.folded, self.rulebook.edges, -1
        while end != before:  # particles and what closes the words may alternate
            before, end = end, edges.trim(folded, begin - 1, words_end(folded, begin, end))
        return end
