"""A refusal in a turn: how far it reaches, whether it may be written anew, and the turn with it written anew."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from string import Template
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zlib import crc32

from coach.core.language.closing import words_end
from coach.core.language.emoticons import is_emoji
from coach.core.language.folding import EMOTICON, fold_word, is_traditional
from coach.core.language.words import to_traditional
from coach.core.matching import Match, in_clause
from coach.core.seams import STOPS, seam

if TYPE_CHECKING:
    from coach.core.language.clauses import Clause
    from coach.core.reading import Reading

SUBSTANTIAL: Final = 4
"""A reason of fewer characters inside the refusal's own clause is not all of it (还没)."""
LONG_CLAUSE: Final = 26
LONG_TURN: Final = 120
LONG_HELPED_TURN: Final = 60
"""Longer clauses and turns, or longer turns that offer something themselves, say more than a playbook can know."""
_ADDRESSES: Final = ("亲", "亲亲", "亲爱的")
_GOODS: Final = "宝贝"
"""An address that is the goods, too."""
_ENDS: Final = "。.!?;…\n"
_SUBJECT: Final = re.compile(r"(?!.*[属是因已了没未过在超完]).*[类款品件货单的]\Z")
"""A noun right before the refusal says what is refused (特价商品不能退), not why."""


class Composed(NamedTuple):
    """What a playbook proposes: a place in the folded turn, the words for it, and those of them that it vouches for."""

    start: int
    end: int
    text: str
    vouched: str


