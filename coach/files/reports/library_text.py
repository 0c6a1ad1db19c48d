"""The report about a library for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from coach.files.reports.finding_words import published
from coach.files.reports.library_words import difference, doubt, name, place
from coach.files.reports.plain_text import cropped, defused, visible, width
from coach.files.reports.score_words import DIMENSION_WORDS

if TYPE_CHECKING:
    from coach.files.library import Library, Note, Response
    from coach.files.library_duplicates import Like

_CLUSTERS: Final = 20
_MEMBERS: Final = 8
_DOUBTS: Final = 30
_PLACES: Final = 3
_GROUPS: Final = 30
_TEXT_COLUMNS: Final = 72
_LABEL_COLUMNS: Final = 40
_NOTE_COLUMNS: Final = 24
_NOTES: Final = 4
_COLUMN: Final = 10


def library_text(library: Library) -> str:
    """The report, ending in a line feed."""
    if not library.responses:
        return "没有读到话术。\n"
    parts = (_head, _duplicates, _doubts, _guidelines, _dimensions, _groups, _worst, _best)
    return "\n".join(defused("\n".join(part(library))) for part in parts) + "\n"


def _head(library: Library) -> Iterator[str]:
    groups = sum(bool(one.name) for one in library.groups())
    inside = f"，分成 {groups} 组" if groups else ""
    yield f"读了 {library.files} 个文件里的 {len(library.responses)} 条话术{inside}，平均得分 {library.score()}。"
    yield f"{library.marked} 条可以更好。" if library.marked else "没有要改的，都很好。"


def _duplicates(library: Library) -> Iterator[str]:
    clusters = library.duplicates()
    yield ""
    if not clusters:
        yield "几乎一样的话术：没有。"
        return
    together = sum(map(len, clusters))
    yield f"几乎一样的话术：{len(clusters)} 组，一共 {together} 条，可以看看要不要合成一条（变量和数字不算差别）"
    for number, cluster in enumerate(clusters[:_CLUSTERS], 1):
        yield f"  {number}. {published(cluster[0][0].text, _TEXT_COLUMNS)}"
        yield from _members(cluster)
    yield from _rest(len(clusters), _CLUSTERS, "组", "  ")


def _members(cluster: Sequence[tuple[Response, Like]]) -> Iterator[str]:
    first = cluster[0][0]
    yield f"     {_called(first)}"
    for one, _ in cluster[1:_MEMBERS]:
        yield f"     {_called(one)}  {difference(first, one)}"
    yield from _rest(len(cluster), _MEMBERS, "条", "     ")


def _doubts(library: Library) -> Iterator[str]:
    found = library.doubts()
    yield ""
    if not found:
        yield "认不出的变量：没有。"
        return
    yield f"认不出的变量：{len(found)} 种，发出去时客户可能看到的就是这几个字"
    for one, responses in found[:_DOUBTS]:
        more = f" 等 {len(responses)} 条" if len(responses) > _PLACES else ""
        yield f"  {cropped(one.written, _LABEL_COLUMNS)}  {visible(doubt(one))}"
        yield f"     {'、'.join(_called(response) for response in responses[:_PLACES])}{more}"
    yield from _rest(len(found), _DOUBTS, "种", "  ")


def _guidelines(library: Library) -> Iterator[str]:
    rows = [(f"{one.title}  {one.name}", [one.findings, one.responses]) for one in library.guidelines()]
    return _table("按准则", ["处", "条话术"], rows)


def _dimensions(library: Library) -> Iterator[str]:
    rows = [
        (DIMENSION_WORDS[one.name], [one.findings, one.responses, library.score(one.name)])
        for one in library.dimensions()
    ]
    return _table("按维度", ["处", "条话术", "平均得分"], rows)


def _groups(library: Library) -> Iterator[str]:
    groups = library.groups()
    if len(groups) > 1:
        rows = [(published(one.name, _LABEL_COLUMNS) or "没有分组", one[1:]) for one in groups[:_GROUPS]]
        yield from _table("按分组，得分低的在前", ["条话术", "可改进", "平均得分"], rows)
        yield from _rest(len(groups), _GROUPS, "组", "")


def _worst(library: Library) -> Iterator[str]:
    listed = library.worst()
    if listed:
        yield ""
        yield f"最该先改的 {len(listed)} 条"
        for one in listed:
            yield from _scored(one, _notes(one.findings))


def _best(library: Library) -> Iterator[str]:
    listed = library.best()
    yield ""
    yield f"最好的 {len(listed)} 条，可以拿来做榜样" if listed else "还没有特别值得学的话术。"
    for one in listed:
        yield from _scored(one, _notes(one.highlights))


def _scored(one: Response, notes: str) -> Iterator[str]:
    yield f"  {one.scores['overall']:>3}  {_called(one)}"
    yield f"       {published(one.text, _TEXT_COLUMNS)}"
    yield f"       {notes}"


def _notes(notes: Sequence[Note]) -> str:
    once = list({note.guideline: note for note in notes}.values())
    said = [f"{visible(note.title)}（“{cropped(note.excerpt, _NOTE_COLUMNS)}”）" for note in once[:_NOTES]]
    return "、".join(said) + (f" 等 {len(once)} 样" if len(once) > _NOTES else "")


def _called(one: Response) -> str:
    return " ".join(part for part in (place(one), name(one)) if part)


def _rest(number: int, shown: int, unit: str, indent: str) -> Iterator[str]:
    if number > shown:
        yield f"{indent}……还有 {number - shown} {unit}，--format json 里有全部。"


def _table(title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> Iterator[str]:
    """Lines of a table, and a blank one before it; nothing without rows."""
    if not rows:
        return
    shown = [(cropped(label, _LABEL_COLUMNS), list(map(str, numbers))) for label, numbers in rows]
    first = max(width(label) for label, _ in (*shown, (title, ())))
    yield ""
    for label, cells in ((title, heads), *shown):
        yield label + " " * (first - width(label)) + "".join(" " * (_COLUMN - width(cell)) + cell for cell in cells)
