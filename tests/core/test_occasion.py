"""When a rule is looked at at all."""

import pytest

from coach.core.model.history import History, history

LANGUAGE = {"signals": {"anger": ["骗子", "三天了"]}}


def rule(**occasion):
    return {"check": {"kind": "phrase", "any": ["请稍等"]}, **occasion}


def is_looked_at(make_linter, occasion: dict, past: History, *, outgoing: bool = True) -> bool:
    result = make_linter(rule(**occasion), **LANGUAGE).check("请稍等", past, outgoing=outgoing)
    return bool(result.findings)


class TestWhatTheCustomerSaid:
    @pytest.mark.parametrize(
        ("messages", "last_message", "context"),
        [
            ([], False, False),
            (["骗子"], True, True),
            (["都三天了还不发货"], True, True),
            (["骗子！你们退不退", "我要改一下收货地址"], False, True),
            (["骗子！你们退不退", "在吗"], True, True),
            (["骗子！你们退不退", "好的谢谢你啊"], False, True),
        ],
    )
    def test_last_message_is_what_the_turn_answers_context_is_all(
        self, make_linter, messages: list[str], last_message: bool, context: bool
    ):
        assert is_looked_at(make_linter, {"last-message": ["<anger>"]}, history(messages)) is last_message
        assert is_looked_at(make_linter, {"context": ["<anger>"]}, history(messages)) is context

    def test_in_a_conversation_everything_since_the_agents_turn_is_the_last_message(self, make_linter):
        messages = ("骗子！你们退不退", "我的订单还没有发出来")
        for last_go, looked_at in ((2, True), (1, False), (0, False)):
            past = History(messages, last_go, earlier=("您好",))
            assert is_looked_at(make_linter, {"last-message": ["<anger>"]}, past) is looked_at

    def test_both_must_be_said_when_both_are_asked_for(self, make_linter):
        both = {"context": ["第二次"], "last-message": ["<anger>"]}
        assert is_looked_at(make_linter, both, history(["这是第二次问了吧", "你们就是骗子呀"]))
        assert not is_looked_at(make_linter, both, history(["我再来问问看吧", "你们就是骗子呀"]))
        assert not is_looked_at(make_linter, both, history(["你们就是骗子呀", "这是第二次问了吧"]))


class TestWhichTurn:
    @pytest.mark.parametrize(
        ("past", "first", "last"),
        [
            (History(), False, False),
            (history(["你好"]), False, False),
            (History(earlier=()), True, False),
            (History(earlier=(), is_last=True), True, True),
            (History(earlier=("您好",), is_last=True), False, True),
            (History(earlier=("您好",)), False, False),
        ],
    )
    def test_a_turn_is_first_or_last_only_in_a_known_conversation(
        self, make_linter, past: History, first: bool, last: bool
    ):
        assert is_looked_at(make_linter, {"turns": "first"}, past) is first
        assert is_looked_at(make_linter, {"turns": "last"}, past) is last

    def test_in_an_unknown_one_it_is_not_evaluated(self, make_linter):
        linter = make_linter(rule(turns="first"), rule(), **LANGUAGE)
        assert linter.check("请稍等").not_evaluated == ("own/r1",)
        assert linter.check("请稍等", history(["你好"])).not_evaluated == ("own/r1",)
        assert linter.check("请稍等", History(earlier=())).not_evaluated == ()


def test_a_reply_of_a_library_is_not_about_to_be_sent(make_linter):
    assert is_looked_at(make_linter, {"outgoing": "true"}, History())
    assert not is_looked_at(make_linter, {"outgoing": "true"}, History(), outgoing=False)


@pytest.mark.parametrize(
    ("message", "is_asking"),
    [("先付？", True), ("先付?", True), ("先付？！", True), ("先付？好吧", False), ("先付", False)],
)
def test_a_question_mark_alone_is_a_message_that_ends_in_one(make_linter, message: str, is_asking: bool):
    assert is_looked_at(make_linter, {"last-message": ["？", "吗"]}, history([message])) is is_asking
