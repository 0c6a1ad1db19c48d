"""Proof: what fails is named with owner, place and sentence; what holds is silent."""

import pytest

from coach.core.binding import compile_rulebook
from coach.core.proving import prove


@pytest.fixture
def failures(make_sources):
    """What fails in a rule and the signals beside it."""

    def find(rule, only=None, others=(), **language):
        sources = make_sources(rule, *others, **language)
        bound = compile_rulebook(sources)
        assert not bound.problems, bound.problems
        return prove(sources, bound.rulebook(), only)

    return find


def rule(*examples, any_=("不能",), **more):
    return {"check": {"kind": "phrase", "any": list(any_)}, "examples": list(examples), **more}


FLAG, QUIET = {"flag": "不能退"}, {"quiet": "可以退"}


def test_what_holds_is_silent(failures):
    marked = {"flag": "亲，⟦不能⟧退", "better": "我帮您换"}
    condition = {"overlaps": "能不能", "quiet": "能不能退"}
    assert failures(rule(marked, QUIET, unless=[condition])) == []


def test_a_flag_that_is_not_reported(failures):
    [failure] = failures(rule(FLAG, {"flag": "可以退"}))
    assert (failure.owner, failure.path) == ("rule own/r1", ("examples", 1, "flag"))
    assert "可以退" in failure.message


def test_a_flag_marked_at_another_place(failures):
    [failure] = failures(rule({"flag": "⟦不能退⟧的"}))
    assert failure.path == ("examples", 0, "flag")
    assert "“不能退”" in failure.message
    assert "“不能”" in failure.message


def test_a_quiet_example_that_is_reported(failures):
    [failure] = failures(rule(FLAG, {"quiet": "不能不说"}))
    assert failure.path == ("examples", 1, "quiet")
    assert "“不能”" in failure.message


def test_a_better_text_must_pass_the_whole_rulebook(failures):
    [failure] = failures(rule({"flag": "不能退", "better": "恐怕要换"}, QUIET), ["rule own/r1"], ["恐怕"])
    assert failure.path == ("examples", 0, "better")
    assert "own/r2" in failure.message
    assert "“恐怕”" in failure.message


def test_examples_may_need_the_customers_words(failures):
    about = rule({"flag": "不能退", "context": ["骗子"]}, {"quiet": "不能退", "context": ["你好"]}, context=["骗子"])
    assert failures(about) == []
    assert [one.path for one in failures(rule({"flag": "不能退"}, context=["骗子"]))] == [("examples", 0, "flag")]


def test_a_condition_that_does_not_silence_its_own_example(failures):
    [failure] = failures(rule(FLAG, unless=[{"overlaps": "能不能", "quiet": "不能不说"}]))
    assert (failure.path, "仍然被报告" in failure.message) == (("unless", 0), True)


def test_a_condition_that_is_not_needed(failures):
    useless = {"overlaps": "能不能", "quiet": "可以退"}
    [failure] = failures(rule(FLAG, unless=[useless]))
    assert (failure.path, "没有用" in failure.message) == (("unless", 0), True)


def test_an_only_that_is_not_needed(failures):
    [failure] = failures(rule({"flag": "真不能"}, only=[{"before": "真", "quiet": "可以退"}]))
    assert (failure.path, "没有用" in failure.message) == (("only", 0), True)


def test_each_condition_is_tried_alone(failures):
    twice = [{"overlaps": "能不能", "quiet": "能不能退"}, {"overlaps": "能不能退", "quiet": "能不能退"}]
    assert [one.path for one in failures(rule(FLAG, unless=twice))] == [("unless", 0), ("unless", 1)]


def test_a_condition_about_the_customer_is_proven_with_the_customers_words(failures):
    condition = {"context": ["随便问问"], "quiet": "不能退", "quiet-context": ["随便问问"]}
    assert failures(rule(FLAG, unless=[condition])) == []


@pytest.mark.parametrize(
    ("patterns", "untested"),
    [
        (["不能", "无法"], "无法"),
        (["(不能|无法)"], "“无法”"),
        (["不能 (退|换)?"], "“换”"),
        (["不能", {"regex": "无.?法"}], "无.?法"),
    ],
)
def test_an_alternative_without_an_example(failures, patterns, untested: str):
    [failure] = failures(rule(FLAG, any_=patterns))
    assert failure.path[:2] == ("check", "any")
    assert untested in failure.message


def test_an_alternative_excused_from_examples(failures):
    assert failures(rule(FLAG, any_=["不能", {"pattern": "无法", "untested": "罕见"}])) == []


def test_an_alternative_that_a_sibling_always_covers_still_owes_an_example(failures):
    assert failures(rule({"flag": "不能退"}, any_=["不能", "不能退"])) == []


def test_every_word_of_a_substitute_must_be_reported_alone(failures):
    source = {
        "check": {"kind": "substitute", "map": {"你": "您", "尽快": "马上"}},
        "unless": [{"overlaps": "尽快", "quiet": "尽快"}],
        "examples": [{"flag": "你好"}],
    }
    [failure] = failures(source)
    assert failure.path == ("check", "map", "尽快")
    assert "“尽快”" in failure.message


def test_triggers_of_an_absence_owe_examples(failures):
    source = {
        "check": {"kind": "absence", "when": ["不能", "无法"], "need": ["因为"]},
        "examples": [{"flag": "不能退"}, {"quiet": "不能退，因为拆了"}],
    }
    [failure] = failures(source)
    assert failure.path == ("check", "when", 1)


class TestSignals:
    def signal(self, *examples, **more):
        return {"no": {"any": ["不能", "没法"], "examples": list(examples), **more}}

    def test_its_examples_and_alternatives_are_proven(self, failures):
        found = failures("<no>", only=["signal no"], signals=self.signal({"flag": "不⟦能⟧"}, {"quiet": "真不能"}))
        assert [(one.owner, one.path) for one in found] == [
            ("signal no", ("examples", 0, "flag")),
            ("signal no", ("examples", 1, "quiet")),
            ("signal no", ("any", 1)),
        ]

    def test_its_conditions_earn_their_place(self, failures):
        needed = {"overlaps": "能不能", "quiet": "能不能退"}
        useless = {"before": "好", "quiet": "可以"}
        found = failures(
            "<no>",
            only=["signal no"],
            signals=self.signal({"flag": "不能，没法"}, unless=[needed, useless]),
        )
        assert [one.path for one in found] == [("unless", 1)]

    def test_only_the_owners_asked_for(self, failures):
        signals = self.signal({"flag": "可以"})
        assert {one.owner for one in failures(rule({"flag": "可以"}), signals=signals)} == {"signal no", "rule own/r1"}
        assert {one.owner for one in failures(rule({"flag": "可以"}), ["rule own/r1"], signals=signals)} == {
            "rule own/r1"
        }
