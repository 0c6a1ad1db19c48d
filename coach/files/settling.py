"""A dismissed finding put where it belongs: an entry of the allowlist, or a row that `coach eval` reads."""

from __future__ import annotations

import getpass
import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import yaml

from coach.errors import CoachError, WriteError
from coach.files.atomic import atomic
from coach.files.excerpts import is_cut
from coach.files.feedback import REASONS, Dismissal
from coach.files.readers.jsonl_file import is_jsonl
from coach.files.reports.redaction import redacted
from coach.files.run import Run, Scope
from coach.files.settings import SETTINGS_FILE, shown_path
from coach.files.yaml_list import appended

LABELLED: Final = "labelled.jsonl"
_SENTENCE: Final = re.compile(r"[^。！？!?\n]+")
_STARS: Final = re.compile(r"\*{3,}")


class NotSettledError(ValueError):
    """The dismissal cannot be put there; the message is a sentence for a person."""


def allow(run: Run, one: Dismissal, owner: str = "", reason: str = "") -> str:
    """Write an entry for the dismissal into the allowlist that the settings of `run` name, or into a new coach.yaml.

    Args:
        owner: who answers for it; the user of this machine when it is empty.
        reason: why it stays; the dismissal's own when it is empty.

    Returns:
        Where it stands, like ``coach.yaml:12``.

    Raises:
        WriteError: the file cannot be written.
        NotSettledError: the entry would allow nothing, as coach.yaml is not read or the dismissal's words do not show
            where it was; or it would spoil coach.yaml, which must not name a rule that is not there.
    """
    settings = run.settings
    if settings.is_off:
        raise NotSettledError("教练是用 --config none 打开的，不读 coach.yaml，写进去也不起作用；去掉这个选项再来。")
    if not _knows(run, one.rule):
        raise NotSettledError("coach.yaml 用的规则包里已经没有这条规则，不用再豁免。")
    why = reason or f"反馈：{REASONS.get(one.reason or '', '不用改')}"
    fields = {"rule": one.rule, "text": _words(one), "reason": why, "owner": owner or _user()}
    path = Path(settings.folder, Path(settings.file).name or SETTINGS_FILE)
    text, bom = _read(path) if path.exists() else ("schema: 1\n", "")
    key = "allowlist"
    named = _named_file(text, key)
    if named:
        path, key = path.parent / named, ""
        text, bom = _read(path)
    shown = shown_path(str(path))
    made = appended(text, fields, shown, key)
    if made.text != text:
        _write(path, bom + made.text)
    return f"{shown}:{made.line}"


def label(path: Path, one: Dismissal, text: str | None = None, context: Sequence[str] = ()) -> str:
    """Append a row to `path` by which `coach eval` counts a report of the dismissal's guideline as wrong.

    Args:
        text: the whole reply, where it was not stored; identifiers are starred.

    Returns:
        Where it stands, like ``labelled.jsonl:7``.

    Raises:
        WriteError: the file cannot be written, or holds something else. NotSettledError: nobody told the text.
    """
    given = (text, context) if text is not None else (one.text, one.context)
    if given[0] is None:
        raise NotSettledError("当时没有存原文，请把那条回复写在 text 里。")
    row = {"id": one.id, "text": redacted(given[0]), "context": [*map(redacted, given[1])], "keeps": [one.guideline]}
    written = json.dumps({key: value for key, value in row.items() if value}, ensure_ascii=False)
    line = re.sub("[\x7f-\x9f\u2028\u2029\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", written)
    before = _read(path, bom=False)[0] if path.exists() else ""
    lines = before.split("\n")
    shown = shown_path(str(path))
    if line in lines:
        return f"{shown}:{lines.index(line) + 1}"
    if before.strip("\ufeff \t\r\n") and not is_jsonl(before.encode()):
        raise WriteError("这个文件里不是一行一条的标注回复，没有改动，请换一个文件", shown)
    gap = "\n" if before and not before.endswith("\n") else ""
    _write(path, f"{before}{gap}{line}\n")
    return f"{shown}:{(before + gap).count(chr(10)) + 1}"


def _knows(run: Run, rule: str) -> bool:
    """Whether the rule is there for everybody who reads coach.yaml, not only where the command line names its pack."""
    if any(value.source == "command line" for value in run.applied(None).values["packs"]):
        try:
            run = Run(run.settings, {}, Scope(baseline=False))
        except CoachError:
            return False
    return run.means(rule, rule) is not None


def _words(dismissed: Dismissal) -> str:
    """Words that show where the finding was: its sentence where that is known, else the excerpt; none with stars."""
    told = dismissed.text or ""
    at = told.find(dismissed.excerpt[:-1] if is_cut(dismissed.excerpt) else dismissed.excerpt)
    sentences = [
        found[0].strip() for found in _SENTENCE.finditer(told) if at >= 0 and found.start() <= at < found.end()
    ]
    for words in (*sentences, dismissed.excerpt.strip()):
        if words and not _STARS.search(words) and not is_cut(words):
            return words
    if not dismissed.excerpt.strip():
        raise NotSettledError("这一处没有记下原来的字，请在 coach.yaml 里手写这一条。")
    if is_cut(dismissed.excerpt):
        raise NotSettledError("标出的话太长，只存了开头，认不出原来那句，请在 coach.yaml 里手写这一条。")
    raise NotSettledError("这一处是打了星号存的，看不出原来的字，请在 coach.yaml 里手写这一条。")


def _named_file(text: str, key: str) -> str:
    """The file that coach.yaml names for its allowlist; empty when it lists the entries itself."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        return ""  # told by who adds to it
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value.value for name, value in pairs if name.value == key and isinstance(value, yaml.ScalarNode)), "")


def _read(path: Path, *, bom: bool = True) -> tuple[str, str]:
    """The text, and the byte order mark before it."""
    try:
        text = path.read_bytes().decode("utf-8")
    except OSError as error:
        raise WriteError(f"文件打不开：{error.strerror}", shown_path(str(path))) from None
    except UnicodeDecodeError:
        raise WriteError("不是 UTF-8 编码，请另存为 UTF-8", shown_path(str(path))) from None
    mark = "\ufeff" if bom and text.startswith("\ufeff") else ""
    return text[len(mark) :], mark


def _write(path: Path, text: str) -> None:
    with atomic(path) as stream:
        stream.write(text)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # nobody is logged in
        return "教练反馈"
