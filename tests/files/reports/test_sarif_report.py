"""SARIF: valid by the schema, positions that hold, fixes that can be carried out, nothing of a person."""

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest

from coach.core.model.conversation import conversation
from coach.files.checked import Checked, Suppressed
from coach.files.checking import check_record
from coach.files.records import Origin, Record, Slot, Unreadable

SCHEMA = Path(__file__).parents[2] / "data" / "sarif" / "sarif-2.1.0.json"


@cache
def validator() -> jsonschema.protocols.Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8-sig"))
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


@pytest.fixture
def run(written):
    """The one run of a SARIF report, which is valid."""

    def call(*parts: object, **told: object) -> dict:
        document = json.loads(written("sarif", *parts, **told))
        errors = [f"{error.json_path}: {error.message}" for error in validator().iter_errors(document)]
        assert not errors
        [made] = document["runs"]
        return made

    return call


@pytest.fixture
def library(tmp_path, monkeypatch):
    """Write a file into the working folder; its records, one for each of `texts`, where they stand in it."""

    def write(content: str, *texts: str, name: str = "话术.txt", encoding: str = "utf-8") -> list[Record]:
        Path(name).write_bytes(content.encode(encoding))
        records, start = [], 0
        for text in texts:
            start = content.index(text, start)
            line = content.count("\n", 0, start) + 1
            records.append(
                Record(Origin(name, f"line {line}", line), text, slot=Slot((start, start + len(text)), text))
            )
            start += len(text)
        return records

    return write


def region(result: dict) -> dict:
    return result["locations"][0]["physicalLocation"]["region"]


def covered(content: str, place: dict) -> str:
    """What a region covers: lines and columns in UTF-16 units, as a reader of SARIF cuts it out."""
    lines = [line.encode("utf-16-le") for line in content.splitlines(keepends=True)]
    lines[place["endLine"] - 1] = lines[place["endLine"] - 1][: 2 * (place["endColumn"] - 1)]
    lines[place["startLine"] - 1] = lines[place["startLine"] - 1][2 * (place["startColumn"] - 1) :]
    return b"".join(lines[place["startLine"] - 1 : place["endLine"]]).decode("utf-16-le")


class TestRules:
    def test_all_that_report_are_declared_with_help(self, run, small_coach):
        rules = run()["tool"]["driver"]["rules"]
        assert [rule["id"] for rule in rules] == [rule.id for rule in small_coach.rules]
        [rule] = [rule for rule in rules if rule["id"] == "positive/no-cannot"]
        assert rule["shortDescription"]["text"] == "不说不能"
        assert rule["fullDescription"]["text"] == "说了不能。"
        assert rule["help"]["text"] == "是什么：说了不能。\n为什么：门关了。\n怎么改：说能做的。"
        assert rule["defaultConfiguration"] == {"level": "warning"}
        assert rule["deprecatedIds"] == ["positive/old-name"]
        assert rule["properties"]["guideline"] == "no-cannot"
        assert "helpUri" not in rule

    def test_a_rule_that_praises_is_none_of_them(self, run, make_coach, praise):
        rules = make_coach(praise).rules
        assert "own/thanks" in {rule.id for rule in rules}
        declared = {rule["id"] for rule in run(rules=rules)["tool"]["driver"]["rules"]}
        assert declared == {rule.id for rule in rules} - {"own/thanks"}

    def test_a_result_points_at_its_rule(self, run):
        made = run(Record(Origin("a.txt", "line 1", 1), "抱歉，不能退，尽快"))
        rules = made["tool"]["driver"]["rules"]
        assert [(one["ruleId"], one["level"]) for one in made["results"]] == [
            ("positive/no-cannot", "warning"),
            ("strict/soon", "note"),
        ]
        assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in made["results"])

    def test_an_error_is_an_error(self, run):
        [one] = run(Record(Origin("a.txt"), "我查一下", ("骗子",)))["results"]
        assert (one["ruleId"], one["level"]) == ("positive/soothe", "error")


