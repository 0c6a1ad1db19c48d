"""`coach check --fix` and `--diff`: streams, exit codes, and what must be said twice."""

from pathlib import Path

import pytest

FAULTY = "您好，你的快递到了，请你查收。"
FIXED = "您好，您的快递到了，请您查收。"
SAFE_RULE = """\
guideline: no-cannot
check: {kind: substitute, map: {你: 您}, applicability: safe}
examples:
  - {flag: 请⟦你⟧看}
  - {quiet: 请您看}
"""


@pytest.fixture(autouse=True)
def own_pack(write_pack) -> str:
    """你 → 您 is safe; what the small house says of 不能 needs a reader."""
    return write_pack({"you.yaml": SAFE_RULE})


@pytest.fixture
def check(run):
    return lambda *arguments, **streams: run("check", "--pack", "own", *arguments, **streams)


def file(text: str, name: str = "a.txt") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_file_is_fixed_and_clean_then(check):
    path = file(f"{FAULTY}\n")
    done = check("a.txt", "--fix")
    assert path.read_text(encoding="utf-8") == f"{FIXED}\n"
    assert done.code == 0
    assert "都很好" in done.out
    assert "改好了 2 处" in done.err


def test_what_remains_decides(check):
    file(f"{FAULTY}\n不能退\n")
    done = check("a.txt", "--fix", "--format", "json")
    assert done.code == 1
    assert done.findings == [("no-cannot", "不能退")]
    assert check("a.txt", "--fix", "--fail-on", "never").code == 0


def test_files_of_a_folder_are_fixed(check):
    file(FAULTY, "lib/a.txt")
    file(f"# 你\n\n- {FAULTY}\n", "lib/b.md")
    assert check("lib", "--fix").code == 0
    assert Path("lib/a.txt").read_text(encoding="utf-8") == FIXED
    assert Path("lib/b.md").read_text(encoding="utf-8") == f"# 你\n\n- {FIXED}\n"


def test_the_difference_is_shown_and_nothing_written(check):
    path = file(f"{FAULTY}\n")
    done = check("a.txt", "--diff")
    assert done.out == f"--- a.txt（现在）\n+++ a.txt（改后）\n@@ -1 +1 @@\n-{FAULTY}\n+{FIXED}\n"
    assert path.read_text(encoding="utf-8") == f"{FAULTY}\n"
    assert done.code == 1
    assert "可以改 2 处" in done.err
    assert check("a.txt", "--diff", "--fail-on", "never").code == 1


def test_no_difference(check):
    file(FIXED)
    done = check("a.txt", "--diff")
    assert (done.code, done.out) == (0, "")
    assert "没有可以直接改的" in done.err


def test_with_both_nothing_is_written(check):
    path = file(FAULTY)
    assert check("a.txt", "--fix", "--diff").code == 1
    assert path.read_text(encoding="utf-8") == FAULTY


def test_review_must_be_said_twice(check):
    path = file("这个不能退\n")
    done = check("a.txt", "--fix", "--applicability", "review")
    assert done.code == 2
    assert "--yes" in done.err
    assert path.read_text(encoding="utf-8") == "这个不能退\n"
    assert "+这个我来帮您退" in check("a.txt", "--diff", "--applicability", "review").out
    assert check("a.txt", "--fix", "--applicability", "review", "--yes").code == 0
    assert path.read_text(encoding="utf-8") == "这个我来帮您退\n"


@pytest.mark.parametrize("option", [["--yes"], ["--applicability", "safe"]])
def test_options_that_do_nothing_alone(check, option: list[str]):
    done = check("--text", FAULTY, *option)
    assert done.code == 2
    assert "--fix" in done.err


def test_a_text_goes_to_standard_output_and_the_report_elsewhere(check):
    done = check("--text", f"{FAULTY}不能退", "--fix")
    assert done.out == f"{FIXED}不能退\n"
    assert "不能退" in done.err
    assert done.code == 1


def test_standard_input_goes_to_standard_output_byte_for_byte(check):
    done = check("--fix", stdin=f"\ufeff{FAULTY}\r\n\r\n")
    assert done.out == f"\ufeff{FIXED}\r\n\r\n"
    assert (done.code, check("-", "--fix", stdin="您好").out) == (0, "您好")


def test_standard_input_that_cannot_be_read_comes_back(check):
    content = '{"text": "请你看"}\n{"text"\n'
    done = check("--fix", stdin=content)
    assert (done.code, done.out) == (2, content)


def test_the_difference_of_a_text(check):
    done = check("--text", FAULTY, "--diff")
    assert f"\n+{FIXED}\n" in done.out
    assert done.code == 1


def test_a_refusal_is_one_sentence_and_the_other_files_are_fixed(check):
    outside = file(FAULTY, "outside.txt")
    inside = file(FAULTY, "lib/a.txt")
    Path("lib/link.txt").symlink_to("../outside.txt")
    done = check("lib", "--fix")
    assert done.code == 2
    assert [line for line in done.err.splitlines() if "链接" in line] == [
        "lib/link.txt: 这是通到文件夹外面的链接，不跟过去改；要改，请直接写出那个文件"
    ]
    assert outside.read_text(encoding="utf-8") == FAULTY
    assert inside.read_text(encoding="utf-8") == FIXED


def test_what_the_baseline_counts_does_not_come_back_after_a_fix(check, run):
    path = file("不能退\n不能换\n")
    assert run("baseline", "write", "--pack", "own", "a.txt").code == 0
    path.write_text(f"不能退\n不能换\n{FAULTY}\n", encoding="utf-8")
    done = check("a.txt", "--fix")
    assert path.read_text(encoding="utf-8") == f"不能退\n不能换\n{FIXED}\n"
    assert done.code == 0
    assert "另有 2 处已豁免或记在基线里" in done.out
    assert "prune" not in done.err


def test_only_what_changed_is_fixed(check):
    import subprocess

    path = file(f"{FAULTY}\n")
    for command in (["init", "-q"], ["add", "."], ["-c", "user.name=n", "-c", "user.email=e", "commit", "-qm", "一"]):
        subprocess.run(["git", *command], check=True)
    path.write_text(f"{FAULTY}\n{FAULTY}\n", encoding="utf-8")
    done = check("a.txt", "--since", "HEAD", "--fix")
    assert path.read_text(encoding="utf-8") == f"{FAULTY}\n{FIXED}\n"
    assert done.code == 0
