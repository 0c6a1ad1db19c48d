"""Runs every `*.feature` below this folder: collecting them, the steps they are written in, and readable failures.

A trainer writes only feature files. The steps are at the end of this file, and those of the web in web/.
"""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import types
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from gherkin.errors import CompositeParserException, ParserException
from gherkin.parser import Parser
from pytest_bdd import given, parsers, scenarios, then, when

import coach
from coach.core.lint import Linter
from coach.core.model.history import history
from coach.files.checked import Checked
from coach.files.checking import check_records
from coach.files.fixing import Fixed, Fixer
from coach.files.inputs import sources
from coach.files.records import Unreadable
from coach.files.source import ReadOptions, Source

LANGUAGE_LINE = "# language: zh-CN"
REPORT, PRAISE = "报告", "表扬"
SEVERITIES = {"错误": "error", "警告": "warning", "提示": "info"}
WORDS = {severity: word for word, severity in SEVERITIES.items()}


# --- collecting ---------------------------------------------------------------------------------------------------


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take feature files for test modules."""
    if file_path.suffix == ".feature":
        return FeatureFile.from_parent(parent, path=file_path)
    return None


class FeatureFile(pytest.Module):
    """A feature file as a module with one test for each scenario."""

    def _getobj(self) -> types.ModuleType:
        wrong = list(faults(self.path.read_text(encoding="utf-8")))
        if wrong:
            place = (
                self.path.relative_to(self.config.rootpath) if self.path.is_relative_to(self.config.rootpath) else ""
            )
            raise self.CollectError("\n".join(f"{place or self.path}:{line}: {message}" for line, message in wrong))
        module = types.ModuleType(self.path.stem)
        exec("scenarios(path)", vars(module) | {"scenarios": scenarios, "path": str(self.path)}, vars(module))
        return module


def faults(text: str) -> Iterator[tuple[int, str]]:
    """What would be lost or misread in a feature file, as (line, sentence)."""
    if not text.lstrip("\ufeff \n").startswith("# language:"):
        yield 1, f"第一行要写 {LANGUAGE_LINE}"
        return
    try:
        feature = Parser().parse(text)["feature"]
    except (CompositeParserException, ParserException) as error:
        yield getattr(error, "location", {}).get("line", 1), f"读不懂：{error}"
        return
    found = list(_scenarios(feature or {"children": []}))
    if not found:
        yield 1, "没有写场景"
    names = Counter(scenario["name"] for scenario in found)
    lines = text.splitlines()
    for scenario in found:
        line = scenario["location"]["line"]
        if names[scenario["name"]] > 1:
            yield line, f"场景“{scenario['name']}”重名了，重名的场景只会运行最后一个，请换个名字"
        if not any(step["keywordType"] == "Outcome" for step in scenario["steps"]):
            yield line, f"场景“{scenario['name']}”没有“那么”，什么也没有检查"
        yield from _glued(scenario["steps"], lines)


def _scenarios(parent: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for child in parent["children"]:
        if "scenario" in child:
            yield child["scenario"]
        elif "rule" in child:
            yield from _scenarios(child["rule"])


def _glued(steps: list[dict[str, Any]], lines: list[str]) -> Iterator[tuple[int, str]]:
    """Steps whose keyword has no space after it: 当天发货 reads as 当 and 天发货."""
    for step in steps:
        line, keyword = step["location"]["line"], step["keyword"].strip()
        written = lines[line - 1].strip()
        if keyword != "*" and not written.startswith(f"{keyword} "):
            yield line, f"“{keyword}”后面要空一格：{written}"


# --- failures -----------------------------------------------------------------------------------------------------

PLACE = pytest.StashKey[str]()


def pytest_bdd_step_error(request: pytest.FixtureRequest, feature: Any, scenario: Any, step: Any) -> None:
    """Keep the place of the step that failed."""
    request.node.stash[PLACE] = (
        f"{feature.rel_filename}:{step.line_number}: 场景「{scenario.name}」\n  {step.keyword} {step.name}\n  ✗ "
    )


def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest, feature: Any, scenario: Any, step: Any) -> None:
    """Say which sentences there are."""
    place = f"{feature.rel_filename}:{step.line_number}: 场景「{scenario.name}」\n  {step.keyword} {step.name}"
    pytest.fail(f"{place}\n  ✗ 没有这样的步骤。能写的有：\n    " + "\n    ".join(SENTENCES), pytrace=False)


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Show a failed step as one sentence at its line."""
    outcome: Any = yield
    report = outcome.get_result()
    place = item.stash.get(PLACE, None)
    if place and report.failed and call.excinfo is not None and call.excinfo.errisinstance(pytest.fail.Exception):
        report.longrepr = place + str(call.excinfo.value)


