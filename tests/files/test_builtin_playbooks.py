"""Every text of the built-in playbooks, in every wording and both scripts, is a reply that a trainer would sign."""

import re
from collections.abc import Iterator
from pathlib import Path
from string import Template

import pytest

import coach
from coach.core.language.words import to_traditional
from coach.files import marked_yaml
from coach.files.names import builtin_playbooks, rules_folder

REASON = "订单已经发出"
DOUBLED = re.compile("[，。？：；！]{2}")


def read(name: str) -> dict:
    return marked_yaml.read(Path(rules_folder()) / "playbooks" / f"{name}.yaml", name).data


THINGS = {f"{book}/{name}": thing for book in builtin_playbooks() for name, thing in read(book)["things"].items()}
REGISTERS = read("wordings")["registers"]


@pytest.fixture(scope="module")
def trained() -> coach.Coach:
    return coach.load(["all"])


def composed(thing: dict) -> Iterator[str]:
    """The thing in every wording: with its own reason, after one of the reply's, before one of the reply's."""
    for register in REGISTERS.values():
        openings = [
            *register["explain"],
            *(f"{REASON}，{follow}" for follow in register["follow"]),
            f"$limit，{REASON}",
        ]
        for opening in openings:
            for offer in register["offer"]:
                yield Template(f"{opening}。{offer}").substitute(thing)


def test_there_are_playbooks_for_several_trades():
    assert builtin_playbooks() == ["ecommerce", "logistics", "telecom"]
    for book in builtin_playbooks():
        assert len(read(book)["things"]) >= 15


@pytest.mark.parametrize("name", THINGS)
@pytest.mark.parametrize("script", [str, to_traditional])
def test_every_wording_passes_every_rule(trained: coach.Coach, name: str, script):
    texts = [script(text) for text in composed(THINGS[name])]
    assert len(texts) >= 36
    for text in texts:
        assert [(one.rule, one.excerpt) for one in trained.check(text).findings] == [], text
        assert text.endswith(("吗？", "嗎？"))
        assert not DOUBLED.search(text), text


@pytest.mark.parametrize("name", THINGS)
def test_an_offer_is_the_agents_own_act_said_after_i(name: str):
    assert re.match("帮您|给|把|陪您|请|教您|告诉您|联系|跟", THINGS[name]["can"])


@pytest.mark.parametrize("name", THINGS)
def test_a_text_states_a_fact(name: str):
    texts = "".join(THINGS[name][part] for part in ("because", "limit", "can"))
    assert not re.search("不能|无法|没法|没办法|可能|应该|尽快|稍后|规定|系统", texts)


@pytest.mark.parametrize("name", THINGS)
def test_a_limit_stands_without_its_reason(name: str):
    assert not re.search("这些|那些|[他她它]", THINGS[name]["limit"])


@pytest.mark.parametrize("name", THINGS)
def test_it_has_one_to_three_examples(name: str):
    assert 1 <= len(THINGS[name]["examples"]) <= 3


class TestThePageForTrainers:
    PAGE = (Path(__file__).parents[2] / "docs" / "playbooks.md").read_text(encoding="utf-8")

    def test_shows_what_the_coach_makes_of_each_reply(self, trained: coach.Coach):
        shown = re.findall(r"^> (.+)\n>\n> → (.+)$", self.PAGE, re.MULTILINE)
        assert len(shown) == 3
        for draft, after in shown:
            suggested = [one for finding in trained.check(draft).findings for one in finding.suggestions]
            assert after in [one.apply(draft) for one in suggested if one.applicability == "review"]

    def test_shows_a_thing_as_it_stands_in_its_file(self):
        [shown] = re.findall(r"```yaml\n(  改地址:\n.+?)```", self.PAGE, re.DOTALL)
        assert shown in (Path(rules_folder()) / "playbooks" / "ecommerce.yaml").read_text(encoding="utf-8")


def proposed(trained: coach.Coach, text: str, context: str = "") -> set[str]:
    """What stands ready to be sent for `text`."""
    findings = trained.check(text, context).findings
    assert findings, text
    return {one.apply(text) for finding in findings for one in finding.suggestions if one.applicability == "review"}


@pytest.mark.parametrize(
    "text",
    [
        "运费不能退", "邮费退不了", "押金不能退", "会员费不能退", "优惠券不能退", "红包退不了", "房费不能退",
        "电影票不能退", "保险不能退", "您的会员不能退款", "这款不支持刷卡机刷公交", "内衣不能退换",
        "不能退货，也不能换货", "不能换货，也不能退货", "换不了，也退不了", "不能退不能换",
        "不能退货，不能换货，不能维修", "不能退货，不能维修",
        "不能退货（特价商品）", "生鲜不能退货", "定制的不能退", "这款特价商品不能退货",
        "谁叫您自己选错的，现在改不了", "您自己填错了地址，改不了", "都怪您没看清，退不了",
        "您已经付款了，不能退款", "核实过了，不能退款",
        "我们店里不能刷卡", "这个课退不了的", "团费不能退",
    ],
)  # fmt: skip
def test_silent_about_other_things_second_noes_and_reasons_of_a_kind(trained: coach.Coach, text: str):
    assert proposed(trained, text) == set()


@pytest.mark.parametrize("text", ["不能退货，只能换货", "不能退货，但是可以换货", "不支持货到付款，您可以线上付款"])
def test_silent_where_the_reply_offers_the_limit(trained: coach.Coach, text: str):
    assert not any("退货要看" in made or "仓库" in made for made in proposed(trained, text))


@pytest.mark.parametrize(
    "asked",
    ["我要退会员", "运费能退吗", "押金退一下", "我要退票", "我想退课", "我们要退团", "骑手把汤弄洒了", "外卖没吃"],
)
def test_silent_when_the_customer_asked_for_money_or_of_another_trade(trained: coach.Coach, asked: str):
    assert proposed(trained, "这个退不了的哦", asked) == set()


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("不能退货", "这一单走换货或者维修"),
        ("这件商品退不了货的哦", "这一单走换货或者维修"),
        ("我们无法退款", "这一单先走售后核实"),
        ("不能退款[流泪]", "这一单先走售后核实"),
        ("(不能退款)", "这一单先走售后核实"),
        ("【下单后不能修改】", "想改的话要重新下一单"),
        ("这一单不能退换了", "这一单先走售后检测"),
        ("现在过了期限，退换货申请不了了哦", "这一单先走售后检测"),
        ("我们不支持刷卡的呢", "要先在线上付款"),
        ("亲\r\n这边不能退货\r\n", "这一单走换货或者维修"),
    ],
)
def test_what_is_refused_gets_its_own_limit(trained: coach.Coach, text: str, limit: str):
    [made] = proposed(trained, text)
    assert limit in made
    assert not DOUBLED.search(made)
    assert "\r" not in made.replace("\r\n", "")


def test_the_goods_are_no_address_and_the_offer_goes_before_the_wish(trained: coach.Coach):
    [goods] = proposed(trained, "宝贝退不了的亲")
    assert "宝贝" not in goods
    [made] = proposed(trained, "您好！不能退货。祝您生活愉快！")
    assert made.endswith("？祝您生活愉快！")


def test_a_whole_turn_takes_the_playbook_rather_than_a_small_edit_inside_it(trained: coach.Coach):
    done = trained.check("你的订单不能改了").rewrite()
    assert (len(done.applied), done.findings) == (1, ())
    assert "想改的话要重新下一单" in done.text