class TestResults:
    def test_says_what_is_wrong_and_how_it_could_read(self, run):
        [one] = run(Record(Origin("a.txt", "line 1", 1), "抱歉，不能退"))["results"]
        assert one["message"]["text"] == "“不能退”：说了不能。说能做的。可以这样说：抱歉，我来帮您退"

    def test_carries_guideline_dimension_and_fingerprint(self, run, small_coach):
        record = Record(Origin("a.jsonl", "line 1", 1), "不能退", id="r-1")
        [finding] = check_record(small_coach, record).turns[0].result.findings
        [one] = run(record)["results"]
        assert one["partialFingerprints"] == {"replyCoach/v1": finding.fingerprint}
        assert one["properties"]["guideline"] == "no-cannot"
        assert one["properties"]["dimension"] == "assurance"
        assert one["properties"]["record"] == "r-1"

    @pytest.mark.parametrize(
        ("origin", "kind"),
        [
            (Origin("a.xlsx", "促销!row 3"), "row"),
            (Origin("a.json", "$.macros[2].content", 7), "value"),
            (Origin("a.txt", "line 3", 3), None),
        ],
    )
    def test_names_the_place_in_the_words_of_the_format(self, run, origin: Origin, kind: str | None):
        [one] = run(Record(origin, "不能退", title="退货说明"))["results"]
        [place] = one["locations"]
        [logical] = place["logicalLocations"]
        assert logical["fullyQualifiedName"] == origin.locator
        assert logical["name"] == "退货说明"
        assert logical.get("kind") == kind
        assert place["physicalLocation"].get("region") == ({"startLine": origin.line} if origin.line else None)

    @pytest.mark.parametrize("path", [None, "-"])
    def test_text_that_stands_in_no_file_has_no_physical_place(self, run, path: str | None):
        [one] = run(Record(Origin(path), "不能退"))["results"]
        assert "locations" not in one

    def test_a_path_is_relative_and_percent_encoded(self, run, tmp_path):
        [one] = run(Record(Origin("深/我的 话术#1%.txt"), "不能退"))["results"]
        uri = one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        assert uri.isascii()
        assert not set(" #?:") & set(uri)
        assert unquote(uri) == "深/我的 话术#1%.txt"

    def test_a_path_is_told_from_the_folder_of_the_build(self, run, tmp_path):
        [one] = run(Record(Origin("a.txt"), "不能退"), folder=str(tmp_path))["results"]
        assert one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "work/a.txt"

    def test_a_turn_of_a_conversation_says_which_message(self, run):
        chat = conversation([("customer", "在吗"), ("agent", "您好"), ("agent", "不能退")])
        [one] = run(Record(Origin("a.jsonl", "line 4", 4), "", conversation=chat))["results"]
        assert one["properties"]["message"] == 2
        assert region(one) == {"startLine": 4}

    def test_columns_count_utf16_units(self, run):
        assert run()["columnKind"] == "utf16CodeUnits"


class TestRegions:
    @pytest.mark.parametrize(
        ("content", "texts"),
        [
            ("您好\n😊😊不能退\n", ["您好", "😊😊不能退"]),
            ("问好,您好\n退货,抱歉😊，不能退\n", ["您好", "抱歉😊，不能退"]),
            ("一\n\n您好\n不能退\n谢谢\n", ["一", "您好\n不能退\n谢谢"]),
            ("一\r\n\r\n您好\r\n😊不能退\r\n", ["一", "您好\r\n😊不能退"]),
            ("不能退", ["不能退"]),
        ],
    )
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_cover_the_words_in_the_file(self, run, library, content: str, texts: list[str], encoding: str):
        [one] = run(*library(content, *texts, encoding=encoding))["results"]
        assert covered(content, region(one)) == "不能退"

    def test_hold_with_an_encoding_that_was_said(self, run, library):
        content = "標題,內容\n退貨,不能退\n"
        [record] = library(content, "不能退", name="a.csv", encoding="big5")
        assert covered(content, region(run(record, encoding="big5")["results"][0])) == "不能退"

    def test_go_through_the_offsets_of_a_value_with_markup(self, run, library):
        content = '[{"body": "<p>您好</p><p>不能退</p>"}]'
        [record] = library(content, "<p>您好</p><p>不能退</p>", name="a.json")
        value = record.slot.value
        text = "您好\n不能退"
        offsets = tuple(value.index(one) if one != "\n" else value.index("</p>") for one in text)
        record = record._replace(text=text, slot=Slot(record.slot.place, value, (*offsets, len(value) - 4)))
        [one] = run(record)["results"]
        assert covered(content, region(one)) == "不能退"

    def test_go_through_quotes(self, run, library):
        content = '[{"content": "您好，不能退"}]'
        [record] = library(content, '"您好，不能退"', name="a.json")
        record = record._replace(text="您好，不能退", slot=Slot(record.slot.place, "您好，不能退"))
        assert covered(content, region(run(record)["results"][0])) == "不能退"

    def test_fall_back_to_the_line_of_the_record(self, run, library):
        [record] = library("您好，不能退\n", "您好，不能退")
        for other in (
            record._replace(slot=record.slot._replace(value="别的")),
            record._replace(slot=Slot(("表", 3, 1), record.text), origin=Origin("none.txt", "line 1", 1)),
            record._replace(origin=Origin("none.txt", "line 1", 1)),
        ):
            [one] = run(other)["results"]
            assert region(one) == {"startLine": 1}
            assert "fixes" not in one

    def test_are_told_without_a_slot_where_the_line_begins_with_the_text(self, run, library):
        [record] = library("您好，不能退\n", "您好，不能退")
        assert region(run(record._replace(slot=None))["results"][0])["startColumn"] == 4


