"""The playbook: what was written once for each thing refused, composed for the reply at hand; or nothing."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from coach.core.binding import compile_rulebook
from coach.core.lint import Linter
from coach.core.model.history import history
from coach.core.playbook import unknown_word
from coach.core.proving import prove

SIGNALS = {
    "refusal": ["不能", "无法", "改不了", "退不了", "不行"],
    "reason": ["因为 ~10 $", "因为", "已经 (发出|发车)", "已经拆开", "还没"],
    "remedy": ["您可以 ~6"],
    "if": ["如果"],
}
LEXICONS = {"courtesy": ["您好", "亲", "亲亲", "亲爱的", "宝贝", "抱歉", "请您谅解"], "particle": ["哦", "呢"]}
WORDINGS: dict[str, Any] = {
    "refusal": ["<refusal>"],
    "reason": ["<reason>"],
    "because": ["因为"],
    "help": ["<remedy>"],
    "condition": ["<if>"],
    "question": ["吗"],
    "lead": ["我来帮您", "谢谢", "祝您 ~4"],
    "filler": ["这个", "这边", "的"],
    "blame": ["您 (填|拍) 错"],
    "farewell": ["祝您", "谢谢"],
    "registers": {
        "chat": {
            "when": ["哦"],
            "explain": ["$because，所以$limit", "是这样的，$because，所以$limit", "$because，$limit"],
            "follow": ["所以$limit", "那$limit", "因此$limit"],
            "offer": ["我可以$can，好吗？", "我来$can，行吗？", "要不我$can？"],
        },
        "plain": {
            "explain": ["因为$because，所以$limit"] * 3,
            "follow": ["所以$limit"] * 3,
            "offer": ["我来$can，可以吗？"] * 3,
        },
    },
}  # fmt: skip
ADDRESS = {
    "about": ["地址"],
    "because": "包裹贴好了面单",
    "limit": "地址要在途中改",
    "can": "联系快递",
    "examples": ["地址改不了"],
}
CHANGE = {
    "about": ["改"],
    "broad": "true",
    "because": "订单已经锁定",
    "limit": "要换就得重拍",
    "can": "帮您取消",
    "examples": ["改不了"],
}
RETURN = {
    "about": ["退"],
    "because": "退货看签收的日子",
    "limit": "7天内的订单才退",
    "can": "帮您换一件",
    "examples": ["退不了"],
}
THINGS = {"改地址": ADDRESS, "改": CHANGE, "退货": RETURN}
RULE = {"check": {"kind": "phrase", "any": ["<refusal>"]}, "suggest": [{"playbook": "action"}]}
LATER = "因为包裹贴好了面单，所以地址要在途中改。我来联系快递，可以吗？"


def playbook(things: Mapping[str, Any], name: str = "own/shop", **more: Any) -> dict[str, Any]:
    return {"name": name, "title": "店", "things": dict(things), **more}


@pytest.fixture
def linter(make_sources) -> Callable[..., Linter]:
    """A linter of one rule and some playbooks."""

    def make(
        *playbooks: Mapping[str, Any],
        rule: Mapping[str, Any] = RULE,
        chosen: Sequence[str] | None = None,
        signals: Mapping[str, Any] = SIGNALS,
    ) -> Linter:
        sources = make_sources(rule, signals=signals, lexicons=LEXICONS)
        sources.playbooks[:] = playbooks or (playbook(THINGS),)
        sources.wordings = WORDINGS
        bound = compile_rulebook(sources)
        assert not bound.problems, bound.problems
        return Linter(bound.rulebook().select(["own/r1"], chosen))

    return make


@pytest.fixture
def composed(linter) -> Callable[..., list[str]]:
    """What the text reads like after each suggestion of its first finding."""

    def find(text: str, context: Sequence[str] = (), **more: Any) -> list[str]:
        findings = linter(**more).check(text, history(context)).findings
        return [one.apply(text) for one in findings[0].suggestions]

    return find


class TestParts:
    def test_reason_limit_offer_and_question(self, composed):
        assert composed("地址改不了") == [LATER]

    def test_what_goes_before_stays(self, composed):
        assert composed("抱歉，地址改不了") == [f"抱歉，{LATER}"]
        assert composed("您好！地址改不了。") == [f"您好！{LATER}"]

    def test_a_reason_before_it_is_kept(self, composed):
        assert composed("包裹已经发出，地址改不了") == ["包裹已经发出，所以地址要在途中改。我来联系快递，可以吗？"]

    def test_what_stands_between_reason_and_refusal_belongs_to_the_reason(self, composed):
        text = "包裹已经发出，在去上海的路上，地址改不了"
        assert composed(text) == ["包裹已经发出，在去上海的路上，所以地址要在途中改。我来联系快递，可以吗？"]

    def test_a_reason_after_it_is_kept_and_the_offer_comes_last(self, composed):
        assert composed("地址改不了，包裹已经发出") == ["地址要在途中改，包裹已经发出。我来联系快递，可以吗？"]

    def test_a_reason_inside_the_clause_is_kept(self, composed):
        assert composed("包裹已经发出地址改不了") == ["包裹已经发出，所以地址要在途中改。我来联系快递，可以吗？"]

    def test_a_bare_connective_is_no_reason(self, composed):
        assert composed("因为地址改不了") == [LATER]

    def test_an_offer_of_its_own_is_kept(self, composed):
        assert composed("地址改不了，您可以拒收") == ["因为包裹贴好了面单，所以地址要在途中改，您可以拒收"]
        assert composed("地址改不了 您可以拒收") == ["因为包裹贴好了面单，所以地址要在途中改，您可以拒收"]

    def test_a_question_of_its_own_is_kept(self, composed):
        assert composed("地址改不了，您在家吗？") == ["因为包裹贴好了面单，所以地址要在途中改，您在家吗？"]

    def test_a_plea_stays_before_the_offer(self, composed):
        assert composed("地址改不了，请您谅解。") == [
            "因为包裹贴好了面单，所以地址要在途中改，请您谅解。我来联系快递，可以吗？"
        ]

    @pytest.mark.parametrize(
        ("text", "rest"),
        [
            ("地址改不了。祝您愉快！", "祝您愉快！"),
            ("地址改不了，谢谢，祝您愉快~", "谢谢，祝您愉快~"),
            ("地址改不了\n祝您愉快\n", "\n祝您愉快\n"),
            ("地址改不了[流泪]祝您愉快", "祝您愉快"),
        ],
    )
    def test_an_offer_goes_before_the_wish_or_thanks_that_the_turn_closes_with(self, composed, text: str, rest: str):
        assert composed(text) == [LATER + rest]

    def test_what_stands_between_refusal_and_wish_stays(self, composed):
        assert composed("谢谢。地址改不了，包裹已经发出。祝您愉快！") == [
            "谢谢。地址要在途中改，包裹已经发出。我来联系快递，可以吗？祝您愉快！"
        ]

    def test_messages_stay_apart(self, composed):
        assert composed("您好\n地址改不了\n请您谅解") == [
            "您好\n因为包裹贴好了面单，所以地址要在途中改\n请您谅解。我来联系快递，可以吗？"
        ]

    @pytest.mark.parametrize("text", ["地址改不了亲", "地址改不了，亲~", "地址改不了 亲亲", "地址改不了，亲爱的。"])
    def test_a_bare_address_at_the_end_is_swallowed(self, composed, text: str):
        assert composed(text) == [LATER]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_line_ends_stay_as_they_were_written(self, composed, end: str):
        assert composed(f"您好{end}地址改不了{end}") == [f"您好{end}{LATER}{end}"]
        assert composed(f"地址改不了亲{end}") == [f"{LATER}{end}"]
        assert composed(f"地址改不了{end}请您谅解") == [
            f"因为包裹贴好了面单，所以地址要在途中改{end}请您谅解。我来联系快递，可以吗？"
        ]

    @pytest.mark.parametrize("text", ["地址改不了[流泪]", "地址改不了😀", "地址改不了/:wx", "这边改不了地址[流泪]。"])
    def test_what_adorns_the_refusal_goes_with_it(self, composed, text: str):
        assert composed(text) == [LATER]

    def test_an_emoticon_between_is_a_comma(self, composed):
        assert composed("地址改不了[流泪]请您谅解") == [
            "因为包裹贴好了面单，所以地址要在途中改，请您谅解。我来联系快递，可以吗？"
        ]

    @pytest.mark.parametrize("text", ["【地址改不了】", "(地址改不了)", "（地址改不了。）", "[地址改不了]\n"])
    def test_brackets_round_all_of_it_go(self, composed, text: str):
        assert composed(text) == [LATER + "\n" * text.endswith("\n")]

    def test_refusals_side_by_side_become_one(self, composed):
        assert composed("地址改不了，这边无法改") == [LATER]


class TestWordings:
    def test_the_register_is_the_replys(self, composed):
        assert "因为" in composed("地址改不了")[0]
        assert "因为" not in composed("地址改不了哦")[0]

    def test_the_wordings_take_turns(self, composed):
        texts = [composed(f"抱歉{'，' * number}地址改不了哦")[0].lstrip("抱歉，") for number in range(12)]
        assert len(set(texts)) == 3
        assert len({text.split("。")[1] for text in texts}) == 3

    def test_the_same_reply_always_gets_the_same(self, composed):
        assert composed("地址改不了哦") == composed("地址改不了哦")

    def test_a_traditional_reply_gets_traditional_words(self, composed):
        assert composed("無法改地址") == ["因為包裹貼好了面單，所以地址要在途中改。我來聯繫快遞，可以嗎？"]
        assert composed("包裹已經發出，無法改地址") == ["包裹已經發出，所以地址要在途中改。我來聯繫快遞，可以嗎？"]

    def test_a_wording_of_the_rules_own(self, composed):
        rule = {**RULE, "suggest": [{"playbook": "action", "rewrite": "您看：$limit，我$can（$because）"}]}
        assert composed("抱歉，地址改不了哦", rule=rule) == ["抱歉，您看：地址要在途中改，我联系快递（包裹贴好了面单）"]
        assert composed("無法改地址", rule=rule) == ["您看：地址要在途中改，我聯繫快遞（包裹貼好了面單）"]


class TestWhatIsRefused:
    def test_what_its_clause_names(self, composed):
        assert "7天内" in composed("这个退不了")[0]

    def test_a_broad_thing_gives_way_to_what_the_clause_before_names(self, composed):
        assert composed("您的地址，这边改不了") == [LATER]

    def test_a_broad_thing_gives_way_to_what_the_customer_names(self, composed):
        assert composed("这边改不了", ["能改地址吗"]) == [LATER]

    def test_a_broad_thing_that_the_customer_names_too(self, composed):
        assert "要换就得重拍" in composed("这边改不了", ["帮我改一下"])[0]
        assert "要换就得重拍" in composed("这边改不了")[0]

    def test_a_broad_thing_that_the_customer_does_not_name(self, composed):
        assert composed("这边改不了", ["怎么还不发货吗"]) == []

    def test_a_second_no_that_names_a_narrower_thing(self, linter):
        paint = {**ADDRESS, "about": ["改 颜色"], "examples": ["不能改颜色"]}
        both = linter(playbook({**THINGS, "改颜色": paint}))
        assert both.check("改不了，不能改颜色").findings[0].suggestions == ()
        assert both.check("改不了，不能改").findings[0].suggestions

    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ("宝贝改不了", ""),
            ("亲宝贝无法改", "亲，"),
            ("宝贝，改不了", "宝贝，"),
            ("宝贝这个改不了", "宝贝，"),
            ("亲爱的改不了", "亲爱的，"),
        ],
    )
    def test_an_address_right_before_a_no_may_be_the_goods(self, composed, text: str, after: str):
        [made] = composed(text)
        assert made.startswith(f"{after}因为订单已经锁定")

    def test_a_broad_thing_in_a_clause_that_names_something_else(self, composed):
        assert composed("密码改不了") == []

    def test_a_bare_no_refuses_what_the_customer_asked(self, composed):
        assert composed("这个不行的", ["能换地址吗"]) == [LATER]
        assert composed("这个不行的", ["地址写错了"]) == [LATER]

    @pytest.mark.parametrize(
        "context",
        [
            [],
            ["您好在吗"],
            ["地址是昨天在手机上填写的那一个没有错的"],
            ["地址能换吗，或者退掉可以吗"],
            ["地址能换吗", "好的，那我再看看这个颜色吧吗"],
        ],
    )
    def test_a_bare_no_to_nothing_or_to_several_things(self, composed, context: list[str]):
        assert composed("这个不行的", context) == []

    def test_a_no_that_names_something_else_is_not_the_customers(self, composed):
        assert composed("礼盒不能送", ["能改地址吗"]) == []

    def test_a_broad_thing_after_an_order_number(self, composed):
        assert "要换就得重拍" in composed("这边改不了", ["订单号:1000158830012345"])[0]

    def test_a_broad_no_after_a_reason(self, composed):
        assert composed("包裹已经发出改不了") == ["包裹已经发出，所以要换就得重拍。我来帮您取消，可以吗？"]

    @pytest.mark.parametrize("context", [[], ["能退运费吗"]])
    def test_what_a_thing_is_not(self, linter, context: list[str]):
        goods = linter(playbook({"退货": {**RETURN, "unless": ["运费"]}}))
        [finding] = goods.check("这个退不了" if context else "运费退不了", history(context)).findings
        assert finding.suggestions == ()
        assert goods.check("这个退不了", history(["能退吗"])).findings[0].suggestions

    def test_things_that_stand_first_are_asked_first(self, composed, linter):
        first = playbook({"地址": {**ADDRESS, "limit": "地址由门店来改"}}, "own/first")
        [finding] = linter(first, playbook(THINGS)).check("地址改不了").findings
        assert "地址由门店来改" in finding.suggestions[0].replacement


class TestNothing:
    @pytest.mark.parametrize(
        "text",
        [
            "如果发货了，地址改不了",
            "如果地址改不了",
            "您放心（地址改不了）",
            "地址改不了，您好。礼盒不能送",
            "您可以拒收，地址改不了",
            "您可以拒收地址改不了",
            "下过的订单，地址改不了",
            "地址改不了，颜色很好看",
            "地址改不了，不能退",
            "地址改不了不能退",
            "地址改不了，不能联系快递",
            "【地址改不了】请看",
            "请看【地址改不了】",
            "【包裹已经发出地址改不了】",
            "【我来帮您，地址改不了】",
            "您填错了，地址改不了",
            "地址改不了，因为您填错了",
            "地址改不了，您可以在途中改",
            "因为还没付款地址改不了",
            "地址" + "很远" * 12 + "改不了",
            "您好" * 60 + "地址改不了",
            "地址改不了，您可以" + "慢慢看，" * 14,
        ],
    )
    def test_where_the_rest_says_more_than_a_playbook_knows(self, linter, text: str):
        findings = linter().check(text).findings
        assert findings
        assert [one.replacement for finding in findings for one in finding.suggestions] == []

    def test_blame_that_is_written_anew(self, composed):
        assert composed("您填错了地址改不了") == [LATER]

    def test_wordings_may_leave_blame_and_farewell_out(self, make_sources):
        sources = make_sources(RULE, signals=SIGNALS, lexicons=LEXICONS)
        sources.playbooks[:] = [playbook(THINGS)]
        sources.wordings = {key: value for key, value in WORDINGS.items() if key not in ("blame", "farewell")}
        [finding] = Linter(compile_rulebook(sources).rulebook()).check("地址改不了，祝您愉快").findings
        assert "祝您愉快。我来联系快递" in finding.suggestions[0].replacement

    @pytest.mark.parametrize(
        ("text", "is_reason"), [("特价商品不能退", False), ("属于特价商品不能退", True), ("包裹已经发出不能退", True)]
    )
    def test_a_subject_is_no_reason(self, linter, text: str, is_reason: bool):
        signals = {**SIGNALS, "reason": ["属于? 特价 商品", "包裹 已经 发出"]}
        [finding] = linter(signals=signals).check(text).findings
        assert bool(finding.suggestions) == is_reason

    def test_without_playbooks(self, make_linter):
        [finding] = make_linter(RULE, signals=SIGNALS).check("地址改不了").findings
        assert finding.suggestions == ()


class TestFits:
    FITTING = playbook({"改地址": {**ADDRESS, "fits": ["发出"]}})

    @pytest.mark.parametrize("text", ["地址改不了", "包裹已经发出，地址改不了"])
    def test_no_reason_or_one_that_the_limit_follows_from(self, linter, text: str):
        assert linter(self.FITTING).check(text).findings[0].suggestions

    def test_a_reason_that_leads_elsewhere(self, linter):
        assert linter(self.FITTING).check("包裹已经拆开，地址改不了").findings[0].suggestions == ()


class TestFacts:
    def test_numbers_of_the_playbook_are_vouched_for(self, composed):
        assert "7天内的订单才退" in composed("这个退不了")[0]

    def test_numbers_of_the_reply_are_never_lost(self, composed):
        assert composed("地址3天内改不了") == []
        assert composed("包裹3天前已经发出，地址改不了") == [
            "包裹3天前已经发出，所以地址要在途中改。我来联系快递，可以吗？"
        ]

    def test_it_is_for_a_person_to_look_at(self, linter):
        [finding] = linter().check("地址改不了").findings
        assert [one.applicability for one in finding.suggestions] == ["review"]


class TestChoice:
    SHOP, PHONE = playbook({"退货": RETURN}, "books/shop"), playbook({"改地址": ADDRESS}, "books/phone", trade=["宽带"])

    def test_all_unless_chosen(self, linter):
        assert linter(self.SHOP).check("这个退不了").findings[0].suggestions
        assert linter(self.SHOP, chosen=["books/phone"]).check("这个退不了").findings[0].suggestions == ()

    def test_a_trade_is_asked_where_it_is_spoken_of(self, linter):
        both = linter(self.SHOP, self.PHONE)
        assert both.check("地址改不了").findings[0].suggestions == ()
        assert both.check("宽带地址改不了").findings[0].suggestions
        assert both.check("地址改不了", history(["我家宽带"])).findings[0].suggestions

    def test_not_asked_where_another_trade_is_spoken_of(self, linter):
        shop = playbook({"退货": RETURN}, "books/shop", elsewhere=["酒店"])
        assert linter(shop).check("这个退不了").findings[0].suggestions
        assert linter(shop).check("酒店退不了").findings[0].suggestions == ()
        assert linter(shop).check("这个退不了", history(["订的酒店"])).findings[0].suggestions == ()
        assert linter(shop, chosen=["books/shop"]).check("酒店退不了").findings[0].suggestions

    def test_a_trade_chosen_by_name_is_always_asked(self, linter):
        chosen = linter(self.SHOP, self.PHONE, chosen=["books/phone"])
        assert chosen.check("地址改不了").findings[0].suggestions


class TestLoading:
    def bound(self, make_sources, playbooks, wordings=WORDINGS, rule=RULE):
        sources = make_sources(rule, signals=SIGNALS, lexicons=LEXICONS)
        sources.playbooks[:], sources.wordings = playbooks, wordings
        return sources, compile_rulebook(sources)

    def test_a_playbook_that_cannot_be_used_is_named_and_the_others_work(self, make_sources):
        broken = playbook({"坏": {**RETURN, "about": ["<nothing>"]}}, "own/broken")
        _, bound = self.bound(make_sources, [broken, playbook(THINGS)])
        [(owner, error)] = bound.problems
        assert (owner, error.path[:3]) == ("playbook own/broken", ("things", "坏", "about"))
        assert "nothing" in str(error)
        assert bound.index["playbooks"] == ["own/shop"]

    def test_wordings_that_cannot_be_used_are_named(self, make_sources):
        registers = {"chat": {**WORDINGS["registers"]["chat"], "when": ["<nothing>"]}}
        _, bound = self.bound(make_sources, [playbook(THINGS)], {**WORDINGS, "registers": registers})
        [(owner, error)] = bound.problems
        assert (owner, error.path[:3]) == ("wordings", ("registers", "chat", "when"))

    @pytest.mark.parametrize("word", ["$becuase", "$limits", "$", "$Can"])
    def test_an_unknown_word_in_a_rewrite_is_refused(self, make_sources, word: str):
        rule = {**RULE, "suggest": [{"playbook": "action", "rewrite": f"$limit，{word}，我$can"}]}
        _, bound = self.bound(make_sources, [playbook(THINGS)], rule=rule)
        [(owner, error)] = bound.problems
        assert (owner, error.path) == ("rule own/r1", ("suggest", 0, "rewrite"))
        assert f"没有叫 {word} 的话术部分" in str(error)
        assert any(part in str(error) for part in ("$because", "$limit", "$can"))

    def test_dollars_elsewhere_are_just_dollars(self, make_sources):
        rule = {**RULE, "suggest": [{"rewrite": "我来换成$美元"}, {"playbook": "action", "rewrite": "$$5：$limit"}]}
        assert self.bound(make_sources, [playbook(THINGS)], rule=rule)[1].problems == []

    def test_an_example_that_gets_nothing_out_of_the_playbook(self, make_sources):
        things = {"退货": {**RETURN, "examples": ["退不了", "您放心退"]}, "改地址": ADDRESS}
        sources, bound = self.bound(make_sources, [playbook(things)])
        [failure] = prove(sources, bound.rulebook(), ["playbook own/shop"])
        assert (failure.owner, failure.path) == ("playbook own/shop", ("things", "退货", "examples", 1))
        assert "您放心退" in failure.message


@pytest.mark.parametrize(
    ("text", "word"), [("$because，$limit", None), ("$can$$", None), ("${can}", "$"), ("$x", "$x"), ("$ 5", "$")]
)
def test_the_words_of_a_wording(text: str, word: str | None):
    assert unknown_word(text) == word
