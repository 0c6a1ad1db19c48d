"""`html`: one page for a browser, by itself: totals, charts, every record with its marks and suggestions.

Nothing is fetched and nothing of a reply is ever markup: all text is escaped, and a content security policy allows the
page's own style and script only.
"""

from __future__ import annotations

from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from coach.files.reports import svg_chart
from coach.files.reports.html_article import article, safe
from coach.files.reports.report import Report, Setting
from coach.files.reports.score_words import DIMENSION_WORDS
from coach.files.reports.tally import SEVERITY_WORDS

if TYPE_CHECKING:
    from coach.core.model.result import Result
    from coach.files.checked import Checked
    from coach.files.records import Unreadable
    from coach.files.reports.tally import Tally

PAGE: Final = Path(__file__).parent / "page"
_GUIDELINES_SHOWN: Final = 15


class HtmlReport(Report):
    """Collects what the page shows, and writes it at the end."""

    def __init__(self, stream: IO[Any], setting: Setting) -> None:
        super().__init__(stream, setting)
        self._articles: list[str] = []
        self._wrong: list[str] = []
        self._files: dict[str, int] = {}
        self._guidelines: Counter[tuple[str, str]] = Counter()
        self._gravest: dict[str, str] = {}
        self._scores: Counter[str] = Counter()

    def add(self, checked: Checked) -> None:
        """The records' turns, each an article of the page."""
        file = self._files.setdefault(checked.record.origin.path or "", len(self._files))
        for one in checked.turns:
            self._count(one.result)
            self._articles.append(article(checked.record, one, file))

    def unreadable(self, part: Unreadable) -> None:
        """What could not be read stands above the records."""
        self._wrong.append(f"<p><b>{safe(part.origin.place)}</b>：{safe(part.message)}</p>")

    def close(self, tally: Tally) -> None:
        """Write the page."""
        style, script = _part("report.css"), _part("report.js")
        self.stream.write(
            f"<!doctype html>\n<html lang=zh-Hans>\n<head>\n<meta charset=utf-8>\n"
            f'<meta http-equiv=Content-Security-Policy content="{_policy(style, script)}">\n'
            f'<meta name=viewport content="width=device-width, initial-scale=1">\n'
            "<meta name=referrer content=no-referrer>\n<title>话术检查报告</title>\n"
            f"<style>{style}</style>\n</head>\n<body>\n"
        )
        for part in (self._head(tally), self._charts(tally), *self._wrong_part(), self._form(), *self._articles):
            self.stream.write(part + "\n")
        self.stream.write(f"<script>{script}</script>\n</body>\n</html>\n")

    def _count(self, result: Result) -> None:
        self._scores.update(result.scores)
        for finding in result.findings:
            self._guidelines[finding.guideline, finding.title] += 1
            known = self._gravest.get(finding.guideline, "info")
            self._gravest[finding.guideline] = min(known, finding.severity, key=list(SEVERITY_WORDS).index)

    def _head(self, tally: Tally) -> str:
        tiles = [("", "条回复", tally.replies), ("", "条可以更好", tally.marked)]
        tiles += [(key, f"处{word}", tally.severities[key]) for key, word in SEVERITY_WORDS.items()]
        if tally.replies:
            tiles.append(("", "平均得分", (2 * self._scores["overall"] + tally.replies) // (2 * tally.replies)))
        items = "".join(f'<li class="{kind}"><b>{number}</b>{label}</li>' for kind, label, number in tiles)
        return f"<h1>话术检查报告</h1>\n<p class=soft>{safe(tally.summary())}</p>\n<ul class=totals>{items}</ul>"

    def _charts(self, tally: Tally) -> str:
        titles: Counter[str] = Counter()
        for (guideline, title), count in self._guidelines.items():
            titles[title] += count
            self._gravest.setdefault(title, self._gravest[guideline])
        rows = [
            svg_chart.Bar(title, count, self._gravest[title]) for title, count in titles.most_common(_GUIDELINES_SHOWN)
        ]
        rest = f"<p class=soft>还有 {len(titles) - len(rows)} 条准则没有画出来</p>" if len(titles) > len(rows) else ""
        turns = max(tally.replies, 1)
        means = [
            svg_chart.Bar(word, (2 * self._scores[name] + turns) // (2 * turns), "score")
            for name, word in DIMENSION_WORDS.items()
        ]
        found = svg_chart.bars(rows) if rows else "<p>没有要改的地方，都很好。</p>"
        return (
            f"<div class=charts><section class=chart><h2>哪些准则最常被提到</h2>{found}{rest}</section>"
            f"<section class=chart><h2>五个维度的平均分</h2>{svg_chart.bars(means, most=100)}</section></div>"
        )

    def _wrong_part(self) -> list[str]:
        return [f"<section class=wrong><h2>没有读懂的</h2>{''.join(self._wrong)}</section>"] if self._wrong else []

    def _form(self) -> str:
        boxes = "".join(
            f'<label><input type=checkbox name=severity value="{key}" checked> {word}</label>'
            for key, word in SEVERITY_WORDS.items()
        )
        guidelines = "".join(
            f'<option value="{escape(name)}">{safe(title)}（{count}）</option>'
            for (name, title), count in self._guidelines.most_common()
        )
        files = "".join(f'<option value="{number}">{safe(path)}</option>' for path, number in self._files.items())
        chooser = f'<select name=file aria-label="文件"><option value="">所有文件</option>{files}</select>'
        return (
            "<form class=screen role=search>"
            '<input type=search name=search aria-label="搜索" placeholder="搜索（按 / 键）">'
            f"{boxes}<label><input type=checkbox name=clean> 没问题的</label>"
            f'<select name=guideline aria-label="准则"><option value="">所有准则</option>{guidelines}</select>'
            f"{chooser if len(self._files) > 1 else ''}<output id=shown class=soft></output></form>"
        )


@cache
def _part(name: str) -> str:
    return (PAGE / name).read_text(encoding="utf-8").strip()


def _policy(style: str, script: str) -> str:
    digests = (b64encode(sha256(part.encode()).digest()).decode() for part in (style, script))
    return (
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'".format(
            *digests
        )
    )
