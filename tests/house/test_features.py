"""The collector of feature files: every scenario runs, none is lost, and a failure reads as a sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAD = "# language: zh-CN\n功能: 一件事\n"
ASKED = '    假如 客服写道 "我不能退货"\n    当 教练检查这条回复\n'
FILES = {
    "good": HEAD + f'  场景: 会报告\n{ASKED}    那么 应报告 "no-cannot"\n  场景大纲: 会标在\n{ASKED}'
    '    那么 应报告 "<准则>"\n    例子:\n      | 准则 |\n      | no-cannot |\n      | give-because |\n',
    "twice": HEAD
    + f'  场景: 同名\n{ASKED}    那么 应报告 "no-but"\n  场景: 同名\n{ASKED}    那么 应报告 "no-cannot"\n',
    "empty": HEAD,
    "wordless": HEAD + f"  场景: 没检查\n{ASKED}",
    "glued": HEAD + '  场景: 连写\n    假如 客服写道 "好"\n    当教练检查这条回复\n    那么 不应报告任何问题\n',
    "languageless": f"功能: 一件事\n  场景: 一\n{ASKED}    那么 不应报告任何问题\n",
    "unreadable": HEAD + "  不是场景\n",
    "missing": HEAD + f'  场景: 没报告\n{ASKED}    那么 应报告 "no-but"\n',
    "place": HEAD + f'  场景: 别处\n{ASKED}    那么 应报告 "no-cannot"，标在 "我不"\n',
    "severity": HEAD + f'  场景: 级别\n{ASKED}    那么 应报告 "no-cannot"，级别是 "错误"\n',
    "fatal": HEAD + f'  场景: 级别\n{ASKED}    那么 应报告 "no-cannot"，级别是 "致命"\n',
    "extra": HEAD + f'  场景: 多报\n{ASKED}    那么 不应报告 "no-cannot"\n',
    "any": HEAD + f"  场景: 多报\n{ASKED}    那么 不应报告任何问题\n",
    "typo": HEAD + f'  场景: 错字\n{ASKED}    那么 不应报告 "no-canot"\n',
    "advice": HEAD + f'  场景: 建议\n{ASKED}    那么 "no-cannot" 的建议里有一条写着 "绝不会有"\n',
    "becomes": HEAD + f'  场景: 改成\n{ASKED}    那么 用上 "no-cannot" 的建议，回复是 "绝不会有"\n',
    "leftover": HEAD + '  场景: 还有\n    假如 客服写道 "我不能退货，收到请尽快！！！"\n    当 教练检查这条回复\n'
    '    那么 用上 "no-cannot" 的建议，回复没有任何问题\n',
    "unused": HEAD + f'  场景: 不改\n{ASKED}    那么 "no-cannot" 没有能直接用的建议\n',
    "unknown": HEAD + f"  场景: 步骤\n{ASKED}    那么 应该很好\n",
    "unchecked": HEAD + '  场景: 没查\n    假如 客服写道 "好"\n    那么 不应报告任何问题\n',
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says about `FILES`."""
    folder = tmp_path_factory.mktemp("scenarios")
    shutil.copy(ROOT / "features" / "conftest.py", folder)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name, text in FILES.items():
        (folder / f"{name}.feature").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-rA", "--continue-on-collection-errors", "."]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8").stdout


def test_every_scenario_and_every_example_runs(told: str):
    passed = [line for line in told.splitlines() if line.startswith("PASSED")]
    assert [line.split("::")[0] for line in passed] == ["PASSED good.feature"] * 3
    assert any("no-cannot" in line for line in passed)
    assert any("give-because" in line for line in passed)


@pytest.mark.parametrize(
    "sentence",
    [
        "twice.feature:3: 场景“同名”重名了",
        "twice.feature:7: 场景“同名”重名了",
        "empty.feature:1: 没有写场景",
        "wordless.feature:3: 场景“没检查”没有“那么”",
        "glued.feature:5: “当”后面要空一格",
        "languageless.feature:1: 第一行要写 # language: zh-CN",
        "unreadable.feature:",
    ],
)
def test_a_file_in_which_something_would_be_lost_is_refused(told: str, sentence: str):
    assert sentence in told
    assert f"ERROR {sentence.split(':')[0]}" in told


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing", "✗ 应该报告“no-but”，教练却报告了 "),
        ("place", "✗ “no-cannot”应该标在“我不”，却标在“"),
        ("severity", "✗ “no-cannot”的级别应该是“错误”，却是“警告”。"),
        ("fatal", "✗ 级别只有错误、警告、提示，没有“致命”。"),
        ("extra", "✗ 不应该报告“no-cannot”，教练却报告了 "),
        ("any", "✗ 不应该报告任何问题，教练却报告了 "),
        ("typo", "✗ 没有叫“no-canot”的准则或规则。"),
        ("advice", "✗ “no-cannot”的建议里应该有一条写着“绝不会有”，却只有“"),
        ("becomes", "✗ 用上“no-cannot”的建议，回复应该是“绝不会有”，却成了“"),
        ("leftover", "✗ “no-cannot”没有能直接用的建议。"),
        ("unused", "✗ “no-cannot”不应该有能直接用的建议，却会改成“"),
        ("unknown", "✗ 没有这样的步骤。能写的有："),
        ("unchecked", "✗ 还没有检查"),
    ],
)
def test_a_failing_step_says_what_was_expected_and_what_was_found(told: str, name: str, sentence: str):
    line = FILES[name][: FILES[name].index("那么")].count("\n") + 1
    report = told.split(f"{name}.feature:{line}: 场景「")
    assert len(report) > 1
    assert sentence in report[1][:400]


def test_the_features_of_this_repository_are_all_collected():
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", "features"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8").stdout
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "features").rglob("*.feature")}
    assert files
    assert {line.split("::")[0] for line in listed.splitlines() if "::" in line} == files
