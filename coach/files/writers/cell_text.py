"""The text of a spreadsheet cell: how it is escaped, mended run by run, and highlighted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from openpyxl.cell.rich_text import CellRichText

LONGEST: Final = 32_767
"""A cell or a comment holds so many characters."""
_COLOUR: Final = "FFC00000"
_ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
_TO_ESCAPE: Final = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")


def escaped(text: str) -> str:
    """`text` as a spreadsheet file holds it: what XML cannot hold is written ``_x000D_``."""
    return _TO_ESCAPE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def plain(value: str) -> str:
    """The text that `value`, as a spreadsheet file holds it, stands for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)


def mended(value: str | CellRichText, new: str) -> str | CellRichText:
    """What a cell holds, with the text `new` instead; each run of rich text keeps its format."""
    if isinstance(value, str):
        return escaped(new)
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    runs = list(value)
    texts = _new_runs([plain(str(run)) for run in runs], new)
    kept = [(run, escaped(text)) for run, text in zip(runs, texts, strict=True) if text]
    return CellRichText([TextBlock(run.font, text) if isinstance(run, TextBlock) else text for run, text in kept])


def _new_runs(runs: Sequence[str], new: str) -> list[str]:
    """`new` cut into as many runs; what is replaced belongs to the run where it began."""
    old = "".join(runs)
    owner = [number for number, run in enumerate(runs) for _ in run] or [0]
    found = [""] * len(runs)
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            for offset in range(end - start):
                found[owner[start + offset]] += new[new_start + offset]
        elif new_end > new_start:
            first = start if kind == "replace" else max(start - 1, 0)
            found[owner[first]] += new[new_start:new_end]
    return found


def highlighted(value: str, font: Any, places: Sequence[tuple[int, int]]) -> str | CellRichText:
    """A cell's text with `places`, offsets in what it stands for, made to stand out; as it is without any.

    Args:
        value: as the file holds it.
        font: the cell's own `openpyxl.styles.Font`, which the marked parts keep but for colour and underline.
    """
    text = plain(value)
    marked = list(_apart(places, len(text)))
    if not marked:
        return value
    from openpyxl.cell.rich_text import CellRichText, TextBlock

    parts: list[Any] = []
    at = 0
    for start, end in marked:
        parts += [escaped(text[at:start])] if start > at else []
        parts.append(TextBlock(_standing_out(font), escaped(text[start:end])))
        at = end
    return CellRichText([*parts, *([escaped(text[at:])] if at < len(text) else ())])


def _apart(places: Sequence[tuple[int, int]], length: int) -> Iterator[tuple[int, int]]:
    """The places in order, those that touch as one, none empty."""
    at = -1
    pending: list[int] = []
    for start, end in sorted((max(start, 0), min(end, length)) for start, end in places):
        if end <= start:
            continue
        if pending and start <= at:
            pending[1] = at = max(at, end)
            continue
        if pending:
            yield pending[0], pending[1]
        pending, at = [start, end], end
    if pending:
        yield pending[0], pending[1]


def _standing_out(font: Any) -> Any:
    from openpyxl.cell.text import InlineFont
    from openpyxl.styles.colors import Color

    return InlineFont(
        rFont=font.name,
        charset=font.charset,
        family=font.family,
        b=font.b,
        i=font.i,
        strike=font.strike,
        vertAlign=font.vertAlign,
        sz=font.sz,
        u="single",
        color=Color(_COLOUR),
    )
