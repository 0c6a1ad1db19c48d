"""One record of the HTML report: where it is, its text with marks, what is said about them."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from coach.core.places import gathered
from coach.files.reports.plain_text import visible
from coach.files.reports.redaction import redacted, starred
from coach.files.reports.score_words import praise
from coach.files.reports.sentence import as_it_would_read
from coach.files.reports.tally import SEVERITY_WORDS
from coach.files.reports.terminal import APPLICABILITY_WORDS

if TYPE_CHECKING:
    from coach.core.model.finding import Suggestion
    from coach.core.places import Place
    from coach.files.checked import CheckedTurn
    from coach.files.records import Record

_SUGGESTIONS_SHOWN: Final = 3


def article(record: Record, one: CheckedTurn, file: int) -> str:
    """One turn of `record` as an article; `file` is the number of its file on the page."""
    result, findings = one.result, one.result.findings
    called = [str(part) for part in (record.id, record.title, record.group) if part not in (None, "")]
    named = " · ".join(dict.fromkeys([*called, *([f"第 {one.turn.first_message + 1} 条消息"] if one.turn else [])]))
    places = gathered(findings)
    severities = " ".join(sorted({finding.severity for finding in findings}))
    guidelines = " ".join(sorted({finding.guideline for finding in findings}))
    notes = "".join(_note(place, result.text) for place in places)
    good = f"<p class=why>亮点：{safe(praise(result.highlights))}</p>" if result.highlights else ""
    spared = f"<p class=why>另有 {len(one.suppressed)} 处已经豁免。</p>" if one.suppressed else ""
    more = f"<p class=why>还有 {result.omitted} 处没有列出。</p>" if result.omitted else ""
    return (
        f'<article class="{"marked" if findings else "clean"}" data-severities="{severities}" '
        f'data-guidelines="{escape(guidelines)}" data-file="{file}">'
        f"<header><span><b>{safe(redacted(named))}</b> <span class=place>{safe(record.origin.place)}</span></span>"
        f"<span class=soft>{result.scores['overall']} 分</span></header>"
        f"<p class=text>{_marked(result.text, places)}</p>"
        f"{f'<ul class=notes>{notes}</ul>' if notes else ''}{good}{spared}{more}</article>"
    )


def _marked(text: str, places: list[Place]) -> str:
    """The text with each place marked but for wide ones, identifiers starred in place so that positions stay right."""
    shown, parts, end = starred(text), [], 0
    for place in (place for place in places if not place.is_wide):
        severity = _severity(place)
        inner = safe(shown[place.span.start : place.span.end])
        parts.append(f'{safe(shown[end : place.span.start])}<mark class="{severity}">{inner}</mark>')
        end = place.span.end
    return "".join([*parts, safe(shown[end:])])


def _note(place: Place, text: str) -> str:
    lead, severity = place.findings[0], _severity(place)
    others = "；".join(dict.fromkeys(one.title for one in place.findings[1:] if one.title != lead.title))
    about = f"<p class=why>客户说：{safe(redacted(lead.about.text))}</p>" if lead.about else ""
    beside = f"<p class=why>这里还有：{safe(others)}</p>" if others else ""
    return (
        f'<li class="{severity}"><p><span class=level>{SEVERITY_WORDS[severity]}</span> · '
        f"<strong>{safe(lead.title)}</strong> <span class=rule>{safe(lead.rule)}</span></p>"
        f"{about}<p class=why>{safe(lead.what + lead.why)}</p>"
        f"<p>{safe(lead.instead)}</p>{_better(place, text)}{beside}</li>"
    )


def _better(place: Place, text: str) -> str:
    found: dict[str, Suggestion] = {}
    for finding in place.findings:
        for suggestion in finding.suggestions:
            found.setdefault(as_it_would_read(suggestion, text), suggestion)
    items = "".join(
        f"<li>{safe(redacted(sentence))} <small>{APPLICABILITY_WORDS[one.applicability]}</small></li>"
        for sentence, one in list(found.items())[:_SUGGESTIONS_SHOWN]
    )
    return f"<ul class=better>{items}</ul>" if items else ""


def _severity(place: Place) -> str:
    return min((one.severity for one in place.findings), key=list(SEVERITY_WORDS).index)


def safe(text: str) -> str:
    """`text` as HTML; line feeds stay, other control and bidi characters are shown by their code."""
    return "\n".join(escape(visible(line)) for line in text.split("\n"))
