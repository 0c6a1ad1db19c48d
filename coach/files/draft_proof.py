"""What a draft of one pack file does with its examples, and with those of the rules that it concerns."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final, NamedTuple

from coach.core.binding import Bound, compile_rulebook
from coach.core.compiler import Path, Sources
from coach.core.lint import matches
from coach.core.model.span import Span
from coach.core.proving import Example, Failure, Prover, example, lexicon_failures
from coach.core.reading import Reading
from coach.core.rulebook import Rulebook
from coach.errors import PackError, PatternError
from coach.files.draft_sources import Draft, Packs, concerned, copied, narrowed

SECONDS: Final = 5.0
"""So long the rules that a signal or lexicon concerns are proven; the rest is counted."""
_PAIR: Final = ("flag", "quiet", "better")


class Tried(NamedTuple):
    """One example of the draft, tried.

    Attributes:
        path: where it stands in the file.
        key: ``flag``, ``quiet``, ``better``, or ``examples`` of a playbook.
        text: without marks.
        wanted: the place that must be reported, in code points; None when any will do.
        found: the places that are.
        problem: what does not hold, as a sentence; empty when it does, None when it could not be tried.
    """

    path: Path
    key: str
    text: str
    wanted: tuple[int, int] | None
    found: list[Span]
    problem: str | None


class Proof(NamedTuple):
    """What came of a draft.

    Attributes:
        book: the rules that it concerns, compiled with it; None when the draft cannot run.
        rules: their ids.
        problems: what is wrong, in this file or in others because of it, in order.
        examples: of this file.
        unproven: how many of the rules were not proven for want of time.
    """

    book: Rulebook | None
    rules: list[str]
    problems: list[PackError]
    examples: list[Tried]
    unproven: int


def prove_draft(packs: Packs, draft: Draft, go_on: Callable[[], None], seconds: float = SECONDS) -> Proof:
    """Compile and prove what the draft concerns.

    Args:
        go_on: called now and then; may raise to stop.
        seconds: how long other rules than the draft's own may be proven.
    """
    sources = draft.gathered.sources
    if not draft.owner:
        return Proof(None, [], [*draft.problems, *_everywhere(packs, draft)], [], 0)
    if draft.owner not in draft.gathered.places:
        return Proof(None, [], draft.problems, [], 0)
    rules = concerned(sources, draft.owner)
    bound = compile_part(sources, rules, draft.owner)
    known = {rule["id"] for rule in bound.index["rules"]}
    problems = [*draft.problems, *_compiling(packs, draft, bound)]
    own = draft.gathered.places[draft.owner].data
    if any(owner == draft.owner for owner, _ in bound.problems):
        return Proof(None, rules, problems, [*_untried(own)], 0)
    go_on()
    rules = [name for name in rules if name in known]
    book = bound.rulebook()
    prover = _Part(packs, draft, rules, book)
    failures, unproven = prover.failures(go_on, seconds)
    examples = [*_tried(prover, own, failures)]
    told = {one.path for one in examples} | {(*one.path, one.key) for one in examples}
    rest = [one for one in failures if one.owner != draft.owner or one.path not in told]
    problems += [draft.gathered.places[one.owner].error(one.message, one.path) for one in rest]
    return Proof(book, rules, problems, examples, unproven)


def loading_problems(packs: Packs, draft: Draft) -> list[PackError]:
    """Why the coach could not use the file: what keeps it from being read or compiled; examples aside."""
    if not draft.owner or draft.owner not in draft.gathered.places:
        return draft.problems
    sources = draft.gathered.sources
    bound = compile_part(
        sources, concerned(sources, draft.owner) if draft.owner.startswith("rule ") else (), draft.owner
    )
    own = [_placed(draft, owner, error) for owner, error in bound.problems if owner == draft.owner]
    return [*draft.problems, *own]


def compile_part(sources: Sources, rules: Sequence[str], owner: str) -> Bound:
    """These rules and what they need, compiled; where that fails with all names at hand, to tell the nearest."""
    bound = compile_rulebook(narrowed(sources, rules, owner))
    if bound.problems:
        part = copied(sources)
        kept = [rule for rule in part.rules if rule["id"] in set(rules)]
        playbooks = [one for one in part.playbooks if owner == f"playbook {one['name']}"]
        bound = compile_rulebook(replace(part, rules=kept, playbooks=playbooks))
    return bound


def _compiling(packs: Packs, draft: Draft, bound: Bound) -> Iterator[PackError]:
    """What cannot be compiled: of the draft all, of other files what is new."""
    others = [one for one in bound.problems if one[0] != draft.owner]
    before = {(owner, str(error)) for owner, error in packs.bound().problems} if others else set()
    for owner, error in bound.problems:
        if (owner, str(error)) not in before or owner == draft.owner:
            yield _placed(draft, owner, error)


def _everywhere(packs: Packs, draft: Draft) -> Iterator[PackError]:
    """For a file that concerns all rules: what can be compiled no more."""
    before = {str(error) for error in (*packs.gathered.problems, *(error for _, error in packs.bound().problems))}
    bound = compile_rulebook(copied(draft.gathered.sources))
    yield from (_placed(draft, owner, error) for owner, error in bound.problems if str(error) not in before)


def _placed(draft: Draft, owner: str, error: PatternError) -> PackError:
    return draft.gathered.places[owner].error(str(error), error.path)


class _Part:
    """Proves the part of the rules that a draft concerns."""

    def __init__(self, packs: Packs, draft: Draft, rules: Sequence[str], book: Rulebook) -> None:
        sources = draft.gathered.sources
        self.packs, self.draft, self.book, self.sources = packs, draft, book, sources
        self.rules = [rule for rule in sources.rules if rule["id"] in set(rules)]
        self.kind, _, self.name = draft.owner.partition(" ")
        out = () if self.kind == "playbook" else rules
        needs = self.kind == "playbook" or any("better" in one for rule in self.rules for one in rule["examples"])
        beside = packs.linter(out) if needs else None
        self.prover = Prover(narrowed(sources, rules, draft.owner), book, beside)

    def failures(self, go_on: Callable[[], None], seconds: float) -> tuple[list[Failure], int]:
        """What of the draft does not hold, and of the other rules what held before; how many were not looked at."""
        failures = [*self._own()]
        others = [rule for rule in self.rules if f"rule {rule['id']}" != self.draft.owner]
        if self.kind == "playbook":
            return failures, 0
        if self.kind == "rule":
            failures += self._spoilt(go_on)
        end = time.monotonic() + seconds
        for number, rule in enumerate(others):
            go_on()
            if time.monotonic() > end:
                return failures, len(others) - number
            broken = [*self.prover.rule(rule)]
            failures += self._new(rule, broken) if broken else ()
        return failures, 0

    def _spoilt(self, go_on: Callable[[], None]) -> Iterator[Failure]:
        """What other rules praise as better, and this one reports: with it they would be left out."""
        go_on()
        if self.name not in {rule["id"] for rule in self.book.index["rules"] if not rule["praise"]}:
            return
        number = self.book.number(self.name)
        for rule in self.sources.rules:
            for index, source in enumerate(rule["examples"] if rule["id"] != self.name else ()):
                if "better" not in source:
                    continue
                item = example(source, "better")
                reading = Reading(self.book, item.text, item.history)
                if matches(self.book.rule(number), reading):
                    message = f"有了这条规则，这里的 better 也会被报告：{item.text}"
                    yield Failure(f"rule {rule['id']}", ("examples", index, "better"), message)

    def _own(self) -> Iterator[Failure]:
        if self.kind == "rule":
            yield from (one for rule in self.rules for one in self.prover.rule(rule))
        elif self.kind == "signal":
            yield from self.prover.signal(self.name)
        elif self.kind == "lexicon":
            yield from lexicon_failures(self.sources, self.name)
        else:
            yield from self.prover.playbook(next(one for one in self.sources.playbooks if one["name"] == self.name))

    def _new(self, rule: Mapping[str, Any], broken: Sequence[Failure]) -> list[Failure]:
        """Those that held with the file as it is saved."""
        saved = self.packs.gathered.sources
        bound = compile_part(saved, [rule["id"]], self.draft.owner)
        if all(one["id"] != rule["id"] for one in bound.index["rules"]):
            return []
        before = Prover(narrowed(saved, [rule["id"]], ""), bound.rulebook(), self.prover.beside)
        old = {(one.path, one.message) for one in before.rule(rule)}
        return [one for one in broken if (one.path, one.message) not in old]

    def found(self, item: Example) -> list[Span]:
        """The places that the draft reports in an example."""
        reading = Reading(self.book, item.text, item.history)
        if self.kind == "signal":
            found = reading.find(self.book.signal(self.name))
        else:
            found = matches(self.book.rule(self.book.number(self.name)), reading)
        return [reading.turn.span(one.start, one.end) for one in found]


def _tried(part: _Part, own: Mapping[str, Any], failures: Sequence[Failure]) -> Iterator[Tried]:
    """The examples of the draft's own file, with what came of them."""
    said = {one.path: one.message for one in failures if one.owner == part.draft.owner}
    for path, key, item in _items(own):
        told = said.get((*path, key), said.get(path, "") if key != "better" else "")
        found = part.found(item) if key in ("flag", "quiet") else []
        yield Tried(path, key, item.text, item.span, found, told.removesuffix(f"：{item.text}"))


def _untried(own: Mapping[str, Any]) -> Iterator[Tried]:
    return (Tried(path, key, item.text, item.span, [], None) for path, key, item in _items(own))


def _items(own: Mapping[str, Any]) -> Iterator[tuple[Path, str, Example]]:
    """Each example of a file, where it stands and under which key."""
    for index, source in enumerate(own.get("examples") or ()):
        for key in _PAIR:
            if key in source:
                yield ("examples", index), key, example(_listed(source), key)
    for group in ("unless", "only"):
        for index, source in enumerate(own.get(group) or ()):
            yield (group, index), "quiet", example(_listed(source), "quiet", "quiet-")
    for name, thing in (own.get("things") or {}).items():
        texts = thing["examples"]
        for index, text in enumerate([texts] if isinstance(texts, str) else texts):
            yield ("things", name, "examples", index), "examples", example({"text": text}, "text")


def _listed(source: Mapping[str, Any]) -> dict[str, Any]:
    """What the customer wrote as a list, also where the file has one text."""
    lists = ("context", "quiet-context")
    return {key: [value] if key in lists and isinstance(value, str) else value for key, value in source.items()}