class Refusal:
    """A refusal and its place in the turn: its clause, and the neighbours that refuse too.

    Attributes:
        start, end: the folded place to write anew; a reason inside the clause, before the refusal, stays.
    """

    def __init__(self, reading: Reading, match: Match, wordings: Mapping[str, Any]) -> None:
        self.reading, self.match, self.wordings = reading, match, wordings
        self.folded, self.clauses = reading.turn.folded, reading.turn.clauses
        refused = {one.clause for one in self.places("refusal")}
        self.first = self.last = match.clause
        while self.first - 1 in refused:
            self.first -= 1
        while self.last + 1 in refused:
            self.last += 1
        start = self._past_courtesy(self.clauses[self.first])
        reasons = in_clause(self.places("reason"), self.first) if self.first == match.clause else []
        inside = [one.end for one in reasons if start < one.end <= match.start and self._is_reason(one)]
        self.start, self.end = max([start, *inside]), self.clauses[self.last].end
        self.is_refused = match.clause in refused

    def places(self, key: str) -> list[Match]:
        """Where the turn holds what wordings.yaml calls `key`; nowhere, if it leaves that out."""
        matcher = self.wordings[key]
        return [] if matcher is None else self.reading.find(matcher)

    def _past_courtesy(self, clause: Clause) -> int:
        """Where its own words begin; 宝贝 right before a no (宝贝退不了) is what is refused, and no address."""
        start, _ = self.reading.clause_core(clause)
        goods = start - len(_GOODS)
        is_goods = goods >= clause.start and self.folded.startswith(_GOODS, goods)
        return goods if is_goods and any(one.start == start for one in self.places("refusal")) else start

    def _inside(self, key: str) -> list[Match]:
        return [one for one in self.places(key) if one.start < self.end and one.end > self.start]

    def _before(self, key: str) -> bool:
        return any(one.end <= self.start for one in self.places(key))

    def _after(self, key: str) -> bool:
        return any(one.start >= self.end for one in self.places(key))

    def is_plain(self) -> bool:
        """Whether it stands for itself: in no brackets, under no condition, in a turn that is not too long."""
        limit = LONG_HELPED_TURN if self.places("help") else LONG_TURN
        match = self.match
        if len(self.folded) > limit or not self._steps_out():
            return False
        return not any(match.clause - 1 <= one.clause <= match.clause for one in self.places("condition"))

    def _is_reason(self, place: Match) -> bool:
        said = self.folded[place.start : place.end]
        return len(said) >= SUBSTANTIAL and not (place.end == self.match.start and _SUBJECT.match(said))

    def _steps_out(self) -> bool:
        """Take in brackets that hold all that the turn says; False where they are an aside."""
        brackets = self.reading.turn.brackets_round("parenthesis", self.match.start, self.match.end)
        if brackets is None:
            return True
        start, end = brackets
        before = self.reading.rulebook.edges.skip_start(self.folded, 0, start)
        beside = self.folded[self.end : end - 1] + self.folded[end:]
        if before < start or not all(map(_adorns, beside)):
            return False
        is_whole = self.start <= start + 1
        self.start, self.end = min(self.start, start), max(self.end, end)
        return is_whole

    def can_be_replaced(self, thing: Mapping[str, Any]) -> bool:
        """Whether nothing would be lost or stay behind: no other refusal, reason, offer, or half a sentence."""
        if not self.is_refused and not in_clause(self.reading.find(thing["about"]), self.match.clause):
            return False
        if self._before("refusal") or self._after("refusal") or self._inside("help"):
            return False
        if self._before("help") and not self._after("help"):
            return False  # the limit would come last
        if self._blames() or self._offers_limit(thing):
            return False
        if any(clause.end - max(clause.start, self.start) > LONG_CLAUSE for clause in self._own_clauses()):
            return False
        spoken = [self.match, *self._inside("refusal"), *self._inside("because"), *self.reading.find(thing["about"])]
        if any(not overlaps(one, spoken) for one in self._inside("reason")):
            return False
        if not self._fits(thing) or not self._is_led_up_to():
            return False
        return all(self._is_known(index) for index in range(self.last + 1, len(self.clauses)))

    def _fits(self, thing: Mapping[str, Any]) -> bool:
        """Whether the thing's limit follows from the reason that the reply gives itself."""
        if thing["fits"] is None or not (self._before("reason") or self._after("reason")):
            return True
        return bool(self.reading.find(thing["fits"]))

    def _blames(self) -> bool:
        """Whether what stays puts the fault on the customer: no limit follows from that."""
        return any(one.start < self.start or one.end > self.end for one in self.places("blame"))

    def _offers_limit(self, thing: Mapping[str, Any]) -> bool:
        """Whether its own offer is what the limit states (只能换货): it would be said twice."""
        own = self.reading.find(thing["about"])
        offers = [self.clauses[one.clause] for one in self.places("help") if one.start >= self.end]
        return any(pair in thing["limit"] for one in offers for pair in self._pairs(one.start, one.end, own))

    def _own_clauses(self) -> Sequence[Clause]:
        return self.clauses[self.first : self.last + 1]

    def _is_led_up_to(self) -> bool:
        """Whether the sentence before it is whole: nothing hangs in the air (“下过的订单，改不了的”).

        What stands between a reason and the refusal belongs to the reason.
        """
        hangs = False
        for index in range(self.first - 1, -1, -1):
            if set(self.folded[self.clauses[index].end : self.clauses[index + 1].start]) & set(_ENDS):
                break
            if in_clause(self.places("reason"), index):
                hangs = False
            elif not self._is_known(index):
                hangs = True
        return not hangs

    def _is_known(self, index: int) -> bool:
        """Whether a clause is courtesy, a reason, an offer, or something else that goes well with what is composed."""
        start, end = self.reading.clause_core(self.clauses[index])
        if end - start > LONG_CLAUSE:
            return False
        known = any(one.clause == index for key in ("lead", "reason", "help", "question") for one in self.places(key))
        return known or not self.folded[start:end].strip(STOPS)

    def take_in_lead(self) -> None:
        """Write the clause before anew as well: it names what is refused (“发货的时间，确定不了的”)."""
        self.first -= 1
        self.start, _ = self.reading.clause_core(self.clauses[self.first])

    def is_bare(self, about: Sequence[Match] = ()) -> bool:
        """Whether its clause says nothing of what is refused (这个不行的呢), or nothing beyond `about`."""
        start, end = self.reading.clause_core(self.clauses[self.match.clause])
        end = words_end(self.folded, start, end)
        said = set(range(max(start, self.start), end))  # a reason before it stays
        for one in (*about, *self.places("refusal"), *self.places("filler")):
            said.difference_update(range(one.start, one.end))
        return not any(self.folded[place].isalnum() for place in said)

    def refuses_more(self, thing: Mapping[str, Any], things: Sequence[Mapping[str, Any]]) -> bool:
        """Whether a second no names another thing of the playbooks, or what `thing` states or offers (维修)."""
        if len(self._inside("refusal")) < 2:
            return False
        own = self.reading.find(thing["about"])
        for other in things:
            named = self._of(self.reading.find(other["about"]))
            if other["broad"] and in_clause(named, self.match.clause):
                continue  # the same act, said again
            is_narrower = bool(named) and thing["broad"] and not other["broad"]
            if is_narrower or any(not overlaps(one, own) for one in named):
                return True
        given = fold_word(f"{thing['can']} {thing['limit']}")
        return any(pair in given for pair in self._pairs(self.start, self.end, own))

    def _of(self, places: Sequence[Match]) -> list[Match]:
        return [one for one in places if self.start <= one.start and one.end <= self.end]

    def _pairs(self, first: int, last: int, own: Sequence[Match]) -> Iterator[str]:
        """Two characters each of what stands there but for the thing itself, noes and filling words."""
        known = [*own, *self.places("refusal"), *self.places("filler"), *self.places("lead")]
        hidden = {place for one in known for place in range(one.start, one.end)}
        for start, end in pairwise(range(first, last)):
            if not hidden & {start, end}:
                yield self.folded[start : end + 1]

    def in_script(self, text: str) -> str:
        """`text` in the script of the reply."""
        return to_traditional(text) if is_traditional(self.reading.turn.text) else text

    def replaced(self, parts: Mapping[str, str], rewrite: str | None) -> Composed:
        """The place written anew; an offer comes last, after what the turn still says."""
        glued = "，" if self.start > 0 and self.folded[self.start - 1].isalnum() else ""
        if rewrite is not None:
            text = glued + self._filled(rewrite, parts)
            return Composed(self.start, self._past_address(), text, text)
        opening = glued + self._filled(self._opening(), parts)
        if self.places("help") or self._after("question"):
            end = self._past_address()
            spaced = self.folded[end : end + 1] == " "
            return Composed(self.start, end, f"{opening}，" if spaced else opening, opening)
        offer = self._filled(self._rotated(self._register["offer"]), parts)
        end = self._before_farewell()
        return Composed(self.start, end, f"{opening}{self._rest(end)}。{offer}", opening + offer)

    def _filled(self, wording: str, parts: Mapping[str, str]) -> str:
        return Template(self.in_script(wording)).substitute(parts)

    def _opening(self) -> str:
        """The reason and the limit, or the limit alone where the reply gives its own reason."""
        if self._before("reason"):
            return self._rotated(self._register["follow"])
        return "$limit" if self._after("reason") else self._rotated(self._register["explain"])

    @property
    def _register(self) -> Mapping[str, Any]:
        registers: Sequence[Mapping[str, Any]] = self.wordings["registers"]
        return next(one for one in registers if one["when"] is None or self.reading.find(one["when"]))

    def _rotated(self, wordings: Sequence[str]) -> str:
        return wordings[crc32(self.folded.encode("utf-8", "surrogatepass")) % len(wordings)]

    @property
    def _last(self) -> int:
        """Where the turn ends but for its last line ends."""
        return len(self.folded.rstrip())

    def _before_farewell(self) -> int:
        """Where an offer goes: before the wish or thanks that the turn closes with, else at its end."""
        first = len(self.clauses)
        while first - 1 > self.last and in_clause(self.places("farewell"), first - 1):
            first -= 1
        if first == len(self.clauses):
            return self._last
        end, start = self.clauses[first - 1].end, self.clauses[first].start
        return next((place for place in range(end, start) if self.folded[place] == "\n"), start)

    def _past_address(self) -> int:
        """The end, past a last 亲 that the refusal was said to."""
        rest = self.folded[self.end :].rstrip(STOPS + "\n").lstrip(STOPS)
        return self._last if rest in _ADDRESSES else self.end

    def _rest(self, until: int) -> str:
        """What the turn says after it, as it was written; emoticons that went with the refusal go."""
        end, turn = self._past_address(), self.reading.turn
        start, last = end, until
        while start < last and _adorns(self.folded[start]):
            start += 1
        while start < last and _adorns(self.folded[last - 1]):
            last -= 1
        if start == last:
            return ""
        marks = turn.span(end, start).of(turn.text) if end < start else ""
        return seam(marks) + turn.span(start, last).of(turn.text)


def _adorns(character: str) -> bool:
    """Whether it is a mark, an emoji or an emoticon, that says nothing by itself."""
    return character in STOPS or character in ("\n", EMOTICON) or is_emoji(character)


def overlaps(one: Match, others: Sequence[Match]) -> bool:
    """Whether `one` shares a place with one of `others`."""
    return any(one.start < other.end and other.start < one.end for other in others)
