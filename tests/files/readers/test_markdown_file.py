"""Markdown: what a person would send is a reply, what only shows it or leads elsewhere is not."""

import pytest

from coach.errors import ReadError
from coach.files.inputs import read_source
from coach.files.readers import markdown_file, reader_for
from coach.files.records import Record
from coach.files.source import ReadOptions, Source


def read(content: str, options: ReadOptions | None = None) -> list[Record]:
    """The records; each is proven to stand where it says."""
    found = list(markdown_file.read(Source("a.md", options or ReadOptions(), content.encode())))
    for one in found:
        start, end = one.slot.place
        assert content[start:end] == one.slot.value
        offsets = one.slot.offsets or range(len(one.slot.value) + 1)
        assert len(offsets) == len(one.text) + 1
        for character, offset in zip(one.text, offsets, strict=False):
            assert one.slot.value[offset] in (("\r", "\n") if character == "\n" else character)
    return found


def texts(content: str) -> list[str]:
    return [one.text for one in read(content)]


def test_paragraphs_items_quotes_and_cells_are_replies():
    content = (
        "第一段\n还是第一段\n\n- 第一项\n  还是第一项\n* 第二项\n1. 第三项\n\n> 引用一\n> 还是引用一\n>\n> 引用二\n"
    )
    assert texts(content) == [
        "第一段\n还是第一段",
        "第一项\n还是第一项",
        "第二项",
        "第三项",
        "引用一\n还是引用一",
        "引用二",
    ]
    assert texts("| 甲 | 乙 |\n|:--|--:|\n| 您好 | 再见 |\n 谢谢 | 不客气\n") == ["您好", "再见", "谢谢", "不客气"]


def test_nested_items_and_tasks():
    assert texts("- 一\n  - [ ] 二\n    1) 三\n\n      三的第二段\n") == ["一", "二", "三", "三的第二段"]


@pytest.mark.parametrize(
    "content",
    [
        "---\ntitle: 话术\n---\n",
        "```\n不能退\n```\n",
        "~~~text\n不能退\n```\n~~~\n",
        "- ```\n  不能退\n  ```\n",
        "    不能退\n",
        "# 不能退\n",
        "不能退\n======\n",
        "不能退\n---\n",
        "<!-- 不能退 -->\n",
        "<!--\n不能退\n\n不能换\n-->\n",
        "[退]: http://example.com/不能退\n",
        "English only, 123.\n",
        "![不能退](a.png)\n",
        "***\n",
        "",
    ],
)
def test_what_is_no_reply(content: str):
    assert texts(content + "\n您好\n") == ["您好"]


def test_a_code_block_that_never_ends():
    assert texts("您好\n\n```\n不能退\n") == ["您好"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("```不能```退", "不能退"),
        ("您**不能**退", "您不能退"),
        ("***您好***，*再见*，__谢谢__，~~不用~~", "您好，再见，谢谢，不用"),
        ("订单`A-1`已发", "订单A-1已发"),
        ("``您`好``", "您`好"),
        ('看[这里](http://a.b/c_d_e "标题")吧', "看这里吧"),
        ("看[这里][ref]吧", "看这里吧"),
        (r"\*不是\*强调\_，3 * 4 * 5", "*不是*强调_，3 * 4 * 5"),
        ("{{user_name}}，您的[订单号]和 a_b_c", "{{user_name}}，您的[订单号]和 a_b_c"),
        ("您好<!-- 藏着的 -->，再见", "您好，再见"),
        ("您好  ", "您好"),
    ],
)
def test_marks_inside_a_line_do_not_disturb(written: str, text: str):
    assert texts(written) == [text]


def test_the_nearest_heading_is_the_title():
    found = read("开头\n\n# 售后 **部**\n\n## 退货\n\n甲说\n\n# 售前\n\n乙说\n\n小标题\n---\n\n丙说\n")
    assert [(one.title, one.group, one.origin.locator, one.origin.line) for one in found] == [
        ("", "", "line 1", 1),
        ("退货", "售后 部", "line 7", 7),
        ("售前", "", "line 11", 11),
        ("小标题", "售前", "line 16", 16),
    ]


def test_of_a_table_with_known_heads_only_the_replies():
    content = "# 售后\n\n| 编码 | 标题 | 内容 |\n|---|---|---|\n| r1 | 不能退 | 这边可以`a|b`换\\|修 |\n| | | 您好 |\n"
    found = read(content)
    assert [(one.text, one.id, one.title) for one in found] == [
        ("这边可以a|b换|修", "r1", "不能退"),
        ("您好", None, "售后"),
    ]


def test_a_named_column_is_the_one_that_is_read():
    content = "| 甲 | 乙 |\n|---|---|\n| 您好 | 再见 |\n\n| 丙 |\n|---|\n| 谢谢 |\n"
    assert [one.text for one in read(content, ReadOptions(text_column="乙"))] == ["再见"]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_of_every_system(end: str):
    assert texts(end.join(["# 题", "", "您好", "**再见**", "", "谢谢", ""])) == ["您好\n再见", "谢谢"]


def test_a_file_that_is_not_utf8_is_refused():
    with pytest.raises(ReadError, match="UTF-8"):
        list(markdown_file.read(Source("a.md", content="您好".encode("gb18030"))))


@pytest.mark.parametrize(
    "content", ["*" * 3000, "a" + "`" * 3000, "[" * 3000, "<!--" * 1000, "_a" * 2000, "> " * 500, "|" * 999]
)
def test_marks_that_lead_nowhere_are_read_all_the_same(content: str):
    assert texts(content + "\n\n您好")[-1] == "您好"


@pytest.mark.parametrize("name", ["a.md", "b.MARKDOWN"])
def test_known_by_its_suffix(name: str):
    source = Source(name, content="您好".encode())
    assert reader_for(source) == "markdown"
    assert [one.text for one in read_source(source)] == ["您好"]


def test_a_comment_by_itself_marks_the_next_reply():
    content = (
        "<!-- coach: ignore no-but 品牌语气 -->\n\n# 售后\n\n- 不能退\n<!-- 别的话 -->\n- 不能换\n\n"
        "<!-- coach:\nignore no-cannot 法务 -->\n\n| 编码 | 内容 |\n|---|---|\n| 一 | 不能修 |\n| 二 | 不能改 |\n"
    )
    assert [(one.text, one.ignored) for one in read(content)] == [
        ("不能退", (("no-but", "品牌语气"),)),
        ("不能换", ()),
        ("不能修", (("no-cannot", "法务"),)),
        ("不能改", ()),
    ]
