"""`coach eval`: labelled replies in, figures out; what is not right is named, the rest is measured."""

import json
import re
from pathlib import Path

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "measuring.md"
ROWS = [
    {"text": "不能退", "breaks": ["no-cannot"], "unsure": []},
    {"text": "没法退", "breaks": ["no-cannot"], "spans": {"no-cannot": "没法"}},
    {"text": "我查一下", "context": "骗子", "breaks": ["soothe"]},
    {"text": "尽快", "breaks": [], "unsure": ["soon"]},
    {"text": "尽快，不能", "breaks": []},
]


LISTED = [
    "a.jsonl:2  漏报  no-cannot  “没法”",
    "a.jsonl:5  误报  no-cannot  “不能”",
    "a.jsonl:5  误报  soon  “尽快”",
]


def write(*rows: object, name: str = "a.jsonl") -> str:
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    Path(name).write_text("\n".join(lines), encoding="utf-8")
    return name


@pytest.mark.usefixtures("small_house")
class TestEval:
    def test_prints_a_table_of_the_guidelines_that_are_labelled(self, run):
        done = run("eval", write(*ROWS))
        assert (done.code, done.err) == (0, "")
        lines = [line.split() for line in done.out.splitlines()]
        assert [line[0] for line in lines[1:4]] == ["no-cannot", "soon", "soothe"]
        assert lines[1][2:] == ["0.500", "0.500", "0.500", "1", "1", "1"]
        assert lines[2][2:] == ["0.000", "—", "0.000", "0", "1", "0"]
        assert lines[3][2:] == ["1.000", "1.000", "1.000", "1", "0", "0"]

    def test_prints_a_document(self, run):
        body = run("eval", write(*ROWS), "--format", "json").document
        assert body.keys() == {"schema", "guidelines", "micro", "macro"}
        assert {name: (one["tp"], one["fp"], one["fn"]) for name, one in body["guidelines"].items()} == {
            "no-cannot": (1, 1, 1),
            "soon": (0, 1, 0),
            "soothe": (1, 0, 0),
        }
        assert (body["micro"]["tp"], body["micro"]["fp"], body["micro"]["fn"]) == (2, 2, 1)
        assert body["micro"]["f1"] == pytest.approx(4 / 7)
        assert body["macro"]["f1"] == pytest.approx((0.5 + 0 + 1) / 3)

    def test_packs_that_are_off_by_default_are_on(self, run):
        body = run("eval", write({"text": "尽快", "breaks": ["soon"]}), "--format", "json").document
        assert body["guidelines"]["soon"]["tp"] == 1

    def test_a_pack_of_ones_own_is_added(self, run, write_pack, own_rule: str):
        folder = write_pack({"x.yaml": own_rule})
        name = write({"text": "办不了", "breaks": ["no-cannot"]})
        assert run("eval", name, "--format", "json").document["micro"]["tp"] == 0
        assert run("eval", name, "--format", "json", "--pack", folder).document["micro"]["tp"] == 1

    def test_several_files_are_one_table_with_a_line_for_each(self, run):
        one, other = write(*ROWS[:2]), write({"text": "好的", "breaks": ["no-cannot"]}, name="b.jsonl")
        done = run("eval", one, other)
        rows = {line.split()[0]: line.split()[1:] for line in done.out.splitlines() if line.strip()}
        assert rows["no-cannot"][1:] == ["1.000", "0.333", "0.500", "1", "0", "2"]
        assert rows["a.jsonl"] == ["1.000", "0.500", "0.667", "1", "0", "1"]
        assert rows["b.jsonl"] == ["—", "0.000", "0.000", "0", "0", "1"]

    def test_each_file_counts_only_what_it_labels(self, run):
        one, other = write({"text": "尽快", "breaks": ["soon"]}), write({"text": "尽快", "breaks": []}, name="b.jsonl")
        body = run("eval", one, other, "--format", "json").document
        assert body["guidelines"]["soon"]["fp"] == 0

    def test_a_file_that_labels_nothing_is_measured_all_the_same(self, run):
        done = run("eval", write({"text": "不能", "breaks": []}))
        assert done.code == 0
        assert "没有标注任何准则" in done.out
        body = run("eval", "a.jsonl", "--format", "json").document
        assert (body["guidelines"], body["micro"]["f1"], body["macro"]["f1"]) == ({}, 1.0, 1.0)

    def test_says_the_same_every_time(self, run):
        name = write(*ROWS)
        assert run("eval", name, "--misses").out == run("eval", name, "--misses").out


