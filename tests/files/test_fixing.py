"""Fixes: what is written, what is left alone, and that nothing else changes."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import coach
from coach.core.model.finding import Applicability
from coach.files.checked import Checked
from coach.files.checking import check_records
from coach.files.fixing import Fixed, Fixer
from coach.files.inputs import sources, standard_input
from coach.files.readers import text_file
from coach.files.records import Origin, Record, Unreadable
from coach.files.source import ReadOptions, Source

FAULTY = "您好，你的快递到了，请你查收。"
FIXED = "您好，您的快递到了，请您查收。"
REFUSED = "您好，您的订单不能退货。"


@pytest.fixture(scope="module")
def trained(_private_cache: None) -> coach.Coach:
    return coach.load()


Fix = Callable[..., Fixed]


@pytest.fixture
def fix(trained: coach.Coach, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fix:
    """Fix one named file in an empty working folder."""
    monkeypatch.chdir(tmp_path)

    def call(name: str, applicability: Applicability = "safe", *, writes: bool = True, **options: str) -> Fixed:
        fixer = Fixer(partial(check_records, trained), applicability, writes=writes)
        [source] = sources([name], ReadOptions(**options))
        return fixer.fix(source)

    return call


def left(fixed: Fixed) -> list[str]:
    """The guidelines that are still reported."""
    checked = [part for part in fixed.parts if isinstance(part, Checked)]
    return [finding.guideline for part in checked for turn in part.turns for finding in turn.result.findings]


def complaint(fixed: Fixed) -> str:
    [part] = [part for part in fixed.parts if isinstance(part, Unreadable)]
    return part.message


def test_safe_suggestions_are_written_and_what_remains_is_told(fix: Fix):
    Path("a.txt").write_bytes(f"{FAULTY}\r\n{REFUSED}\r\n".encode())
    fixed = fix("a.txt")
    assert Path("a.txt").read_bytes() == f"{FIXED}\r\n{REFUSED}\r\n".encode()
    assert fixed.fixes == 2
    assert "honorific" not in left(fixed)
    assert "no-cannot" in left(fixed)


def test_a_second_run_changes_nothing(fix: Fix):
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    fix("a.txt")
    assert fix("a.txt").content is None


def test_without_writing_the_file_and_the_report_stay(fix: Fix):
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    fixed = fix("a.txt", writes=False)
    assert Path("a.txt").read_text(encoding="utf-8") == FAULTY
    assert (fixed.fixes, fixed.content) == (2, FIXED.encode())
    assert f"+{FIXED}" in fixed.diff
    assert "honorific" in left(fixed)


def test_review_writes_those_suggestions_as_well(fix: Fix):
    written = "您好，商品已经发出，但是物流还没有更新。"
    Path("a.txt").write_text(written, encoding="utf-8")
    assert fix("a.txt").content is None
    assert fix("a.txt", "review").content == written.replace("，但是", "。").encode()


def test_the_playbooks_words_and_blanks_are_never_written(fix: Fix, trained: coach.Coach):
    text = "对不起，您不能退货。"
    offered = [one for finding in trained.check(text).findings for one in finding.suggestions]
    assert any(one.from_playbook and one.applicability == "review" for one in offered)
    assert any("⟨" in one.replacement for one in offered)
    Path("a.txt").write_text(text, encoding="utf-8")
    fix("a.txt", "review")
    written = Path("a.txt").read_text(encoding="utf-8")
    assert "⟨" not in written
    assert not any(one.replacement in written for one in offered if one.from_playbook)


def test_marks_of_markdown_stay(fix: Fix):
    Path("a.md").write_text(
        "# 你\n\n- **你的**`快递`[到了](http://a.b/你)，请*你*查收。\n\n```\n你的\n```\n", encoding="utf-8"
    )
    fix("a.md")
    assert Path("a.md").read_text(encoding="utf-8") == (
        "# 你\n\n- **您的**`快递`[到了](http://a.b/你)，请*您*查收。\n\n```\n你的\n```\n"
    )


def test_a_conversation_is_reported_and_left_alone(fix: Fix):
    content = "客户：到了吗\n客服：你的快递到了\n"
    Path("a.txt").write_text(content, encoding="utf-8")
    fixed = fix("a.txt")
    assert "honorific" in left(fixed)
    assert (fixed.content, Path("a.txt").read_text(encoding="utf-8")) == (None, content)


@pytest.mark.parametrize("encoding", ["gb18030", "gb2312", "utf-16-le"])
def test_a_named_encoding_stays(fix: Fix, encoding: str):
    Path("a.txt").write_bytes(FAULTY.encode(encoding))
    fix("a.txt", encoding=encoding)
    assert Path("a.txt").read_bytes() == FIXED.encode(encoding)


RARE_WORD = """\
guideline: no-cannot
check: {kind: substitute, map: {双喜: 囍}, applicability: safe}
examples:
  - {flag: ⟦双喜⟧临门}
  - {quiet: 喜事}