# --- fixtures -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _private_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compiled rulebooks go into the session's own folder, which parallel workers share."""
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if os.environ.get("PYTEST_XDIST_WORKER") else folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_CACHE", str(folder / "coach-cache"))
        yield


@pytest.fixture(scope="session")
def trained(_private_cache: None) -> coach.Coach:
    """The coach with all built-in packs."""
    return coach.load(["all"])


class Reply:
    """The reply of a scenario, what the customer said before, and what the coach says."""

    def __init__(self) -> None:
        self.text = ""
        self.context: list[str] = []
        self.earlier: list[str] | None = None
        self.result: coach.Result | None = None

    def marks(self, verb: str) -> tuple[Any, ...]:
        """What was reported or praised, as `verb` says."""
        if self.result is None:
            pytest.fail("还没有检查：前面要写“当 教练检查这条回复”。", pytrace=False)
        return self.result.findings if verb == REPORT else tuple(self.result.highlights)

    def of(self, name: str, verb: str = REPORT) -> list[Any]:
        """Those of the guideline or rule `name`."""
        return [one for one in self.marks(verb) if name in (one.guideline, one.rule)]

    def told(self, verb: str = REPORT) -> str:
        """What was reported or praised, as part of a sentence."""
        found = [_described(one) for one in self.marks(verb)]
        return f"{verb}了 " + "、".join(found) if found else f"什么也没有{verb}"


def _described(one: Any) -> str:
    """A finding or a highlight, as part of a sentence."""
    grade = f"，{WORDS[one.severity]}" if isinstance(one, coach.Finding) else ""
    return f"{one.guideline}（“{one.excerpt}”{grade}）"


@pytest.fixture
def reply() -> Reply:
    """The reply of this scenario."""
    return Reply()


@pytest.fixture
def known(trained: coach.Coach) -> set[str]:
    """Every id that a step may name."""
    return {name for rule in trained.rulebook.index["rules"] for name in (rule["id"], rule["guideline"])}


def _must_exist(name: str, known: set[str]) -> None:
    if name not in known:
        pytest.fail(f"没有叫“{name}”的准则或规则。", pytrace=False)


def _messages(written: str) -> str:
    return written.replace("\\n", "\n")


# --- steps --------------------------------------------------------------------------------------------------------