class TestFixes:
    def fixed(self, content: str, one: dict) -> list[str]:
        """The file after each fix."""
        found = []
        for fix in one.get("fixes", ()):
            [change] = fix["artifactChanges"]
            [new] = change["replacements"]
            place = new["deletedRegion"]
            lines = content.splitlines(keepends=True)
            assert place["startLine"] == place["endLine"]
            line = lines[place["startLine"] - 1].encode("utf-16-le")
            start, end = 2 * (place["startColumn"] - 1), 2 * (place["endColumn"] - 1)
            text = line[:start] + new["insertedContent"]["text"].encode("utf-16-le") + line[end:]
            lines[place["startLine"] - 1] = text.decode("utf-16-le")
            found.append("".join(lines))
        return found

    def test_carry_out_suggestions_without_blanks(self, run, library):
        content = "您好\n😊抱歉，不能退\n"
        [one] = run(*library(content, "您好", "😊抱歉，不能退"))["results"]
        assert self.fixed(content, one) == ["您好\n😊抱歉，我来帮您退\n"]
        assert one["fixes"][0]["description"]["text"] == "看一眼再用"

    def test_leave_a_value_alone_that_would_have_to_be_quoted(self, run, library):
        content = "a,b\n抱歉，不能退 #1,x\n"
        for name, count in (("a.csv", 0), ("a.txt", 1)):
            [record] = library(content, "抱歉，不能退 #1", name=name)
            [one] = run(record)["results"]
            assert len(one.get("fixes", ())) == count

    def test_never_write_a_starred_number_into_a_reply(self, run, library):
        content = "抱歉，不能打13812345678"
        [one] = run(*library(content, content))["results"]
        assert "fixes" not in one


class TestSuppressed:
    @pytest.mark.parametrize(
        ("by", "why", "kind", "justification"),
        [
            ("marker", "客户自己要的", "inSource", "客户自己要的"),
            ("allowlist", "打13812345678", "external", "打138****78"),
            ("baseline", "", "external", "基线里的旧问题"),
        ],
    )
    def test_are_there_and_marked(self, run, small_coach, by: str, why: str, kind: str, justification: str):
        checked = check_record(small_coach, Record(Origin("a.txt", "line 1", 1), "不能退，尽快"))
        [turn] = checked.turns
        kept, hidden = turn.result.findings
        turn = turn._replace(result=replace(turn.result, findings=(kept,)), suppressed=(Suppressed(hidden, by, why),))
        first, second = run(Checked(checked.record, [turn]))["results"]
        assert "suppressions" not in first
        assert second["ruleId"] == hidden.rule
        [made] = second["suppressions"]
        assert (made["kind"], made["status"], made["justification"]) == (kind, "accepted", justification)


class TestInvocation:
    def test_says_what_could_not_be_read(self, run):
        made = run(Unreadable(Origin("坏.csv", "row 3", 4), "这一行少了几列"), Record(Origin("a.txt"), "好的"))
        [invocation] = made["invocations"]
        assert (invocation["executionSuccessful"], invocation["exitCode"]) == (False, 2)
        [told] = invocation["toolExecutionNotifications"]
        assert (told["level"], told["message"]["text"]) == ("error", "这一行少了几列")
        [place] = told["locations"]
        assert unquote(place["physicalLocation"]["artifactLocation"]["uri"]) == "坏.csv"
        assert place["physicalLocation"]["region"] == {"startLine": 4}
        assert place["logicalLocations"][0]["fullyQualifiedName"] == "row 3"

    @pytest.mark.parametrize(("fail_on", "code"), [("warning", 1), ("error", 0), ("never", 0)])
    def test_the_exit_code_is_that_of_the_run(self, run, fail_on: str, code: int):
        [invocation] = run(Record(Origin("a.txt"), "不能退"), fail_on=fail_on)["invocations"]
        assert (invocation["executionSuccessful"], invocation["exitCode"]) == (True, code)

    def test_findings_beyond_the_limit_are_counted(self, run):
        [invocation] = run(Record(Origin("a.txt"), "不能退，" * 250))["invocations"]
        [told] = invocation["toolExecutionNotifications"]
        assert told["level"] == "note"
        assert "50" in told["message"]["text"]


def test_identifiers_are_starred_everywhere(written):
    number, address = "13812345678", "wang.li@example.com"
    record = Record(
        Origin("a.txt", "line 1", 1), f"抱歉，不能打{number}或者发{address}", title=f"给{number}", id=number
    )
    shown = written("sarif", record, Unreadable(Origin("a.txt"), f"不认识 {number}"))
    assert number not in shown
    assert address not in shown
    assert "138****5678" in shown  # the record's id is still told from others
