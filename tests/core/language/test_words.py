"""Words: jieba's segmentation, asked for only where a word's edge decides."""

import subprocess
import sys

import pytest

from coach.core.language.words import Segmenter, spacy_doc, spacy_matcher, to_traditional


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    return Segmenter()


def words(segmenter: Segmenter, text: str) -> list[str]:
    return [text[start:end] for start, end in segmenter.cut(text)]


def test_words_cover_the_text(segmenter: Segmenter):
    text = "我马上帮您查询订单 ok 😊"
    assert "".join(words(segmenter, text)) == text
    assert "订单" in words(segmenter, text)


def test_edges(segmenter: Segmenter):
    assert segmenter.is_edge("自行车坏了", 3)
    assert not segmenter.is_edge("自行车坏了", 2)
    assert segmenter.is_edge("自行车坏了", 0)
    assert segmenter.is_edge("自行车坏了", 5)


def test_the_edge_before_an_offset(segmenter: Segmenter):
    assert segmenter.edge_before("退自行车", 3) == 1
    assert segmenter.edge_before("退自行车", 4) == 4


def test_an_edge_that_would_leave_nothing_is_not_taken(segmenter: Segmenter):
    assert segmenter.edge_before("自行车", 2) == 2


def test_words_that_a_pack_adds_are_known():
    assert "京准达" not in words(Segmenter(), "用京准达送")
    assert "京准达" in words(Segmenter(["京准达"]), "用京准达送")


def test_one_segmenters_words_are_not_anothers():
    words(Segmenter(["用京"]), "用京准达送")
    assert "用京" not in words(Segmenter(), "用京准达送")


def test_nothing_is_loaded_before_the_first_cut():
    script = (
        "import sys\n"
        "from coach.core.language.words import Segmenter\n"
        "segmenter = Segmenter(['京准达'])\n"
        "assert 'jieba' not in sys.modules\n"
        "segmenter.cut('好的')\n"
        "assert 'jieba' in sys.modules and 'spacy' not in sys.modules\n"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", script], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_doc_keeps_text_and_words():
    doc = spacy_doc("我 查", [(0, 1), (1, 2), (2, 3)])
    assert doc.text == "我 查"
    assert [token.text for token in doc] == ["我", " ", "查"]


def test_a_matcher_finds_tokens_longest_first():
    doc = spacy_doc("很很好", [(0, 1), (1, 2), (2, 3)])
    found = spacy_matcher([[{"TEXT": "很", "OP": "+"}, {"TEXT": "好"}]])(doc)
    assert [(start, end) for _, start, end in found] == [(0, 3)]


def test_a_matcher_refuses_what_spacy_does_not_know():
    with pytest.raises(ValueError, match="NOSUCH"):
        spacy_matcher([[{"NOSUCH": "x"}]])


def test_traditional_keeps_the_wording():
    assert to_traditional("我帮您查询软件订单") == "我幫您查詢軟件訂單"
