"""The playbook: what a trainer wrote once for each thing that is refused, composed for the reply at hand.

A good refusal names the reason, states the limit as a fact, offers what can be done and asks for consent. What the
reply already gives stays as it was written; the playbook fills in the rest, in the reply's own register and script.
Where the rest of the turn says more than a playbook can know, it proposes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from coach.core.refusal import Composed, Refusal
from coach.core.refused_thing import Asked

if TYPE_CHECKING:
    from coach.core.compiler import Compiler
    from coach.core.matching import Match
    from coach.core.reading import Reading

PARTS: Final = ("because", "limit", "can")
"""What a playbook says of a thing; a rewrite of one's own names them ``$because`` ``$limit`` ``$can``."""
SIGNALS: Final = ("refusal", "reason", "because", "help", "condition", "question", "lead", "filler")
"""What wordings.yaml says of replies, beside the registers."""
MORE_SIGNALS: Final = ("blame", "farewell")
"""What it may leave out."""
_WORD: Final = re.compile(r"\$(?:\$|(\w*))", re.ASCII)


def unknown_word(text: str) -> str | None:
    """The first ``$word`` of a wording that no playbook fills in."""
    words = (found[1] for found in _WORD.finditer(text) if found[0] != "$$")
    return next((f"${word}" for word in words if word not in PARTS), None)


def compile_playbooks(
    compiler: Compiler, playbooks: Sequence[Mapping[str, Any]], wordings: Mapping[str, Any]
) -> dict[str, Any]:
    """The plain data of all playbooks, those that stand first asked first; empty without wordings."""
    if not wordings:
        return {"things": [], "wordings": {}}
    things = [
        {
            "name": f"{playbook['name']}/{name}",
            "playbook": playbook["name"],
            "trade": _optional(compiler, playbook, "trade"),
            "elsewhere": _optional(compiler, playbook, "elsewhere"),
            "about": compiler.matcher(thing["about"], ("things", name, "about")),
            "fits": _optional(compiler, thing, "fits", ("things", name)),
            "unless": _optional(compiler, thing, "unless", ("things", name)),
            "broad": thing.get("broad") == "true",
            **{part: thing[part] for part in PARTS},
        }
        for playbook in playbooks
        for name, thing in playbook["things"].items()
    ]
    kept = {key: compiler.matcher(wordings[key], (key,)) for key in SIGNALS}
    more = {key: _optional(compiler, wordings, key) for key in MORE_SIGNALS}
    registers = [
        {**register, "when": _optional(compiler, register, "when", ("registers", name))}
        for name, register in wordings["registers"].items()
    ]
    return {"things": things, "wordings": {**kept, **more, "registers": registers}}


def _optional(compiler: Compiler, source: Mapping[str, Any], key: str, path: tuple[str, ...] = ()) -> int | None:
    return compiler.matcher(source[key], (*path, key)) if source.get(key) else None


def compose(reading: Reading, match: Match, rewrite: str | None = None) -> Sequence[Composed]:
    """What the playbook proposes for the refusal at `match`; nothing when no playbook speaks of the thing refused.

    Args:
        rewrite: a wording of the rule's own with ``$because`` ``$limit`` ``$can``; else the playbooks' wordings, three
            to a register, rotated by the text.
    """
    place = match.start, match.end, match.clause, rewrite
    if place not in reading.composed:  # several rules find a fault in one refusal
        reading.composed[place] = tuple(_composed(reading, match, rewrite))
    return reading.composed[place]


def _composed(reading: Reading, match: Match, rewrite: str | None) -> Iterator[Composed]:
    things = _of_trade(reading)
    refusal = Refusal(reading, match, reading.rulebook.book["playbook"]["wordings"]) if things else None
    if refusal is None or not refusal.is_plain():
        return
    named = [one for one in things if _is_named(one["about"], reading) and not _is_excluded(one, reading)]
    thing = Asked(refusal, named).thing()
    if thing is not None and refusal.can_be_replaced(thing) and not refusal.refuses_more(thing, things):
        yield refusal.replaced({part: refusal.in_script(thing[part]) for part in PARTS}, rewrite)


def _is_excluded(thing: Mapping[str, Any], reading: Reading) -> bool:
    """Whether the turn, or what it answers, speaks of what the thing is not."""
    return thing["unless"] is not None and _is_named(thing["unless"], reading)


def _is_named(matcher: int, reading: Reading) -> bool:
    """Whether the turn, or what it answers, has a place for it."""
    return bool(reading.find(matcher)) or any(message.find(matcher) for message in reading.customer.last_go)


def _of_trade(reading: Reading) -> Sequence[Mapping[str, Any]]:
    """The things whose trade the talk may be of; where the playbooks were chosen by name, all."""
    if reading.things is None:
        book = reading.rulebook
        reading.things = book.things if book.has_chosen_playbooks else _spoken_of(reading)
    return reading.things


def _spoken_of(reading: Reading) -> list[Mapping[str, Any]]:
    book = reading.rulebook
    asked = {number for thing in book.things for number in (thing["trade"], thing["elsewhere"])} - {None}
    spoken_of = {number for number in asked if _is_spoken_of(number, reading)}
    return [
        thing
        for thing in book.things
        if (thing["trade"] is None or thing["trade"] in spoken_of) and thing["elsewhere"] not in spoken_of
    ]


def _is_spoken_of(matcher: int, reading: Reading) -> bool:
    return bool(reading.find(matcher)) or any(message.find(matcher) for message in reading.customer)