SENTENCES = (
    '假如 客服写道 "…"              （\\n 分开几条消息）',
    '假如 客户说过 "…"              （可以写几句，早的在前）',
    '假如 客服之前说过 "…"          （整段对话的前几轮，早的在前）',
    "假如 这是客服的第一轮          （整段对话里客服还没说过话）",
    "当 教练检查这条回复",
    '那么 应报告 "准则"',
    '那么 应报告 "准则"，标在 "词"',
    '那么 应报告 "准则"，级别是 "警告"   （错误、警告、提示）',
    '那么 不应报告 "准则"',
    "那么 不应报告任何问题",
    '那么 "准则" 的建议里有一条写着 "…"',
    '那么 应表扬 "准则"',
    '那么 应表扬 "准则"，标在 "词"',
    '那么 不应表扬 "准则"',
    '那么 用上 "准则" 的建议，回复是 "…"',
    '那么 用上 "准则" 的建议，回复没有任何问题',
    '那么 "准则" 没有能直接用的建议',
    '假如 文件 "a.txt" 里写着 "…"       （\\n 换行，\\r\\n 也可以）',
    '假如 文件 "a.txt" 里写着 "…"，编码是 "gb18030"',
    '假如 文件夹 "lib" 里的 "b.txt" 是通到 "a.txt" 的链接',
    '当 教练改写 "a.txt"               （文件或文件夹，只写能直接替换的建议）',
    '当 教练改写 "a.txt"，连要看一眼的建议也写',
    '当 教练改写 "a.txt"，编码是 "gb18030"',
    '当 教练只看 "a.txt" 会改什么',
    '那么 文件 "a.txt" 里写着 "…"',
    '那么 文件 "a.txt" 里写着 "…"，编码是 "gb18030"',
    '那么 文件 "a.txt" 一个字节也没变',
    '那么 改动里有一行 "…"',
    '那么 教练说 "…"',
    '那么 改写以后还报告 "准则"',
    '那么 改写以后不再报告 "准则"',
    '假如 运行过 "coach …"           （在这个场景自己的文件夹里）',
    '当 运行 "coach …"',
    "那么 退出码是 0",
    '那么 输出里有 "…"',
    '那么 输出里没有 "…"',
    '那么 提示里有 "…"               （标准错误）',
    "只在 features/web 里：",
    "假如 坐席打开了写回复的页面",
    '假如/当 坐席写下 "…"',
    '当 坐席用输入法打着 "…"',
    '当 输入法选定 "…"',
    '当 坐席按 "Alt+1"                （坐席、培训师）',
    '当 坐席点 "仍要复制"             （坐席、培训师）',
    '当 坐席选原因 "…"',
    '假如/那么 页面标出 "词"',
    "那么 页面什么也不标",
    "那么 打着的时候页面什么也不标",
    '那么 卡片里写着 "…"',
    '那么 草稿是 "…"',
    '假如 剪贴板上是 "…"',
    '那么 剪贴板上还是 "…"',
    '那么 剪贴板上成了 "…"',
    "那么 页面提醒还有空没填",
    '当 别的网站拿 "…" 问教练          （本机的程序、自己的页面、冒名的网站、没有令牌的页面、令牌不对的页面、扩展）',
    "当 本机的程序拿 10 MB 的内容问教练",
    '那么 教练标出 "准则"',
    '那么 教练回绝 401，说 "…"',
    "那么 教练还在",
    "当 教练突然断了，又重新打开",
    "假如 页面上给出了配对码",
    "假如/当 扩展用页面上的配对码配对   （另一个扩展用同一个配对码配对）",
    "假如 扩展猜错了 5 次",
    "那么 页面说扩展连上了",
    '假如 坐席忽略了一处 "准则"',
    '假如 坐席忽略了 5 处 "准则"，都回答存好了',
    "当 同一条反馈又说了一遍",
    '那么 教练记下 "准则" 忽略了 1 次',
    '那么 教练记下 "准则" 因为 "fits-here" 忽略了 1 次',
    '那么 反馈页上 "标题" 忽略了 5 次',
    "假如 培训师打开了反馈页",
    "当 没有令牌的程序把它加进豁免名单",
    '那么 文件 "coach.yaml" 没有变',
    '那么 过一会儿教练不再标 "…"',
    '假如 自己的规则包里有一条标 "办不了" 的规则',
    '当 规则改成标 "…"',
    "当 规则改坏了",
    "当 规则改回来",
    '那么 过一会儿教练标出 "…" 里的 "词"',
    '那么 教练标出 "…" 里的 "词"',
    '那么 教练不标 "…"',
    '那么 过一会儿写回复的页面上写着 "…"',
    "那么 过一会儿写回复的页面上不再提规则的事",
    "假如 培训师在规则工作室打开了它",
    '当 培训师把说法改成 "…"',
    '当 培训师在末尾写下 "…"',
    '当 别人在文件里加了 "…"',
    '当 培训师想新建一个叫 "…" 的规则',
    '那么 页面上写着 "…"',
    "那么 规则的文件没有变",
    '那么 规则的文件里有 "…"',
)
Q = r'"(?P<{}>[^"]+)"'
VERB = f"(?P<verb>{REPORT}|{PRAISE})"


