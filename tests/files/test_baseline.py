"""The baseline's file, and counting it down."""

from pathlib import Path

import pytest

from coach.errors import SettingsError
from coach.files.baseline import Acceptance, Baseline, Key, read_baseline, write_baseline

KEYS = [Key("b.txt", "no-but", "22"), Key("a.txt", "soon", "11"), Key("话术/“一”.txt", "no-but", "33")]


def test_what_is_written_is_read(tmp_path: Path):
    path = str(tmp_path / "x.json")
    baseline = Baseline({KEYS[0]: 2, KEYS[1]: 1, KEYS[2]: 3}, [Acceptance(2, "季末“再”改")])
    write_baseline(path, baseline)
    assert read_baseline(path) == baseline
    assert baseline.total == 6


def test_one_entry_a_line_and_sorted(tmp_path: Path):
    path = tmp_path / "x.json"
    write_baseline(str(path), Baseline({KEYS[0]: 2, KEYS[1]: 1}))
    assert path.read_text(encoding="utf-8").splitlines() == [
        "{",
        '"schema": 1,',
        '"accepted": [],',
        '"findings": [',
        '{"path": "a.txt", "guideline": "soon", "fingerprint": "11", "count": 1},',
        '{"path": "b.txt", "guideline": "no-but", "fingerprint": "22", "count": 2}',
        "]",
        "}",
    ]


def test_no_file_is_no_baseline(tmp_path: Path):
    assert read_baseline(str(tmp_path / "x.json")) is None


HEAD = '{"schema": 1, "accepted": [], "findings": '


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "第 1 行附近读不下去"),
        ('{\n"schema": 1,\n', "第 3 行附近读不下去"),
        ("[]", "里面的内容不对"),
        ('{"schema": 2}', "的版本是 2"),
        (HEAD + '[{"path": "a", "guideline": "b", "fingerprint": "c", "count": "1"}]}', "里面的内容不对"),
        (HEAD + '[{"path": "a", "guideline": "b", "fingerprint": "c", "count": -1}]}', "里面的内容不对"),
        (HEAD + '[{"path": 1, "guideline": "b", "fingerprint": "c", "count": 1}]}', "里面的内容不对"),
        (HEAD + "[3]}", "里面的内容不对"),
        (HEAD + "[" * 100_000, ""),
    ],
    ids=range(9),
)
def test_a_damaged_file_is_told(tmp_path: Path, text: str, sentence: str):
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"x\.json: 基线文件") as caught:
        read_baseline(str(path))
    assert sentence in str(caught.value)
