"""What the owner of a library asks first: what is there twice, what does not work, what is good and what is not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from coach.core.scorecard import DIMENSIONS
from coach.files.library_duplicates import Like, essence, near_duplicates
from coach.files.library_variables import Doubt, doubts
from coach.files.reports.redaction import redacted, starred

if TYPE_CHECKING:
    from coach.core.model.finding import Finding, Highlight
    from coach.files.checked import Checked, CheckedTurn
    from coach.files.records import Origin, Record

SHOWN: Final = 10
"""How many of the best and of the worst are listed."""


class Note(NamedTuple):
    """What is kept of a finding or highlight.

    Attributes:
        dimension: empty for a highlight, which counts in all.
        excerpt: the words, with numbers and addresses of people starred.
    """

    guideline: str
    title: str
    dimension: str
    excerpt: str


class Response(NamedTuple):
    """One response of a library; numbers and addresses of people are starred in its text.

    Attributes:
        message: which message of a conversation it begins with, from 1; 0 for a canned response.
        content: a number that two responses share only if they are the same to the letter.
        scores: ``overall`` and each dimension, 0–100.
    """

    origin: Origin
    id: Any
    title: str
    group: str
    message: int
    text: str
    content: int
    scores: Mapping[str, int]
    findings: tuple[Note, ...]
    highlights: tuple[Note, ...]


class Count(NamedTuple):
    """How often something was found.

    Attributes:
        name: id of the guideline or dimension.
        title: what people call it; empty for a dimension.
        dimension: of the guideline, or the dimension itself.
        responses: how many responses have such a finding.
    """

    name: str
    title: str
    dimension: str
    findings: int
    responses: int


class Group(NamedTuple):
    """The responses of one group.

    Attributes:
        name: as the file has it; empty for what stands in none.
        score: the average, rounded half up.
    """

    name: str
    responses: int
    marked: int
    score: int


class Library:
    """The responses of a library as they come, and what there is to say about them all.

    Args:
        placeholders: names of variables, as the rulebook knows them.

    Attributes:
        responses: in the order they were read.
        errors: inputs that were not right.
    """

    def __init__(self, placeholders: Mapping[str, str]) -> None:
        self.responses: list[Response] = []
        self.errors = 0
        self._placeholders = placeholders

    def add(self, checked: Checked) -> None:
        """One checked record: a response, or those of a conversation."""
        self.responses += [_response(checked.record, turn) for turn in checked.turns]

    @property
    def files(self) -> int:
        """How many files they come from."""
        return len({one.origin.path for one in self.responses})

    @property
    def marked(self) -> int:
        """How many responses have a finding."""
        return sum(bool(one.findings) for one in self.responses)

    def score(self, name: str = "overall") -> int:
        """The average score of that name, rounded half up; 0 when there are no responses."""
        return _average([one.scores[name] for one in self.responses])

    def duplicates(self) -> list[list[tuple[Response, Like]]]:
        """Clusters of responses that say the same in almost the same words, the largest first."""
        texts = [essence(one.text, self._placeholders) for one in self.responses]
        return [[(self.responses[like.number], like) for like in cluster] for cluster in near_duplicates(texts)]

    def doubts(self) -> list[tuple[Doubt, list[Response]]]:
        """Placeholders that no desk knows, each with the responses it stands in; the most frequent first."""
        found: dict[Doubt, list[Response]] = {}
        for one in self.responses:
            for doubt in dict.fromkeys(doubts(one.text, self._placeholders)):
                found.setdefault(doubt, []).append(one)
        return sorted(found.items(), key=lambda item: -len(item[1]))

    def guidelines(self) -> list[Count]:
        """What was found for each guideline, the most frequent first."""
        counts = self._counts(lambda finding: (finding.guideline, finding.title, finding.dimension))
        return sorted(counts, key=lambda one: (-one.findings, one.name))

    def dimensions(self) -> list[Count]:
        """What was found in each dimension; all five, in their usual order."""
        counts = {one.name: one for one in self._counts(lambda found: (found.dimension, "", found.dimension))}
        return [counts.get(name, Count(name, "", name, 0, 0)) for name in DIMENSIONS]

    def groups(self) -> list[Group]:
        """The groups, the one with the lowest average first."""
        members: dict[str, list[Response]] = defaultdict(list)
        for one in self.responses:
            members[one.group].append(one)
        made = [_group(name, inside) for name, inside in members.items()]
        return sorted(made, key=lambda one: (one.score, one.name))

    def worst(self) -> list[Response]:
        """The ten with the lowest scores, of those with findings."""
        found = (one for one in self.responses if one.findings)
        return _each_once(sorted(found, key=lambda one: (one.scores["overall"], -len(one.findings))))

    def best(self) -> list[Response]:
        """The ten with the highest scores, of those that do something well and have no finding."""
        good = (one for one in self.responses if one.highlights and not one.findings)
        return _each_once(sorted(good, key=lambda one: (-one.scores["overall"], -len(one.highlights))))

    def _counts(self, key: Callable[[Note], tuple[str, str, str]]) -> Iterator[Count]:
        findings: Counter[tuple[str, str, str]] = Counter()
        responses: Counter[tuple[str, str, str]] = Counter()
        for one in self.responses:
            keys = [key(finding) for finding in one.findings]
            findings.update(keys)
            responses.update(set(keys))
        return (Count(*name, number, responses[name]) for name, number in findings.items())


def _response(record: Record, turn: CheckedTurn) -> Response:
    result = turn.result
    shown = starred(result.text)
    return Response(
        origin=record.origin,
        id=record.id,
        title=record.title,
        group=record.group,
        message=turn.turn.first_message + 1 if turn.turn else 0,
        text=redacted(result.text),
        content=hash(result.text),
        scores=result.scores,
        findings=tuple(_note(one, one.dimension, shown) for one in result.findings),
        highlights=tuple(_note(one, "", shown) for one in result.highlights),
    )


def _note(one: Finding | Highlight, dimension: str, shown: str) -> Note:
    return Note(one.guideline, one.title, dimension, shown[one.span.start : one.span.end])


def _group(name: str, members: Sequence[Response]) -> Group:
    marked = sum(bool(one.findings) for one in members)
    return Group(name, len(members), marked, _average([one.scores["overall"] for one in members]))


def _average(points: Sequence[int]) -> int:
    return (2 * sum(points) + len(points)) // (2 * len(points)) if points else 0


def _each_once(responses: Iterable[Response]) -> list[Response]:
    """The first ones; what is the same to the letter is listed once."""
    once: dict[int, Response] = {}
    for one in responses:
        once.setdefault(one.content, one)
        if len(once) == SHOWN:
            break
    return list(once.values())