@given(parsers.re(r'客服写道 "(?P<text>[^"]*)"'))
def _agent_wrote(reply: Reply, text: str) -> None:
    reply.text = _messages(text)


@given(parsers.re(f"客户说过 {Q.format('text')}"))
def _customer_said(reply: Reply, text: str) -> None:
    reply.context.append(_messages(text))


@given(parsers.re(f"客服之前说过 {Q.format('text')}"))
def _agent_said_before(reply: Reply, text: str) -> None:
    reply.earlier = [*(reply.earlier or ()), _messages(text)]


@given("这是客服的第一轮")
def _is_first_turn(reply: Reply) -> None:
    reply.earlier = []


@when("教练检查这条回复")
def _check(reply: Reply, trained: coach.Coach) -> None:
    if reply.earlier is None:
        reply.result = trained.check(reply.text, reply.context)
    else:  # the last turn of a conversation
        past = history(reply.context)._replace(earlier=tuple(reply.earlier), is_last=True)
        reply.result = Linter(trained.rulebook).check(reply.text, past)


@then(parsers.re(f"应{VERB} {Q.format('name')}"))
def _is_marked(reply: Reply, known: set[str], verb: str, name: str) -> None:
    _must_exist(name, known)
    if not reply.of(name, verb):
        pytest.fail(f"应该{verb}“{name}”，教练却{reply.told(verb)}。", pytrace=False)


@then(parsers.re(f"应{VERB} {Q.format('name')}，标在 {Q.format('place')}"))
def _is_marked_at(reply: Reply, known: set[str], verb: str, name: str, place: str) -> None:
    _is_marked(reply, known, verb, name)
    if not any(one.excerpt == _messages(place) for one in reply.of(name, verb)):
        found = "、".join(f"“{one.excerpt}”" for one in reply.of(name, verb))
        pytest.fail(f"“{name}”应该标在“{place}”，却标在{found}。", pytrace=False)


@then(parsers.re(f"应报告 {Q.format('name')}，级别是 {Q.format('word')}"))
def _is_reported_as(reply: Reply, known: set[str], name: str, word: str) -> None:
    _is_marked(reply, known, REPORT, name)
    if word not in SEVERITIES:
        pytest.fail(f"级别只有{'、'.join(SEVERITIES)}，没有“{word}”。", pytrace=False)
    found = [WORDS[one.severity] for one in reply.of(name)]
    if word not in found:
        pytest.fail(f"“{name}”的级别应该是“{word}”，却是“{'、'.join(found)}”。", pytrace=False)


@then(parsers.re(f"不应{VERB} {Q.format('name')}"))
def _is_not_marked(reply: Reply, known: set[str], verb: str, name: str) -> None:
    _must_exist(name, known)
    if reply.of(name, verb):
        pytest.fail(f"不应该{verb}“{name}”，教练却{reply.told(verb)}。", pytrace=False)


@then("不应报告任何问题")
def _nothing_is_reported(reply: Reply) -> None:
    if reply.marks(REPORT):
        pytest.fail(f"不应该报告任何问题，教练却{reply.told()}。", pytrace=False)


@then(parsers.re(f"{Q.format('name')} 的建议里有一条写着 {Q.format('words')}"))
def _is_suggested(reply: Reply, known: set[str], name: str, words: str) -> None:
    _is_marked(reply, known, REPORT, name)
    offered = [one.replacement for finding in reply.of(name) for one in finding.suggestions]
    if not any(_messages(words) in one for one in offered):
        found = "、".join(f"“{one}”" for one in offered)
        pytest.fail(
            f"“{name}”的建议里应该有一条写着“{words}”，{'却只有' + found if found else '却一条也没有'}。", pytrace=False
        )


def _used(reply: Reply, known: set[str], name: str) -> str | None:
    """The reply with the first suggestion of `name` that has no blanks; None when there is none."""
    _is_marked(reply, known, REPORT, name)
    whole = [one for finding in reply.of(name) for one in finding.suggestions if one.applicability != "guide"]
    return whole[0].apply(reply.text) if whole else None