@pytest.mark.usefixtures("small_house")
class TestMisses:
    def test_are_listed_in_the_order_of_the_file(self, run):
        for arguments in (["--misses"], ["--misses", "--format", "terminal"]):
            assert run("eval", write(*ROWS), *arguments).out.splitlines()[:4] == [*LISTED, ""]

    def test_of_one_guideline_or_some(self, run):
        name = write(*ROWS)
        assert run("eval", name, "--misses", "soon").out.splitlines()[:2] == [LISTED[2], ""]
        both = run("eval", name, "--misses", "soon", "--misses", "no-cannot").out
        assert both == run("eval", name, "--misses=soon,no-cannot").out == run("eval", name, "--misses").out

    def test_the_option_may_stand_before_the_file(self, run):
        name = write(*ROWS)
        assert run("eval", "--misses", name).out == run("eval", name, "--misses").out
        assert run("eval", "--misses", "soon", name).out == run("eval", name, "--misses", "soon").out

    def test_a_guideline_that_does_not_exist_is_refused(self, run):
        done = run("eval", write(*ROWS), "--misses", "no-canot")
        assert (done.code, done.out) == (2, "")
        assert "没有叫“no-canot”的准则，是不是“no-cannot”？" in done.err

    def test_are_in_the_document(self, run):
        body = run("eval", write(*ROWS), "--misses", "soon", "--format", "json").document
        assert body["misses"] == [
            {"path": "a.jsonl", "locator": "line 5", "verdict": "fp", "guideline": "soon", "excerpt": "尽快"}
        ]


@pytest.mark.usefixtures("small_house")
class TestWrongInput:
    def test_each_line_that_is_not_right_is_named_and_the_rest_measured(self, run):
        done = run(
            "eval",
            write(
                "{",
                {"text": "不能", "breaks": ["no-cannot"]},
                {"text": "不能", "breaks": ["no-canot"]},
                {"text": "不能", "breaks": "no-cannot"},
                {"text": "不能", "breaks": ["soon"], "unsure": ["soon"]},
                {"breaks": []},
            ),
            "--format",
            "json",
        )
        assert done.code == 2
        assert re.findall(r"^a\.jsonl:(\d+): .+", done.err, re.MULTILINE) == ["1", "3", "4", "5", "6"]
        assert done.document["guidelines"]["no-cannot"]["tp"] == 1
        assert done.document["guidelines"].keys() == {"no-cannot"}

    def test_a_file_that_is_not_there_is_named_and_the_rest_measured(self, run):
        done = run("eval", "none.jsonl", write(*ROWS))
        assert done.code == 2
        assert "none.jsonl: 没有这个文件" in done.err
        assert "no-cannot" in done.out

    def test_without_a_file_there_is_nothing_to_measure(self, run):
        assert run("eval").code == 2
        assert run("eval", "--misses").code == 2


@pytest.fixture(scope="module")
def page() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_example_in_the_documentation_is_what_the_command_prints(run_alone, page: str, tmp_path: Path):
    [rows] = re.findall(r"```jsonl\n(.*?)```", page, re.DOTALL)
    [(arguments, shown)] = re.findall(r"```console\n\$ coach (.*?)\n(.*?)```", page, re.DOTALL)
    (tmp_path / "labelled.jsonl").write_text(rows, encoding="utf-8")
    done = run_alone(*arguments.replace("labelled.jsonl", str(tmp_path / "labelled.jsonl")).split())
    assert done.out.replace(str(tmp_path) + "/", "") == shown


def test_the_document_in_the_documentation_has_the_keys_of_a_real_one(run_alone, page: str, tmp_path: Path):
    [rows] = re.findall(r"```jsonl\n(.*?)```", page, re.DOTALL)
    [shown] = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    (tmp_path / "labelled.jsonl").write_text(rows, encoding="utf-8")
    body = run_alone("eval", str(tmp_path / "labelled.jsonl"), "--format", "json").document
    written = json.loads(shown)
    assert written.keys() == body.keys()
    assert written["guidelines"]["vague-time"] == body["guidelines"]["vague-time"]
    assert (written["micro"], written["macro"]) == (body["micro"], body["macro"])