"""


def test_a_character_that_the_encoding_lacks_is_told_and_nothing_is_written(make_coach):
    fixer = Fixer(partial(check_records, make_coach({"rare.yaml": RARE_WORD})), "safe", writes=True)
    content = "您好\n双喜临门\n".encode("gb2312")
    Path("a.txt").write_bytes(content)
    fixed = fixer.fix(Source("a.txt", ReadOptions(encoding="gb2312")))
    [wrong] = [part for part in fixed.parts if isinstance(part, Unreadable)]
    assert wrong.origin.place == "a.txt:2"
    assert "编码里没有“囍”" in wrong.message
    assert Path("a.txt").read_bytes() == content


def test_a_file_that_changed_in_between_is_left_alone(fix: Fix, trained: coach.Coach):
    Path("a.txt").write_text(FAULTY, encoding="utf-8")

    def check(records):
        for part in check_records(trained, records):
            Path("a.txt").write_text("别人刚改过。", encoding="utf-8")
            yield part

    fixed = Fixer(check, "safe", writes=True).fix(Source("a.txt"))
    assert "又变了" in complaint(fixed)
    assert Path("a.txt").read_text(encoding="utf-8") == "别人刚改过。"
    assert "honorific" in left(fixed)


def test_a_crash_while_writing_leaves_the_old_file(fix: Fix, monkeypatch: pytest.MonkeyPatch):
    Path("a.txt").write_text(FAULTY, encoding="utf-8")

    def crash(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", crash)
    assert "写不了" in complaint(fix("a.txt"))
    assert Path("a.txt").read_text(encoding="utf-8") == FAULTY
    assert [one.name for one in Path().iterdir()] == ["a.txt"]


def test_a_link_out_of_the_named_folder_is_not_followed(fix: Fix):
    Path("lib").mkdir()
    Path("outside.txt").write_text(FAULTY, encoding="utf-8")
    Path("lib/link.txt").symlink_to("../outside.txt")
    assert "链接" in complaint(fix("lib"))
    assert Path("outside.txt").read_text(encoding="utf-8") == FAULTY


def test_a_link_inside_the_folder_stays_a_link(fix: Fix):
    Path("lib/.kept").mkdir(parents=True)
    Path("lib/.kept/a.txt").write_text(FAULTY, encoding="utf-8")
    Path("lib/link.txt").symlink_to(".kept/a.txt")
    fix("lib")
    assert Path("lib/link.txt").is_symlink()
    assert Path("lib/.kept/a.txt").read_text(encoding="utf-8") == FIXED


def test_the_permissions_stay(fix: Fix):
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    Path("a.txt").chmod(0o640)
    fix("a.txt")
    assert Path("a.txt").stat().st_mode & 0o777 == 0o640


def test_a_file_with_a_part_that_cannot_be_read_is_left_alone(fix: Fix, monkeypatch: pytest.MonkeyPatch):
    read = text_file.read

    def partly(source: Source):
        yield from read(source)
        yield Unreadable(Origin(source.path, "line 9", 9), "读不懂")

    monkeypatch.setattr(text_file, "read", partly)
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    fixed = fix("a.txt")
    assert next(part.message for part in fixed.parts if isinstance(part, Unreadable)) == "读不懂"
    assert Path("a.txt").read_text(encoding="utf-8") == FAULTY


def test_what_would_be_read_otherwise_is_not_written(fix: Fix, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(text_file, "quoted", lambda value, written: f"“{value}”")
    Path("a.txt").write_text(FAULTY, encoding="utf-8")
    fix("a.txt")
    assert Path("a.txt").read_text(encoding="utf-8") == FAULTY


def test_one_change_that_would_be_read_otherwise_does_not_hold_up_the_others(fix: Fix, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(text_file, "quoted", lambda value, written: value + "？" * value.startswith("再"))
    Path("a.txt").write_text(f"{FAULTY}\n再请你等等\n", encoding="utf-8")
    fixed = fix("a.txt")
    assert Path("a.txt").read_text(encoding="utf-8") == f"{FIXED}\n再请你等等\n"
    assert "honorific" in left(fixed)


def test_a_missing_file_is_told(fix: Fix):
    assert complaint(fix("none.txt")) == "没有这个文件"


def test_standard_input_comes_back_fixed_and_whole(trained: coach.Coach):
    fixer = Fixer(partial(check_records, trained), "safe", writes=True)
    assert fixer.fix(standard_input(f"\ufeff{FAULTY}\r\n".encode())).content == f"\ufeff{FIXED}\r\n".encode()


def test_a_text_of_no_file(trained: coach.Coach):
    fixer = Fixer(partial(check_records, trained), "safe", writes=True)
    text, fixed = fixer.fix_text(Record(Origin(None), FAULTY))
    assert (text, fixed.fixes) == (FIXED, 2)
    assert "honorific" not in left(fixed)


ENCODINGS = {
    "utf-8": b"",
    "utf-8-sig": b"",
    "utf-16": b"",
    "gb18030": b"",
}
PIECES = st.sampled_from(
    [
        "你",
        "你的快递",
        "请你",
        "你们",
        "好的",
        "，",
        "。",
        "😊",
        "&",
        "<b>",
        "**",
        "`",
        "|",
        "- ",
        "> ",
        "# ",
        "  ",
        "\t",
        "x",
    ]
)
LINES = st.lists(PIECES, max_size=8).map("".join)
ENDS = st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\r\n\r\n"])
CONTENT = st.lists(st.tuples(LINES, ENDS), min_size=1, max_size=8).map(
    lambda rows: "".join(line + end for line, end in rows)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=CONTENT, suffix=st.sampled_from([".txt", ".md"]), encoding=st.sampled_from(list(ENCODINGS)))
def test_outside_the_fixes_every_byte_stays(trained: coach.Coach, tmp_path: Path, content, suffix, encoding):
    """Nothing here is wrong but 你, and 您 stands nowhere: put back, the file is as it was, byte for byte."""
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content.encode(encoding))
    fixer = Fixer(partial(check_records, trained), "safe", writes=True)
    named = ReadOptions(encoding="gb18030" if encoding == "gb18030" else None)
    fixed = fixer.fix(Source(str(path), named))
    assert not any(isinstance(part, Unreadable) for part in fixed.parts)
    written = path.read_bytes()
    back = written.decode(encoding).replace("您", "你")
    assert back.encode(encoding) == content.encode(encoding)
    assert written.decode(encoding).count("您") == fixed.fixes