@then(parsers.re(f"用上 {Q.format('name')} 的建议，回复是 {Q.format('text')}"))
def _becomes(reply: Reply, known: set[str], name: str, text: str) -> None:
    used = _used(reply, known, name)
    if used != _messages(text):
        found = f"却成了“{used}”" if used else "却没有能直接用的建议"
        pytest.fail(f"用上“{name}”的建议，回复应该是“{text}”，{found}。", pytrace=False)


@then(parsers.re(f"用上 {Q.format('name')} 的建议，回复没有任何问题"))
def _becomes_good(reply: Reply, known: set[str], trained: coach.Coach, name: str) -> None:
    used = _used(reply, known, name)
    if used is None:
        pytest.fail(f"“{name}”没有能直接用的建议。", pytrace=False)
    left = [one.guideline for one in trained.check(used, reply.context).findings]
    if left:
        pytest.fail(f"用上“{name}”的建议以后，“{used}”还有问题：{'、'.join(left)}。", pytrace=False)


@then(parsers.re(f"{Q.format('name')} 没有能直接用的建议"))
def _has_none_to_use(reply: Reply, known: set[str], name: str) -> None:
    used = _used(reply, known, name)
    if used is not None:
        pytest.fail(f"“{name}”不应该有能直接用的建议，却会改成“{used}”。", pytrace=False)


# --- files that are fixed -----------------------------------------------------------------------------------------


class Library:
    """The files of a scenario, and what came of fixing them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.before: dict[str, bytes] = {}
        self.fixed: list[Fixed] = []

    def write(self, name: str, content: bytes) -> None:
        """A file of the scenario."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.before[name] = content

    def fix(self, trained: coach.Coach, name: str, grade: Any = "safe", *, writes: bool = True, **options: str) -> None:
        """Fix a file or a folder."""
        fixer = Fixer(partial(check_records, trained), grade, writes=writes)
        found = sources([str(self.folder / name)], ReadOptions(**options))
        self.fixed = [fixer.fix(source) for source in found if isinstance(source, Source)]

    def reported(self) -> list[str]:
        """The guidelines that are reported."""
        checked = [part for fixed in self.fixed for part in fixed.parts if isinstance(part, Checked)]
        return [one.guideline for part in checked for turn in part.turns for one in turn.result.findings]


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """The files of this scenario."""
    return Library(tmp_path)


def _content(written: str) -> str:
    return written.replace("\\r", "\r").replace("\\n", "\n")


@given(parsers.re(f'文件 {Q.format("name")} 里写着 "(?P<text>[^"]*)"(，编码是 {Q.format("encoding")})?'))
def _file_holds(library: Library, name: str, text: str, encoding: str | None) -> None:
    library.write(name, _content(text).encode(encoding or "utf-8"))


@given(parsers.re(f"文件夹 {Q.format('folder')} 里的 {Q.format('name')} 是通到 {Q.format('target')} 的链接"))
def _is_link(library: Library, folder: str, name: str, target: str) -> None:
    (library.folder / folder).mkdir(exist_ok=True)
    (library.folder / folder / name).symlink_to(library.folder / target)


@when(parsers.re(f"教练改写 {Q.format('name')}(，编码是 {Q.format('encoding')})?"))
def _fix(library: Library, trained: coach.Coach, name: str, encoding: str | None) -> None:
    library.fix(trained, name, **({"encoding": encoding} if encoding else {}))


@when(parsers.re(f"教练改写 {Q.format('name')}，连要看一眼的建议也写"))
def _fix_all(library: Library, trained: coach.Coach, name: str) -> None:
    library.fix(trained, name, "review")


@when(parsers.re(f"教练只看 {Q.format('name')} 会改什么"))
def _look(library: Library, trained: coach.Coach, name: str) -> None:
    library.fix(trained, name, writes=False)


