"""`--encoding` holds for every format that is text, for standard input, and for what is written back."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.usefixtures("small_house")
LIBRARIES = {
    "a.txt": "您好\n亲，無法退\n",
    "a.md": "# 退款\n\n亲，無法退\n",
    "a.log": "客户：能退吗\n客服：亲，無法退\n",
    "a.csv": "编码,内容\n1,亲，無法退\n",
    "a.json": '{"replies": [{"id": 1, "content": "亲，無法退"}]}\n',
    "a.jsonl": '{"id": 1, "text": "您好"}\r\n\r\n{"id": 2, "text": "亲，無法退"}\n{"id": 3, "text": "您好"}\n',
    "a.yaml": "replies:\n  - {id: 1, content: 亲，無法退}\n",
}
ENCODINGS = ["gb18030", "utf-16-le", "utf-8"]
FOUND = [("no-cannot", "無法退")]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", LIBRARIES)
def test_a_file(run, name: str, encoding: str):
    Path(name).write_bytes(LIBRARIES[name].encode(encoding))
    done = run("check", name, "--encoding", encoding, "--format", "json")
    assert (done.code, done.err) == (1, "")
    turns = [turn for entry in done.document["results"] for turn in entry.get("turns", [entry])]
    assert [(one["guideline"], one["excerpt"]) for turn in turns for one in turn["findings"]] == FOUND


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_standard_input(run, name: str, encoding: str):
    done = run("check", "--encoding", encoding, "--format", "jsonl", stdin=LIBRARIES[name].encode(encoding))
    assert (done.code, done.err) == (1, "")
    assert done.findings == FOUND
    assert [entry["id"] for entry in done.entries] == ([None] if name == "a.txt" else [1, 2, 3])


@pytest.mark.parametrize("name", LIBRARIES)
def test_as_the_settings_say(run, name: str):
    Path("coach.yaml").write_text("encoding: gb18030\n", encoding="utf-8")
    Path(name).write_bytes(LIBRARIES[name].encode("gb18030"))
    assert run("check", name).code == 1


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.json"])
def test_a_mark_in_the_file_wins(run, name: str):
    Path(name).write_bytes(LIBRARIES[name].encode("utf-16"))
    done = run("check", name, "--encoding", "gb18030", "--format", "json")
    assert (done.code, done.findings) == (1, FOUND)


@pytest.mark.parametrize("name", ["a.jsonl", "a.txt", "a.json"])
def test_what_is_written_back(run, name: str):
    text = LIBRARIES[name].replace("無法", "无法")
    Path(name).write_bytes(text.encode("gb18030"))
    run("check", name, "--encoding", "gb18030", "--fix", "--applicability", "review", "--yes")
    assert Path(name).read_bytes() == text.replace("无法退", "我来帮您退").encode("gb18030")


def test_where_a_finding_stands(run):
    Path("a.jsonl").write_bytes(LIBRARIES["a.jsonl"].encode("gb18030"))
    done = run("check", "a.jsonl", "--encoding", "gb18030", "--format", "github")
    assert done.out.startswith("::warning file=a.jsonl,line=3,endLine=3,col=22,")


@pytest.mark.parametrize(("named", "told"), [((), "UTF-8"), (("--encoding", "gb18030"), "GB18030")])
def test_a_line_that_is_not_in_it_is_told_and_the_others_are_read(run, named: tuple[str, ...], told: str):
    good = b'{"id": 1, "text": "ok"}\n'
    Path("a.jsonl").write_bytes(good + b'{"id": 2, "text": "\xff\xb2"}\n' + good + b'{"id": 3, "text": "\xb2')
    done = run("check", "a.jsonl", *named, "--format", "jsonl")
    assert done.code == 2
    assert [entry.get("id") for entry in done.entries] == [1, None, 1, None]
    assert [line.partition("，")[0] for line in done.err.splitlines()] == [
        f"a.jsonl:2: 不是 {told} 编码",
        f"a.jsonl:4: 不是 {told} 编码",
    ]
    assert done.err.count("--encoding") == 2


def test_a_workbook_says_its_own_encoding(run):
    from openpyxl import Workbook

    book = Workbook()
    book.active.append(["内容"])
    book.active.append(["亲，無法退"])
    book.save("a.xlsx")
    done = run("check", "a.xlsx", "--encoding", "big5", "--format", "json")
    assert done.findings == FOUND
