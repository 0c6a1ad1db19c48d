"""The `coach.yaml` of `examples/ci` is one that holds: with it, what it says fails a build does."""

import shutil
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "ci" / "coach.yaml"


@pytest.mark.parametrize(("text", "code"), [("我不能退货", 1), ("退款今天15点前到账，到了我发短信告诉您。", 0)])
def test_it_applies(shell, repository, text, code):
    shutil.copy(EXAMPLE, repository)
    (repository / "话术" / "coach.yaml").unlink()
    (repository / "话术" / "一.txt").write_text(text, encoding="utf-8")
    done = shell("coach check 话术")
    assert done.returncode == code, done.stderr
    assert ("1 个错误" in done.stdout) == bool(code)
    assert "个错误" not in shell("coach check 话术 --config none").stdout  # the example's own severity


def test_what_it_excludes_is_not_read(shell, repository):
    shutil.copy(EXAMPLE, repository)
    (repository / "归档").mkdir()
    (repository / "归档" / "旧.txt").write_text("我不能退货", encoding="utf-8")
    assert shell("coach check .").returncode == 0
