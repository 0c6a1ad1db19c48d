"""`phrase`: every match of a pattern."""


def test_every_match_is_a_finding(marked):
    assert marked(["不能", "无法"], "不能退，無法換，不能改") == ["不能", "無法", "不能"]


def test_one_entry_or_many(marked):
    assert marked("不能", "我不能") == ["不能"]
    assert marked(["不能", {"pattern": "无法", "untested": "罕见"}, {"regex": "没.?法"}], "无法，没办法") == [
        "无法",
        "没办法",
    ]


def test_nothing_in_a_text_without_the_words(marked):
    assert marked(["不能", "无法"], "好的，马上帮您查") == []


def test_an_edge_of_words_leaves_out_parts_of_words(marked):
    loose = {"check": {"kind": "phrase", "any": ["自行"]}}
    strict = {"check": {"kind": "phrase", "any": ["自行"], "edge": "word"}}
    text = "自行车坏了，请自行更换"
    assert marked(loose, text) == ["自行", "自行"]
    assert marked(strict, text) == ["自行"]
    assert marked(strict, "请您自行更换") == ["自行"]


def test_an_edge_of_words_knows_the_packs_words(marked):
    strict = {"check": {"kind": "phrase", "any": ["京准"], "edge": "word"}}
    assert marked(strict, "用京准达送", segmenter=["京准达"]) == []
