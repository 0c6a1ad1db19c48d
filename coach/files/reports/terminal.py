"""The report for a person at a terminal: one card for each place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from coach.files.reports.plain_text import visible, width, wrapped
from coach.files.reports.score_words import explanation, praise, standing
from coach.files.reports.sentence import as_it_would_read
from coach.files.reports.tally import SEVERITY_WORDS

if TYPE_CHECKING:
    from coach.core.model.finding import Suggestion
    from coach.core.model.result import Result
    from coach.core.model.span import Span
    from coach.core.places import Place
    from coach.files.records import Origin

APPLICABILITY_WORDS: Final = {"safe": "可直接替换", "review": "看一眼再用", "guide": "填好空再用"}
_COLOURS: Final = {"error": "31", "warning": "33", "info": "36"}
_PRAISE_COLOUR: Final = "32"
_SUGGESTIONS_SHOWN: Final = 2
_BESIDE: Final = 12
"""Columns of what stands before and after a place, at least."""


class Terminal:
    """Writes results as text.

    Args:
        colour: underline in place and use colours; else carets stand under the words.
        columns: width of the terminal.
    """

    def __init__(self, *, colour: bool = False, columns: int = 80) -> None:
        self.colour = colour
        self.columns = max(columns, 40)

    def result(
        self, origin: Origin, result: Result, name: str | None = None, *, alone: bool = False, explain: bool = False
    ) -> str:
        """The cards of one turn and what it does well; empty when there is nothing to say.

        Args:
            origin: where the turn comes from.
            result: what is said about it.
            name: what else it is called by.
            alone: whether it is the only one, so that its score is of interest, and its highlights without a card.
            explain: whether to say how its score came about.
        """
        if not (result.findings or alone or explain):
            return ""
        named = (origin.path or name) and (result.findings or explain)
        lines = [self._heading(origin, name)] if named else []
        lines += self._cards(result) if result.findings else []
        if result.omitted:
            lines.append(f"  还有 {result.omitted} 处没有列出")
        last = [*self._praise(result), *(self._score(result, explain=explain) if alone or explain else ())]
        return "\n".join([*lines, *last, *([""] if last else ())])

    def _cards(self, result: Result) -> Iterator[str]:
        from coach.core.places import gathered

        for place in gathered(result.findings):
            yield from self._card(place, result.text)

    def _praise(self, result: Result) -> list[str]:
        if not result.highlights:
            return []
        first, *others = self._wrapped(praise(result.highlights), "       ")
        return [f"  {self._paint(_PRAISE_COLOUR, '亮点')} {first.lstrip()}", *others]

    def _score(self, result: Result, *, explain: bool) -> Iterator[str]:
        card = result.scorecard
        yield from self._wrapped(standing(card.scores), "  ")
        for line in explanation(card, len(result.findings)) if explain else ():
            yield from self._wrapped(line)

    def _heading(self, origin: Origin, name: str | None) -> str:
        return self._paint("1", visible(origin.place + (f"  {name}" if name else "")))

    def _card(self, card: Place, text: str) -> Iterator[str]:
        lead = card.findings[0]
        severity = min((one.severity for one in card.findings), key=list(SEVERITY_WORDS).index)
        yield from (f"  {line}" for line in self._excerpt(card.span, text))
        head = f"{SEVERITY_WORDS[severity]} · {lead.title}"
        yield f"  {self._paint(_COLOURS[severity], head)}  ({lead.rule})"
        if lead.about:
            yield from self._wrapped(f"客户说：{visible(lead.about.text)}")
        yield from self._wrapped(lead.what + lead.why)
        yield from self._wrapped(lead.instead)
        for suggestion in _suggestions(card)[:_SUGGESTIONS_SHOWN]:
            first, *others = self._wrapped(self._suggested(suggestion, text), "      ")
            yield from ("    → " + first.lstrip(), *others)
        titles = list(dict.fromkeys(one.title for one in card.findings[1:] if one.title != lead.title))
        if titles:
            yield from self._wrapped(f"这里还有：{'；'.join(titles)}")
        yield ""

    def _wrapped(self, text: str, indent: str = "    ") -> list[str]:
        return wrapped(text, self.columns, indent)

    def _suggested(self, suggestion: Suggestion, text: str) -> str:
        """The sentence as it would read, with how far it can be trusted."""
        return f"{visible(as_it_would_read(suggestion, text))}（{APPLICABILITY_WORDS[suggestion.applicability]}）"

    def _excerpt(self, span: Span, text: str) -> Iterator[str]:
        """The message around `span`, the place underlined or with carets below."""
        start = text.rfind("\n", 0, span.start) + 1
        end = text.find("\n", span.end)
        end = len(text) if end < 0 else end
        before, place, after = self._cropped(
            text[start : span.start], text[span.start : span.end], text[span.end : end]
        )
        place = place.replace("\n", " ⏎ ")
        if self.colour:
            yield f"{before}\x1b[4m{place}\x1b[24m{after}"
            return
        yield f"{before}{place}{after}"
        yield " " * width(before) + "^" * max(width(place), 1)

    def _cropped(self, before: str, place: str, after: str) -> tuple[str, str, str]:
        before, place, after = visible(before), visible(place), visible(after)
        room = self.columns - 4
        if width(before + place + after) <= room:
            return before, place, after
        if width(place) > room - 2 * _BESIDE:  # what is said of a whole reply shows its two ends
            half = max(room // 2 - _BESIDE, 1) - 1
            place = f"{_first_columns(place, half)}…{_last_columns(place, half)}"
        side = max((room - width(place)) // 2, _BESIDE)
        kept_before = _last_columns(before, side)
        kept_after = _first_columns(after, side)
        return (
            kept_before if kept_before == before else "…" + kept_before,
            place,
            kept_after if kept_after == after else kept_after + "…",
        )

    def _paint(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour else text


def _suggestions(card: Place) -> list[Suggestion]:
    """The card's suggestions without repeats, the lead's first."""
    found: dict[tuple[Span, str], Suggestion] = {}
    for finding in card.findings:
        for suggestion in finding.suggestions:
            found.setdefault((suggestion.span, suggestion.replacement), suggestion)
    return list(found.values())


def _last_columns(text: str, columns: int) -> str:
    kept = text[-columns:]
    while width(kept) > columns:
        kept = kept[1:]
    return kept


def _first_columns(text: str, columns: int) -> str:
    kept = text[:columns]
    while width(kept) > columns:
        kept = kept[:-1]
    return kept
