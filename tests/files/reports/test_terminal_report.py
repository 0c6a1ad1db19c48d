"""The report for a terminal: cards as the records come, and a summary."""

from coach.files.records import Origin, Record


def test_cards_and_a_summary(written):
    shown = written("terminal", Record(Origin("a.txt", "line 1", 1), "不能退", id="r-1", title="退货"))
    assert shown.startswith("a.txt:1  r-1 退货\n  不能退\n")
    assert shown.endswith("检查了 1 条回复，1 条可以更好：1 个警告。\n")


def test_a_line_of_a_card_is_no_command_of_a_build_machine(written):
    shown = written("terminal", Record(Origin("a.txt", "line 1", 1), "::error::不能 ##[error]退"))
    assert "  \\x3a:error::不能 \\x23#[error]退\n" in shown