@then(parsers.re(f'文件 {Q.format("name")} 里写着 "(?P<text>[^"]*)"(，编码是 {Q.format("encoding")})?'))
def _now_holds(library: Library, name: str, text: str, encoding: str | None) -> None:
    found = (library.folder / name).read_bytes()
    if found != _content(text).encode(encoding or "utf-8"):
        pytest.fail(f"文件里应该写着“{text}”，却写着“{found.decode(encoding or 'utf-8', 'replace')}”。", pytrace=False)


@then(parsers.re(f"文件 {Q.format('name')} 一个字节也没变"))
def _is_as_before(library: Library, name: str) -> None:
    if (library.folder / name).read_bytes() != library.before[name]:
        pytest.fail("文件变了。", pytrace=False)


@then(parsers.re(f"改动里有一行 {Q.format('line')}"))
def _is_in_difference(library: Library, line: str) -> None:
    shown = [one for fixed in library.fixed for one in fixed.diff]
    if line not in shown:
        pytest.fail(f"改动里应该有一行“{line}”，却是：{shown}", pytrace=False)


@then(parsers.re(f"教练说 {Q.format('words')}"))
def _is_told(library: Library, words: str) -> None:
    told = [part.message for fixed in library.fixed for part in fixed.parts if isinstance(part, Unreadable)]
    if not any(words in one for one in told):
        pytest.fail(f"教练应该说“{words}”，却说了：{told}", pytrace=False)


@then(parsers.re(f"改写以后(?P<verb>还|不再)报告 {Q.format('name')}"))
def _remains(library: Library, known: set[str], verb: str, name: str) -> None:
    _must_exist(name, known)
    if (name in library.reported()) != (verb == "还"):
        pytest.fail(f"改写以后应该{verb}报告“{name}”，却报告了：{library.reported()}", pytrace=False)


# --- the command line ---------------------------------------------------------------------------------------------


class CommandLine:
    """Runs the coach in the scenario's own folder, and keeps what the last run said."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.done: subprocess.CompletedProcess[str] | None = None

    def run(self, line: str) -> None:
        """Run ``coach …``."""
        _, *arguments = shlex.split(line)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
        environment |= {"PYTHONPATH": str(Path(coach.__file__).parents[1]), "PYTHONWARNINGS": "ignore"}
        self.done = subprocess.run(
            [sys.executable, "-m", "coach", *arguments],
            cwd=self.folder, env=environment, capture_output=True, encoding="utf-8", check=False,
        )  # fmt: skip

    def expect(self, holds: bool, what: str) -> None:
        """Fail with what was said unless it `holds`."""
        assert self.done is not None
        if not holds:
            pytest.fail(f"{what}，却是 {self.done.returncode}：\n{self.done.stdout}{self.done.stderr}", pytrace=False)

    @property
    def last(self) -> subprocess.CompletedProcess[str]:
        """The last run."""
        if self.done is None:
            pytest.fail("还没有运行：前面要写“当 运行 …”。", pytrace=False)
        return self.done


@pytest.fixture
def command_line(tmp_path: Path) -> CommandLine:
    """The command line of this scenario."""
    return CommandLine(tmp_path)


@given(parsers.re(f"运行过 {Q.format('line')}"))
def _was_run(command_line: CommandLine, line: str) -> None:
    command_line.run(line)
    command_line.expect(command_line.last.returncode == 0, f"“{line}”应该成功")


@when(parsers.re(f"运行 {Q.format('line')}"))
def _runs(command_line: CommandLine, line: str) -> None:
    command_line.run(line)


@then(parsers.re(r"退出码是 (?P<code>\d)"))
def _exits(command_line: CommandLine, code: str) -> None:
    command_line.expect(command_line.last.returncode == int(code), f"退出码应该是 {code}")


@then(parsers.re(f"输出里(?P<verb>有|没有) {Q.format('words')}"))
def _says(command_line: CommandLine, verb: str, words: str) -> None:
    command_line.expect((words in command_line.last.stdout) == (verb == "有"), f"输出里应该{verb}“{words}”")


@then(parsers.re(f"提示里有 {Q.format('words')}"))
def _warns(command_line: CommandLine, words: str) -> None:
    command_line.expect(words in command_line.last.stderr, f"提示里应该有“{words}”")
