"""`coach library report`: the library as a whole, in words and as JSON."""

from pathlib import Path

import pytest

LIBRARY = """\
编码,标题,分组,内容
k1,退货,售后,"亲，不能退的"
k2,退换,售后,亲！不能退的
k3,开场,接待,"您好{姓明}，谢谢您等我，电话13812345678"
k4,开场二,接待,"您好{姓明}，谢谢您等着我，电话13912345678"
"""


@pytest.fixture
def library(small_house, praise_pack: str) -> str:
    pack = small_house / "language" / "pack.yaml"
    pack.write_text("name: language\nplaceholders: [{name: 姓名, type: person}]\n", encoding="utf-8")
    Path("a.csv").write_text(LIBRARY, encoding="utf-8")
    return "a.csv"


def test_it_says_what_owners_ask(run, library: str):
    done = run("library", "report", library, "--pack", "own")
    assert (done.code, done.err) == (0, "")
    for said in (
        "读了 1 个文件里的 4 条话术，分成 2 组，平均得分 84。",
        "几乎一样的话术：2 组，一共 4 条",
        "a.csv:row 3 k2 退换  “，”换成“！”",
        "多了“着”",
        "{姓明}  没有这个变量，是不是“姓名”？",
        "不说不能  no-cannot",
        "保证性",
        "最该先改的 2 条",
        "最好的 2 条",
        "道谢（“谢谢”）",
    ):
        assert said in done.out
    assert "12345678" not in done.out


def test_the_same_as_json(run, library: str):
    document = run("library", "report", library, "--pack", "own", "--format", "json").document
    assert document["schema"] == 1
    assert document["summary"] == {"responses": 4, "files": 1, "groups": 2, "marked": 2, "score": 84, "errors": 0}
    assert [[one["id"] for one in cluster] for cluster in document["duplicates"]] == [["k1", "k2"], ["k3", "k4"]]
    [placeholder] = document["placeholders"]
    assert (placeholder["written"], placeholder["nearest"]) == ("{姓明}", "姓名")
    assert [one["origin"]["locator"] for one in placeholder["responses"]] == ["row 4", "row 5"]
    assert [one["name"] for one in document["guidelines"]] == ["no-cannot"]
    assert len(document["dimensions"]) == 5
    assert [one["name"] for one in document["groups"]] == ["售后", "接待"]
    assert [one["id"] for one in document["worst"]] == ["k1", "k2"]
    assert document["best"][0]["highlights"] == [{"guideline": "thanks", "title": "道谢", "excerpt": "谢谢"}]
    assert "12345678" not in str(document)


def test_what_a_baseline_counts_is_told_too(run, library: str):
    assert run("baseline", "write", library).code == 0
    assert run("library", "report", library, "--format", "json").document["summary"]["marked"] == 2


def test_what_cannot_be_read_is_told_and_the_rest_reported(run, library: str):
    done = run("library", "report", "no.csv", library)
    assert done.code == 2
    assert done.err.startswith("no.csv: ")
    assert "4 条话术" in done.out


def test_an_empty_library_is_told(run, small_house):
    Path("a.txt").write_text("\n", encoding="utf-8")
    assert run("library", "report", "a.txt").out == "没有读到话术。\n"


def test_nothing_in_a_response_is_obeyed(run, small_house):
    Path("a.jsonl").write_text('{"text": "\\u001b[31m不能退\\u202e{\\u001b甲}", "id": "::error::x"}\n' * 2, "utf-8")
    for form in ("terminal", "json"):
        out = run("library", "report", "a.jsonl", "--format", form).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert not any(line.lstrip().startswith("::") for line in out.splitlines())


def test_each_turn_of_a_conversation_is_a_response(run, small_house):
    text = "客户：能退吗\n客服：不能退\n客户：为什么\n客服：不能退\n"
    Path("a.txt").write_text(text, encoding="utf-8")
    out = run("library", "report", "a.txt").out
    assert "2 条话术" in out
    assert "第 4 条消息  一字不差" in out
