"""GitHub annotations: the documented commands and escapes, the gravest first, no more than are shown."""

import re
from pathlib import Path

import pytest

from coach.errors import WriteError
from coach.files.records import Origin, Record, Slot, Unreadable
from coach.files.reports.github_report import SHOWN

COMMAND = re.compile(r"::(error|warning|notice) ([^:\r\n]*)::([^\r\n]*)")


@pytest.fixture
def annotations(written):
    """(command, properties, message) of each annotation, unescaped; every other line is the summary's, the last."""

    def call(*parts: object, **told: object) -> list[tuple[str, dict[str, str], str]]:
        *lines, summary = written("github", *parts, **told).split("\n")[:-1]
        assert not summary.startswith("::")
        found = []
        for line in lines:
            match = COMMAND.fullmatch(line)
            assert match, line
            pairs = (pair.split("=", 1) for pair in match[2].split(","))
            found.append((match[1], {name: unescaped(value) for name, value in pairs}, unescaped(match[3])))
        return found

    return call


def unescaped(text: str) -> str:
    for code, sign in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, sign)
    return text


def test_a_finding_is_a_command_at_its_place(annotations):
    Path("a.txt").write_text("您好\n抱歉，不能退\n", encoding="utf-8")
    [(command, properties, message)] = annotations(Record(Origin("a.txt", "line 2", 2), "抱歉，不能退"))
    assert command == "warning"
    assert properties == {"file": "a.txt", "line": "2", "endLine": "2", "col": "4", "title": "不说不能"}
    assert message == "“不能退”：说了不能。说能做的。可以这样说：抱歉，我来帮您退"


def test_severities_have_their_commands_the_gravest_first(annotations):
    found = annotations(
        Record(Origin("a.txt"), "抱歉，尽快"),
        Record(Origin("a.txt"), "抱歉，不能"),
        Record(Origin("a.txt"), "我查", ("骗子",)),
        Unreadable(Origin("b.csv", "row 2"), "少了几列"),
    )
    assert [(command, properties["title"]) for command, properties, _ in found] == [
        ("error", "读不了"),
        ("error", "先安抚"),
        ("warning", "不说不能"),
        ("notice", "说清时间"),
    ]
    assert found[0][2] == "row 2：少了几列"


def test_a_place_without_a_line_is_named(annotations):
    [(_, properties, message)] = annotations(Record(Origin("a.xlsx", "促销!row 3"), "不能退"))
    assert properties.keys() == {"file", "title"}
    assert message.startswith("促销!row 3：“不能退”")


def test_several_lines_have_no_column(annotations):
    Path("a.txt").write_text("不能一\n二", encoding="utf-8")
    record = Record(Origin("a.txt", "line 1", 1), "不能一\n二", slot=Slot((0, 5), "不能一\n二"))
    for _, properties, _ in annotations(record):
        assert ("col" in properties) == (properties["line"] == properties["endLine"])


def test_text_that_stands_in_no_file_has_no_place(annotations):
    [(_, properties, _)] = annotations(Record(Origin(None), "不能退"))
    assert properties == {"title": "不说不能"}


def test_what_means_something_in_a_command_is_escaped(written):
    line, _ = written("github", Record(Origin("a,b:c%.txt"), "不能", title="100%:,\n::error::")).split("\n")[:-1]
    assert line.startswith("::warning file=a%2Cb%3Ac%25.txt,title=不说不能::100%25:, ⏎ ::error::：")


def test_no_more_than_github_shows(annotations, written):
    records = [Record(Origin("a.txt", f"line {number}", number), "抱歉，不能，尽快") for number in range(1, 31)]
    found = annotations(*records)
    assert [command for command, _, _ in found] == ["warning"] * SHOWN + ["notice"] * SHOWN
    assert "另有 40 处没有逐条标出来。" in written("github", *records)


def test_what_cannot_be_read_is_never_left_out_for_errors(annotations):
    angry = [Record(Origin("a.txt"), "我查", ("骗子",)) for _ in range(20)]
    found = annotations(*angry, Unreadable(Origin("b.csv"), "坏了"))
    assert len(found) == SHOWN
    assert found[0][1]["file"] == "b.csv"


def test_the_summary_is_one_line(written):
    shown = written("github", Record(Origin("a.txt"), "不能退"))
    assert shown.split("\n")[-2] == "检查了 1 条回复，1 条可以更好：1 个警告。"


class TestPage:
    def test_lists_all_of_them(self, written):
        Path("page.md").write_text("earlier\n", encoding="utf-8")
        records = [Record(Origin("a.csv", f"row {number}", number), "不能退", title="退货") for number in range(1, 31)]
        written("github", *records, Unreadable(Origin("b.csv", "row 9"), "坏了"), summary="page.md")
        page = Path("page.md").read_text(encoding="utf-8")
        assert page.startswith("earlier\n")
        rows = [line for line in page.splitlines() if line.startswith("| ")]
        assert len(rows) == 1 + 30 + 1
        assert rows[1].startswith(r"| 警告 | a\.csv | row 1 退货 | 不说不能 | “不能退”：")
        assert rows[-1] == r"| 读不了 | b\.csv | row 9 |  | 坏了 |"

    @pytest.mark.parametrize("title", ["a|b", "<img src=x>", "`a`", "[a](http://b)", "**a**", "a\nb", "&lt;", "@all"])
    def test_shows_a_reply_letter_by_letter(self, written, title: str):
        written("github", Record(Origin("a.csv", "row 1"), "不能退", title=title), summary="page.md")
        [_, _, row] = [line for line in Path("page.md").read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
        assert len(re.findall(r"(?<!\\)\|", row)) == 6
        bare = re.sub(r"\\[!-/:-@\[-`{-~]|&(?:amp|lt|gt|#64);", "", row)
        assert not re.search(r"[<>`*\[\]@&]", bare)

    def test_stays_below_what_github_takes(self, written, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("coach.files.reports.github_summary.LARGEST", 1000)
        written("github", *(Record(Origin("a.txt"), "不能退") for _ in range(50)), summary="page.md")
        page = Path("page.md").read_text(encoding="utf-8")
        assert len(page.encode()) < 1600
        shown = page.count("| 警告 |")
        assert f"还有 {50 - shown} 处没有列出。" in page

    def test_that_cannot_be_written_is_an_error(self, written):
        with pytest.raises(WriteError, match="none"):
            written("github", summary="none/page.md")

    def test_is_not_written_when_nobody_wants_it(self, written, tmp_path):
        written("github", Record(Origin("a.txt"), "不能退"))
        assert list(Path().iterdir()) == []
