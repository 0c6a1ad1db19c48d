"""Playbook files: read, asked in order, chosen by packs and profiles, and named at line and column when wrong."""

from pathlib import Path

import pytest

import coach

WORDINGS = """\
refusal: ["<refusal>"]
reason: [已经发出]
because: [因为]
help: [您可以]
condition: [如果]
question: [吗]
lead: [抱歉]
filler: [这个]
registers:
  plain:
    explain: ["因为$because，所以$limit", "$because，所以$limit", "跟您说一下，$because，所以$limit"]
    follow: ["所以$limit", "因此$limit", "$limit"]
    offer: ["我来$can，好吗？", "我可以$can，好吗？", "要不我$can？"]
"""
THING = "about: [{about}], because: 日子过了, limit: {limit}, can: 帮您换一件, examples: [{about}不能的]"


def playbook(about: str, limit: str, title: str = "店") -> str:
    return f"title: {title}\nthings:\n  这件事: {{{THING.format(about=about, limit=limit)}}}\n"


RULE = """\
guideline: soon
check: {kind: phrase, any: ["<refusal>"]}
suggest: [{playbook: action}]
examples:
  - {flag: 这个⟦不能⟧退}
  - {quiet: 可以退}
"""


@pytest.fixture
def stocked(small_house: Path) -> Path:
    """The small house with two playbooks, one of clothes and one of phones."""
    folder = small_house / "playbooks"
    folder.mkdir()
    files = {"pack": "name: playbooks\n", "wordings": WORDINGS}
    files |= {"clothes": playbook("衣服", "衣服要换"), "phone": playbook("套餐", "下月才换")}
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return small_house


@pytest.fixture
def load(stocked, write_pack):
    """A coach with the built-in packs and a pack of one's own with a rule that asks the playbook."""

    def make(files=None, profile=None):
        return coach.load(["default", write_pack({"x.yaml": RULE, **(files or {})})], profile)

    return make


def offered(made: coach.Coach, text: str) -> str:
    findings = [finding for finding in made.check(text).findings if finding.rule == "own/x"]
    return "".join(suggestion.replacement for finding in findings for suggestion in finding.suggestions)


def problems(made: coach.Coach) -> list[str]:
    return [str(problem) for problem in made.problems]


def only_problem(made: coach.Coach) -> str:
    """The one problem of `made`; it keeps neither the built-in things nor the other one of one's own from working."""
    [problem] = problems(made)
    assert "衣服要换" in offered(made, "衣服不能退")
    assert "鞋要换" in offered(made, "鞋不能退")
    return problem


def test_all_built_in_playbooks_are_asked(load):
    made = load()
    assert problems(made) == []
    assert "衣服要换" in offered(made, "衣服不能退")
    assert "下月才换" in offered(made, "套餐不能退")


class TestOfOnesOwn:
    def test_is_asked_before_the_built_in_ones(self, load):
        made = load({"playbooks/ours.yaml": playbook("衣服", "找店长换")})
        assert problems(made) == []
        assert "找店长换" in offered(made, "衣服不能退")
        assert "下月才换" in offered(made, "套餐不能退")

    def test_a_pack_in_a_folder_called_playbooks_still_has_rules(self, stocked, write_pack):
        own = write_pack({"pack.yaml": "name: own\n", "x.yaml": RULE}, "ours/playbooks")
        made = coach.load([own])
        assert problems(made) == []
        assert [rule.id for rule in made.rules] == ["own/x"]

    def test_a_broken_one_is_named_and_the_rest_works(self, load):
        broken = playbook("衣服", "找店长换").replace("衣服]", "<nothing>]", 1)
        made = load({"playbooks/broken.yaml": broken, "playbooks/fine.yaml": playbook("鞋", "鞋要换")})
        problem = only_problem(made)
        assert problem.startswith("own/playbooks/broken.yaml:3:")
        assert "nothing" in problem

    def test_a_thing_whose_example_does_not_hold_is_left_out(self, load):
        text = playbook("衣服", "找店长换") + f"  别的: {{{THING.format(about='鞋', limit='鞋要换')}}}\n"
        made = load({"playbooks/ours.yaml": text.replace("衣服不能的", "衣服可以的")})
        problem = only_problem(made)
        assert problem.startswith("own/playbooks/ours.yaml:3:")
        assert "衣服可以的" in problem

    def test_wordings_of_ones_own(self, load):
        made = load(
            {
                "playbooks/wordings.yaml": WORDINGS.replace("我来$can，好吗", "店里$can，行吗")
                .replace("我可以$can，好吗", "店里$can，行吗")
                .replace("要不我$can", "店里$can，行吗")
            }
        )
        assert "店里帮您换一件，行吗？" in offered(made, "衣服不能退")


