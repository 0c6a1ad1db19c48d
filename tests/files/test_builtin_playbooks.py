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
