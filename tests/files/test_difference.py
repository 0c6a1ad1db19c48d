"""A difference is a unified diff that plays no tricks."""

from coach.files.difference import difference


def test_what_goes_and_what_comes():
    lines = list(difference("a.txt", "一\n你好\n三\n", "一\n您好\n三\n"))
    assert lines == ["--- a.txt（现在）", "+++ a.txt（改后）", "@@ -1,3 +1,3 @@", " 一", "-你好", "+您好", " 三"]


def test_no_change_is_no_difference():
    assert list(difference("a.txt", "一\r\n", "一\r\n")) == []


def test_control_and_bidi_characters_are_shown_by_their_code():
    shown = "\n".join(difference("a\x1b[31m.txt", "\x1b[2J你\u202e\n", "\x1b[2J您\u202e\n"))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\\x1b[2J您\\u202e" in shown
