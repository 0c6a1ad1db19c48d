"""From the names of packs to a coach that checks."""

from pathlib import Path

import pytest

import coach
from coach.core.model.conversation import conversation
from coach.errors import SelectionError, SettingsError

ON, OFF = {"positive/no-cannot", "positive/soothe"}, {"strict/soon"}


def ids(made: coach.Coach) -> set[str]:
    return {rule.id for rule in made.rules}


@pytest.fixture
def own(write_pack, own_rule) -> str:
    return write_pack({"x.yaml": own_rule})


def test_the_small_house_holds(small_house):
    assert coach.load(["all"]).problems == ()


class TestPacks:
    def test_by_default_the_built_in_packs_that_are_on(self, small_house):
        assert ids(coach.load()) == ids(coach.load(["default"])) == ON

    def test_all_takes_those_that_are_off_too(self, small_house):
        assert ids(coach.load(["all"])) == ON | OFF

    def test_a_built_in_pack_by_name(self, small_house):
        assert ids(coach.load(["strict"])) == OFF
        assert ids(coach.load(["default", "strict"])) == ON | OFF

    def test_a_folder_alone_and_beside_others(self, own):
        assert ids(coach.load([own])) == {"own/x"}
        assert ids(coach.load(["default", own])) == ON | {"own/x"}
        assert ids(coach.load([Path(own).resolve()])) == {"own/x"}

    def test_a_folder_that_is_off_by_default_is_on_when_given(self, write_pack, own_rule):
        own = write_pack({"pack.yaml": "name: own\ndefault: off\n", "x.yaml": own_rule})
        assert ids(coach.load([own])) == {"own/x"}

    def test_one_alone_need_not_be_in_a_list(self, small_house, own):
        assert ids(coach.load("default")) == ids(coach.load(packs="default")) == ON
        assert ids(coach.load(own)) == ids(coach.load(Path(own).resolve())) == {"own/x"}
        assert ids(coach.load(select="no-cannot")) == {"positive/no-cannot"}
        assert ids(coach.load(ignore="no-cannot")) == ON - {"positive/no-cannot"}

    def test_the_same_folder_twice_is_one(self, own):
        twice = coach.load([own, f"./{own}"])
        assert (ids(twice), twice.problems) == ({"own/x"}, ())

    def test_the_folder_of_a_built_in_pack_is_that_pack(self, small_house: Path):
        assert ids(coach.load([small_house / "strict"])) == OFF

    @pytest.mark.parametrize("name", ["strct", "nothing/here", "own/x.yaml"])
    def test_an_unknown_pack(self, own, name: str):
        with pytest.raises(SelectionError, match=f"“{name}”"):
            coach.load([name])

    def test_an_unknown_pack_is_told_the_nearest(self, small_house):
        with pytest.raises(SelectionError, match="是不是“strict”"):
            coach.load(["strct"])


class TestSelection:
    @pytest.mark.parametrize(
        ("select", "chosen"),
        [
            (["positive"], ON),
            (["no-cannot"], {"positive/no-cannot", "own/x"}),
            (["own/x"], {"own/x"}),
            (["own/x", "soothe"], {"own/x", "positive/soothe"}),
            (["positive/old-name"], {"positive/no-cannot"}),
        ],
    )
    def test_select_by_pack_guideline_rule_or_old_id(self, own, select: list[str], chosen: set[str]):
        assert ids(coach.load(["default", own], select=select)) == chosen

    @pytest.mark.parametrize(
        ("ignore", "left"),
        [
            (["positive"], {"own/x"}),
            (["no-cannot"], {"positive/soothe"}),
            (["own/x"], ON),
            (["positive/old-name"], {"positive/soothe", "own/x"}),
        ],
    )
    def test_ignore_by_pack_guideline_rule_or_old_id(self, own, ignore: list[str], left: set[str]):
        assert ids(coach.load(["default", own], ignore=ignore)) == left

    def test_ignore_wins(self, own):
        assert ids(coach.load(["default", own], select=["no-cannot"], ignore=["own"])) == {"positive/no-cannot"}
        assert ids(coach.load(["default"], select=["no-cannot"], ignore=["no-cannot"])) == set()

    def test_selecting_nothing_that_is_left_reports_nothing(self, own):
        assert coach.load(["default"], select=["soothe"], ignore=["positive"]).check("不能退").findings == ()

    def test_selecting_a_guideline_without_rules_reports_nothing(self, small_house: Path):
        guidelines = small_house / "guidelines.yaml"
        listed = guidelines.read_text(encoding="utf-8")
        lone = listed.split("soon:")[0].replace("no-cannot", "lone")
        guidelines.write_text(listed + lone, encoding="utf-8")
        assert ids(coach.load(select=["lone"])) == set()

    @pytest.mark.parametrize("where", ["select", "ignore"])
    @pytest.mark.parametrize(
        ("name", "nearest"), [("no-canot", "no-cannot"), ("positve", "positive"), ("own/y", "own/x")]
    )
    def test_an_unknown_name_is_told_the_nearest(self, own, where: str, name: str, nearest: str):
        with pytest.raises(SelectionError, match=f"“{name}”.*是不是“{nearest}”"):
            coach.load(["default", own], **{where: [name]})

    def test_a_rule_that_is_not_active_never_reports(self, own):
        chosen = coach.load(["default", own], select=["own"])
        assert [one.rule for one in chosen.check("不能退，办不了").findings] == ["own/x"]

    def test_suggestions_are_proven_against_the_rules_that_are_on(self, small_house):
        [finding] = coach.load(select=["no-cannot"]).check("不能退").findings
        assert [one.replacement for one in finding.suggestions] == ["我来帮您退", "我来帮您看，⟨能做的事⟩"]


