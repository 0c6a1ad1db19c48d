"""Which columns of a table hold the replies and what they are called: by header, by the caller, by what they hold."""

import pytest

from coach.errors import ReadError
from coach.files.readers.headers import Columns, columns, find, letters

FULL_WIDTH = "".join(chr(ord(letter) + 0xFEE0) for letter in "Content")
REPLY = "您好，这款今天下午就发出，请您放心等候"


@pytest.mark.parametrize(
    "name",
    [
        "内容",
        "短语",
        "话术",
        "快捷短语",
        "回复内容",
        "答案",
        "回复",
        "content",
        "body",
        "message",
        "text",
        "reply",
        "answer",
    ],
)
def test_a_column_of_replies_is_known_by_its_header(name: str):
    assert columns(["备注", name], "a").text == [1]


@pytest.mark.parametrize(
    "name",
    [
        "內容",
        "回覆內容",
        FULL_WIDTH,
        " CONTENT ",
        "Body Text",
        "body_text",
        "内 容",
        "*内容",
        "内容（必填）",
        "话术【限500字】",
        "内容:",
    ],
)
def test_however_it_is_written(name: str):
    assert columns(["备注", name], "a").text == [1]


@pytest.mark.parametrize(
    ("field", "names"),
    [
        ("id", "编码 快捷编码 快捷码 编号 id code shortcut ID short_code 序号"),
        ("title", "标题 名称 title Name"),
        ("group", "分组 分类 一级分类 group category Folder"),
        ("context", "上文 客户问题 问题 context question"),
        ("channel", "渠道 channel"),
        ("language", "语言 language"),
    ],
)
def test_the_other_columns_are_known_too(field: str, names: str):
    for name in names.split():
        assert getattr(columns([name, "内容"], "a"), field) == 0


def test_qianniu():
    assert columns(["登记日期", "分组", "快捷编码", "快捷短语", "是否加入团队"], "a") == Columns([3], id=2, groups=(1,))


def test_salesforce():
    found = columns(["Id", "Name", "Message", "Category", "Channel", "FolderId", "FolderName", "Shortcode"], "a")
    assert found == Columns([2], id=0, title=1, groups=(3,), channel=4)


def test_levels_of_folders_are_a_path_from_the_broadest_on():
    found = columns(["二级分类", "一级分类", "内容"], "a")
    assert found.groups == (1, 0)
    assert found.labels(["退货", "售后", "好的"])["group"] == "售后/退货"


@pytest.mark.parametrize(
    "header",
    [
        ["内容", "标题", "内容"],
        ["话术1", "标题", "话术2"],
        ["话术(1)", "标题", "话术(2)"],
        ["回复一", "标题", "回复二"],
        ["Reply", "标题", "Reply.1"],
    ],
)
def test_several_columns_of_replies(header: list[str]):
    assert columns(header, "a").text == [0, 2]


def test_a_header_that_ends_as_replies_are_called():
    assert columns(["标题", "售后话术"], "a").text == [1]
    assert columns(["标题", "售后话术", "内容"], "a").text == [2]


def test_what_a_row_says_of_its_replies():
    found = columns(["编码", "标题", "分组", "客户问题", "内容"], "a")
    row = [" A1 ", "发货", "售后", "什么时候发货", REPLY]
    assert found.labels(row) == {"id": "A1", "title": "发货", "group": "售后", "context": ("什么时候发货",)}
    assert found.labels(["", "发货"]) == {"id": None, "title": "发货", "group": "", "context": ()}


class TestTheCallersColumn:
    @pytest.mark.parametrize("name", ["备注", "Note", " note "])
    def test_wins_over_the_aliases(self, name: str):
        assert columns(["内容", "备注", "note"], "a", name).text == [1 if name == "备注" else 2]

    def test_may_be_there_several_times(self):
        assert columns(["备注", "内容", "备注"], "a", "备注").text == [0, 2]
        assert columns(["备注1", "内容", "备注2"], "a", "备注").text == [0, 2]

    def test_is_not_also_the_title(self):
        found = columns(["标题", "内容"], "a", "标题")
        assert (found.text, found.title) == ([0], None)

    def test_must_be_there(self):
        with pytest.raises(ReadError) as raised:
            columns(["内容", "标题"], "lib.csv", "备注")
        assert str(raised.value) == "lib.csv: 没有叫“备注”的列，第一行写的是：“内容”、“标题”"


class TestWithoutAHeaderThatFits:
    def test_the_column_full_of_chinese_is_taken(self):
        assert columns(["k", "用处", "稿子"], "a", None, [["1", "发货", REPLY], ["2", "催单", REPLY]]) == Columns([2])

    def test_there_may_be_no_header_at_all(self):
        assert columns(["1", REPLY], "a", None, [["2", REPLY]]) == Columns([1], is_headed=False)
        assert columns([REPLY], "a") == Columns([0], is_headed=False)

    def test_the_named_columns_are_not_taken(self):
        assert columns(["问题", "稿子"], "a", None, [["请问这个什么时候可以给我发货呢", REPLY]]) == Columns(
            [1], context=0
        )

    @pytest.mark.parametrize(
        ("header", "sample"),
        [
            (["a", "b"], [[REPLY, REPLY]]),
            (["a", "b"], [["好的", "1"]]),
            (["a", "b"], []),
            (["名字", "地方"], []),
            (["a", "b"], [["1", REPLY], *[["2", "x"]] * 9]),
            ([""], []),
        ],
        ids=["two alike", "short", "no rows", "two words", "hardly any", "blank"],
    )
    def test_what_is_not_unmistakable_is_asked_for(self, header: list[str], sample: list[list[str]]):
        with pytest.raises(ReadError, match="--text-column"):
            columns(header, "a", None, sample)

    def test_the_headers_are_listed(self):
        with pytest.raises(ReadError) as raised:
            columns(["甲", "", "x\x1b[2J\u202e"], "lib.csv")
        assert "“甲”、“x\\x1b[2J\\u202e”" in raised.value.message

    def test_ten_thousand_headers_are_not(self):
        with pytest.raises(ReadError) as raised:
            columns([f"k{number}x" for number in range(10_000)], "a")
        assert len(raised.value.message) < 300
        assert "等 10000 列" in raised.value.message


class TestFindingTheHeader:
    def test_it_may_stand_below_a_title(self):
        rows = [["售后话术", "", ""], ["2024年整理"], ["编码", "标题", "内容"], ["1", "发货", REPLY]]
        assert find(rows, "a") == (2, Columns([2], id=0, title=1))

    def test_it_is_the_first_row_else(self):
        assert find([["编码", "内容"], ["1", "内容"]], "a") == (0, Columns([1], id=0))

    def test_a_reply_is_no_header(self):
        assert find([["k", "稿子"], ["话术", REPLY], ["回复", REPLY]], "a") == (0, Columns([1]))

    def test_one_column_is_enough(self):
        assert find([["内容"], ["好", "的"]], "a") == (0, Columns([0]))


def test_letters():
    assert [letters(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
