"""A reply is text, whatever it holds: no report lets it command a terminal, a build machine or a reader of the file."""

import json
import re
from xml.etree import ElementTree

import pytest

from coach.files.records import Origin, Record, Unreadable
from coach.files.reports.report import BINARY, REPORTS

EVIL = {
    "escape": "\x1b[31m不能\x1b]0;x\x07",
    "C1": "\x9b31m不能\x90q\x9c",
    "bidi": "\u202e不能\u2066\u200f",
    "workflow command": "::error file=x.py,line=1::不能",
    "workflow command on a line of its own": "您好\n  ::set-output name=a::不能\n\u3000::add-mask::a",
    "old workflow command": "##[error]不能 ##vso[task.setvariable variable=a]b ##teamcity[buildStop]",
    "end of a section": "]]>不能</system-out></testcase><!--",
    "markup": "<script>alert(1)</script>不能<img src=x onerror=y>",
    "lone surrogate": "\ud800不能\udfff",
    "line breaks": "不能\r\n\r退\n\u2028换\u2029\x0b\x0c\x85",
    "no characters": "不能\x00\ufffe\uffff",
    "formula": "=cmd|'/c calc'!A1不能",
}
FORMS = [name for name in REPORTS if name not in BINARY and name not in ("html", "csv")]
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
COMMAND = re.compile(r"^\s*::|##(?:\[|vso\[|teamcity\[)", re.MULTILINE)
OWN = re.compile(r"^::(?:error|warning|notice) [^:\n]*::", re.MULTILINE)


def parts(text: str) -> list[Record | Unreadable]:
    """A record that holds `text` wherever a file can put it, and a part that could not be read."""
    origin = Origin(f"{text.replace('/', '')}.txt", f"{text}!row 3", 3)
    return [
        Record(origin, text, ("骗子" + text,), id=text, title=text, group=text),
        Record(Origin("a.txt", "line 1", 1), f"抱歉，{text}", id={"a": text}),
        Unreadable(origin, f"不认识 {text}"),
    ]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_nothing_in_a_reply_is_obeyed(written, form: str, text: str):
    shown = written(form, *parts(text))
    assert "不能" in shown
    assert not OBEYED.search(shown)
    assert not COMMAND.search(OWN.sub("", shown) if form == "github" else shown)
    assert shown.encode("utf-8")


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab"])
@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_json_stays_json(written, form: str, text: str):
    assert json.loads(written(form, *parts(text)))


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_json_for_the_caller_is_exact(written, text: str):
    [first, *_] = json.loads(written("json", *parts(text)))["results"]
    assert first["id"] == text
    assert all(one["excerpt"] == text[one["start"] : one["end"]] for one in first["findings"])


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_xml_has_no_other_elements(written, text: str):
    root = ElementTree.fromstring(written("junit", *parts(text)))
    known = {"testsuites", "testsuite", "testcase", "failure", "error", "system-out"}
    assert {element.tag for element in root.iter()} <= known
    assert [len(suite) for suite in root] == [1, 1, 1]


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_a_github_command_is_one_line_and_ours(written, text: str):
    *commands, summary = written("github", *parts(text)).split("\n")[:-1]
    assert all(OWN.match(command) for command in commands)
    titles = {re.search("title=([^,:]*)::", command)[1] for command in commands}
    assert titles <= {"不说不能", "先安抚", "读不了"}
    assert summary.startswith("检查了 2 条回复")


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_the_github_page_is_a_table_and_nothing_else(written, text: str, tmp_path):
    page = tmp_path / "page.md"
    written("github", *parts(text), summary=str(page))
    shown = page.read_text(encoding="utf-8")
    assert not OBEYED.search(shown)
    rows = shown.split("|---|\n")[1].rstrip("\n").split("\n")
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 6 for row in rows)
    assert "<" not in shown