class TestChecking:
    def test_one_customer_message_or_many(self, small_house):
        made = coach.load()
        for context in ("你们是骗子", ["你们是骗子"], ("在吗", "骗子")):
            assert [one.guideline for one in made.check("我查一下", context).findings] == ["soothe"]
        assert made.check("我查一下", context=["在吗"]).findings == ()

    def test_no_history_is_no_evaluation(self, small_house):
        made = coach.load()
        assert made.check("我查一下").not_evaluated == ("positive/soothe",)
        assert made.check("我查一下", "在吗").not_evaluated == ()

    def test_a_whole_conversation(self, small_house):
        chat = conversation([("customer", "骗子"), ("agent", "我查一下"), ("agent", "不能退")])
        [(turn, result)] = coach.load().check_conversation(chat)
        assert turn.first_message == 1
        assert [one.guideline for one in result.findings] == ["soothe", "no-cannot"]

    def test_a_draft_is_the_agents_last_turn_with_what_came_before(self, small_house):
        talk = conversation([("agent", "不能"), ("customer", "骗子"), ("agent", "我查一下"), ("customer", "在吗")])
        result = coach.load().check_draft(talk)
        assert result.text == "我查一下"
        assert [finding.guideline for finding in result.findings] == ["soothe"]

    def test_a_conversation_without_the_agent_has_no_draft(self, small_house):
        assert coach.load().check_draft(conversation([("customer", "在吗")])) is None

    def test_the_door_of_the_package_is_the_same(self, small_house):
        result = coach.load().check("亲，这边不能退货的哦")
        assert isinstance(result, coach.Result)
        assert result.rewrite().text == "亲，这边我来帮您退货的哦"


class TestSettings:
    """A coach.yaml, given in Python."""

    @pytest.fixture
    def file(self, tmp_path):
        path = tmp_path / "coach.yaml"
        path.write_text("schema: 1\nignore: [no-cannot]\nseverity: {no-but: error}\n", encoding="utf-8")
        return path

    def said(self, made):
        return {one.guideline: one.severity for one in made.check("理解您的心情，但是我不能退货").findings}

    def test_its_rules_and_severities_apply(self, file):
        assert "no-cannot" in self.said(coach.load())
        assert self.said(coach.load(settings=file)).get("no-but") == "error"
        assert "no-cannot" not in self.said(coach.load(settings=file))

    def test_what_is_given_beside_it_adds_to_it(self, file):
        assert self.said(coach.load(settings=file, select=["no-but"])) == {"no-but": "error"}
        assert self.said(coach.load(settings=file, severity={"no-but": "info"}))["no-but"] == "info"

    def test_a_missing_file_is_told(self, tmp_path):
        with pytest.raises(SettingsError, match="没有这个设置文件"):
            coach.load(settings=tmp_path / "none.yaml")


class TestWrongTypes:
    @pytest.mark.parametrize(
        ("text", "context"), [(None, ()), (3, ()), ("好的", [None]), ("好的", bytearray(b"x")), ("好的", {"x": 1})]
    )
    def test_what_is_no_text_is_told(self, small_house, text, context):
        with pytest.raises(TypeError, match="文字（str）"):
            coach.load().check(text, context)

    def test_no_context_may_be_none(self, small_house):
        assert coach.load().check("不能退", None) == coach.load().check("不能退")

    def test_who_speaks_and_what(self):
        with pytest.raises(ValueError, match="'agent' 或 'customer'，不能是 'x'"):
            coach.Message("x", "y")
        with pytest.raises(TypeError, match="str"):
            coach.Message("agent", None)
        with pytest.raises(TypeError, match="Message"):
            coach.Conversation(("您好",))

    def test_messages_may_come_from_anything_that_gives_them(self, small_house):
        given = [coach.Message("customer", "怎么退"), coach.Message("agent", "不能退")]
        kept = coach.Conversation(one for one in given)
        assert kept == coach.Conversation(given) == coach.Conversation(tuple(given))
        assert len(coach.load().check_conversation(kept)) == 1