class TestChoice:
    def test_a_pack_says_which_built_in_ones_it_wants(self, load):
        made = load({"pack.yaml": "name: own\nplaybooks: [phone]\n", "playbooks/ours.yaml": playbook("鞋", "鞋要换")})
        assert problems(made) == []
        assert offered(made, "衣服不能退") == ""
        assert "下月才换" in offered(made, "套餐不能退")
        assert "鞋要换" in offered(made, "鞋不能退")

    def test_none_of_them(self, load):
        assert offered(load({"pack.yaml": "name: own\nplaybooks: []\n"}), "套餐不能退") == ""

    def test_a_profile_wins_over_the_pack(self, load):
        pack = "name: own\nplaybooks: [phone]\nprofiles:\n  衣: {playbooks: [clothes]}\n  空: {ignore: [soothe]}\n"
        assert "衣服要换" in offered(load({"pack.yaml": pack}, "衣"), "衣服不能退")
        assert offered(load({"pack.yaml": pack}, "衣"), "套餐不能退") == ""
        assert "下月才换" in offered(load({"pack.yaml": pack}, "空"), "套餐不能退")

    @pytest.mark.parametrize(
        ("pack", "place"),
        [
            ("name: own\nplaybooks: [clothes, phones]\n", "own/pack.yaml:2:22: "),
            ("name: own\nprofiles: {一: {playbooks: [phones]}}\n", "own/pack.yaml:2:28: "),
        ],
    )
    def test_an_unknown_one_is_told_the_nearest(self, load, pack: str, place: str):
        [problem] = problems(load({"pack.yaml": pack}))
        assert problem.startswith(place)
        assert "phones" in problem
        assert "是不是 phone" in problem

    def test_a_compiled_rulebook_says_the_same(self, load):
        files = {"pack.yaml": "name: own\nplaybooks: [phone]\n", "playbooks/ours.yaml": playbook("鞋", "鞋要换")}
        texts = ["衣服不能退", "套餐不能退", "鞋不能退"]
        fresh, cached = load(files), load(files)
        assert [offered(fresh, text) for text in texts] == [offered(cached, text) for text in texts]
        assert fresh.rulebook.index["playbooks"] == ["own/ours", "playbooks/clothes", "playbooks/phone"]


def with_line(old: str, new: str) -> str:
    text = playbook("衣服", "找店长换")
    assert old in text
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("text", "place", "sentence"),
    [
        ("title: 店\nthings: {}\n", "2:9: ", "不能是空的"),
        (with_line("limit: 找店长换", "limit: 找店长换。"), "3:", "末尾不加标点"),
        (with_line("limit: 找店长换", "limit: 找⟨谁⟩换"), "3:", "不留空"),
        (with_line("limit: 找店长换", "limit: 找$can换"), "3:", "前后由教练来接"),
        (with_line("limit: 找店长换", "limits: 找店长换"), "3:", "limit"),
        (with_line(", can: 帮您换一件", ""), "3:", "“can”"),
        (with_line("can: 帮您换一件", "can: 帮您换一件, broad: yes"), "3:", "“yes”不行"),
        (with_line("about: [衣服]", "about: ['(坏']"), "3:", ""),
        (with_line("title: 店\n", ""), "1:1: ", "“title”"),
    ],
)
def test_what_is_wrong_in_a_playbook_is_named_at_its_place(load, text: str, place: str, sentence: str):
    made = load({"playbooks/ours.yaml": text})
    told = problems(made)
    assert told[0].startswith(f"own/playbooks/ours.yaml:{place}"), told
    assert sentence in " ".join(told)
    assert "衣服要换" in offered(made, "衣服不能退")


@pytest.mark.parametrize(
    ("old", "new", "place", "sentence"),
    [
        ('"要不我$can？"', '"要不我$cna？"', "13:", "“$cna”"),
        (', "要不我$can？"', "", "13:", "三种说法"),
        ("filler: [这个]\n", "", "1:1: ", "“filler”"),
    ],
)
def test_what_is_wrong_in_wordings_is_named_at_its_place(load, old: str, new: str, place: str, sentence: str):
    told = problems(load({"playbooks/wordings.yaml": WORDINGS.replace(old, new)}))
    assert told[0].startswith(f"own/playbooks/wordings.yaml:{place}"), told
    assert sentence in told[0]


def test_an_unknown_word_in_a_rewrite_is_named_at_its_place(load):
    made = load({"y.yaml": RULE.replace("{playbook: action}", "{playbook: action, rewrite: $limt，我$can}")})
    [problem] = problems(made)
    assert problem.startswith("own/y.yaml:3:39: ")
    assert "没有叫 $limt 的话术部分，是不是 $limit？" in problem


def test_a_proof_of_the_pack_counts_the_examples_of_its_things(stocked, write_pack):
    from coach.files.names import builtin_folders
    from coach.files.proven import prove_pack

    own = write_pack({"x.yaml": RULE, "playbooks/ours.yaml": playbook("鞋", "鞋要换")})
    outcome = prove_pack(Path(own), [Path(folder) for folder in builtin_folders()])
    assert (outcome.rules, outcome.examples, outcome.problems) == (1, 3, [])
