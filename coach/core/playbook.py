"""The playbook: what a trainer wrote once for each thing that is refused, composed for the reply at hand.

A good refusal names the reason, states the limit as a fact, offers what can be done and asks for consent. What the
reply already gives stays as it was written; the playbook fills in the rest, in the reply's own register and script.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from string import Template
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zlib import crc32

from coach.core.matching import Match, in_clause

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.scan import Reading

PARTS: Final = ("because", "limit", "can")
"""What a playbook says of a thing; a rewrite of one's own names them ``$because`` ``$limit`` ``$can``."""
SUBSTANTIAL: Final = 4
"""A reason of fewer characters inside the refusal's own clause is a bare 因为."""
BARE_CLAUSE: Final = 14
"""A refusal in a clause of so many characters may leave out what it refuses (改不了的呢): others say it."""
SHORT_ASK: Final = 12
"""A customer's message of so many characters asks for what it names, question or not."""
LONG_TURN: Final = 120
LONG_HELPED_TURN: Final = 60
"""Longer turns, or longer ones that offer something themselves, say more than a playbook can know."""
_ADDRESSES: Final = ("亲", "亲亲", "亲爱的")


class Composed(NamedTuple):
    """What a playbook proposes: a place in the folded turn, and the words for it."""

    start: int
    end: int
    text: str


def compile_playbooks(
    compiler: Compiler, playbooks: Sequence[Mapping[str, Any]], wordings: Mapping[str, Any]
) -> dict[str, Any]:
    """The plain data of all playbooks, those that stand first asked first; empty without wordings."""
    if not wordings:
        return {"things": [], "wordings": {}}
    things = [
        {
            "name": f"{playbook['name']}/{name}",
            "about": compiler.matcher(thing["about"], ("things", name, "about")),
            "broad": thing.get("broad") == "true",
            **{part: thing[part] for part in PARTS},
        }
        for playbook in playbooks
        for name, thing in playbook["things"].items()
    ]
    signals = ("refusal", "reason", "help", "condition", "question")
    kept = {key: compiler.matcher(wordings[key], (key,)) for key in signals}
    registers = [
        {**register, "when": compiler.matcher(register["when"], ("registers", name)) if register.get("when") else None}
        for name, register in wordings["registers"].items()
    ]
    return {"things": things, "wordings": {**kept, "registers": registers}}


def compose(reading: Reading, match: Match, rewrite: str | None = None) -> Iterator[Composed]:
    """What the playbook proposes for the refusal at `match`; nothing when no playbook speaks of the thing refused.

    Args:
        rewrite: a wording of the rule's own with ``$because`` ``$limit`` ``$can``; else the playbooks' wordings, three
            to a register, rotated by the text.
    """
    data = reading.rulebook.book["playbook"]
    if not data["things"] or not _is_plain(reading, match, data["wordings"]):
        return
    thing = _thing(data, reading, match)
    if thing is None:
        return
    start, end = _extent(reading, match, data["wordings"])
    if _outside(reading.find(data["wordings"]["refusal"]), start, end):
        return  # another refusal would stay
    if rewrite is None:
        rewrite = _wording(data["wordings"], reading, start, end)
    text = Template(rewrite).substitute({part: thing[part] for part in PARTS})
    glued = start > 0 and reading.turn.folded[start - 1].isalnum()
    yield Composed(start, _past_address(reading, end), f"，{text}" if glued else text)


def _is_plain(reading: Reading, match: Match, wordings: Mapping[str, Any]) -> bool:
    """Whether the refusal stands for itself: in no brackets, under no condition, in a turn that is not too long."""
    limit = LONG_HELPED_TURN if reading.find(wordings["help"]) else LONG_TURN
    if len(reading.turn.folded) > limit or reading.turn.is_inside("parenthesis", match.start, match.end):
        return False
    return not any(match.clause - 1 <= one.clause <= match.clause for one in reading.find(wordings["condition"]))


def _thing(data: Mapping[str, Any], reading: Reading, match: Match) -> Mapping[str, Any] | None:
    """What is refused: said in the refusal's clause, or for a short one by its neighbours or the customer.

    A broad thing (改) gives way to what they name (the address).
    """
    things, own = data["things"], range(match.clause, match.clause + 1)
    found = _first_about(things, reading, own)
    clause = reading.turn.clauses[match.clause]
    if (found and not found["broad"]) or clause.end - clause.start > BARE_CLAUSE:
        return found
    narrow = [thing for thing in things if not thing["broad"]]
    near = range(max(match.clause - 1, 0), min(match.clause + 2, len(reading.turn.clauses)))
    return (
        _first_about(narrow, reading, near) or _asked_for(things if found is None else narrow, reading, data) or found
    )


def _first_about(things: Sequence[Mapping[str, Any]], reading: Reading, clauses: range) -> Mapping[str, Any] | None:
    return next((thing for thing in things if any(one.clause in clauses for one in reading.find(thing["about"]))), None)


def _asked_for(
    things: Sequence[Mapping[str, Any]], reading: Reading, data: Mapping[str, Any]
) -> Mapping[str, Any] | None:
    """What the customer's last words ask for."""
    question = data["wordings"]["question"]
    asking = [
        message
        for message in reading.customer.last_go
        if len(message.turn.folded) <= SHORT_ASK or "?" in message.turn.folded or message.find(question)
    ]
    return next((thing for thing in things if any(message.find(thing["about"]) for message in asking)), None)


def _extent(reading: Reading, match: Match, wordings: Mapping[str, Any]) -> tuple[int, int]:
    """The folded place to write anew: the refusal's clause and its neighbours that refuse too.

    A reason inside the clause, before the refusal, stays.
    """
    clauses, refused = reading.turn.clauses, {one.clause for one in reading.find(wordings["refusal"])}
    first = last = match.clause
    while first - 1 in refused:
        first -= 1
    while last + 1 in refused:
        last += 1
    start, _ = reading.clause_core(clauses[first])
    reasons = in_clause(reading.find(wordings["reason"]), first) if first == match.clause else []
    inside = [one.end for one in reasons if start < one.end <= match.start and one.end - one.start >= SUBSTANTIAL]
    return max([start, *inside]), clauses[last].end


def _past_address(reading: Reading, end: int) -> int:
    """`end` past a last 亲 that the refusal was said to."""
    rest = reading.turn.folded[end:].strip(" 。!~,")
    return len(reading.turn.folded) if rest in _ADDRESSES else end


def _outside(matches: Sequence[Match], start: int, end: int) -> list[Match]:
    return [one for one in matches if one.end <= start or one.start >= end]


def _wording(wordings: Mapping[str, Any], reading: Reading, start: int, end: int) -> str:
    """The parts that the rest of the turn leaves unsaid, in the reply's register."""
    registers = wordings["registers"]
    register = next(one for one in registers if one["when"] is None or reading.find(one["when"]))
    reasons = _outside(reading.find(wordings["reason"]), start, end)
    if any(one.end <= start for one in reasons):
        opening = _rotated(register["follow"], reading)
    else:
        opening = "$limit" if reasons else _rotated(register["explain"], reading)
    if _outside(reading.find(wordings["help"]), start, end):
        return opening
    return f"{opening}。{_rotated(register['offer'], reading)}"


def _rotated(wordings: Sequence[str], reading: Reading) -> str:
    return wordings[crc32(reading.turn.folded.encode("utf-8", "surrogatepass")) % len(wordings)]
