"""The lexicons that no list could hold: numbers, times, amounts, blanks and variables, as expressions."""

from __future__ import annotations

from typing import Final

from coach.core.language.folding import BLANK, MASK, VARIABLE

_FIGURES: Final = "0123456789〇零一二两三四五六七八九十百千万半"
_DIGITS: Final = f"[{_FIGURES}]"
_OPENING: Final = f"[{BLANK[0]}{MASK}]?"
_TIME: Final = f"{_OPENING}{VARIABLE['time']}+{BLANK[1]}?"
_COUNT: Final = rf"(?:{_DIGITS}{{1,8}}(?:\.[0-9]{{1,3}})?|{_OPENING}{VARIABLE['number']}+{BLANK[1]}?)"
_FIRST_OF_COUNT: Final = f"{_FIGURES}{BLANK[0]}{MASK}{VARIABLE['number']}"
_ORDER: Final = f"{_OPENING}{VARIABLE['order']}+{BLANK[1]}?"
_OPAQUE: Final = "".join(VARIABLE.values())
_RANGE: Final = rf"{_COUNT}(?:[-~至到—–]{{1,2}}{_COUNT})?"
_UNITS: Final = (
    "分钟",
    "小时",
    "工作日",
    "工作天",
    "自然日",
    "个月",
    "星期",
    "礼拜",
    "天",
    "日",
    "周",
    "秒",
    "月",
    "年",
    "刻钟",
    "钟头",
)
_DAYS: Final = (
    "昨天", "昨日", "前天", "今天", "今日", "今晚", "今早", "明天", "明日", "明早", "明晚", "后天", "大后天", "当天",
    "当日", "次日", "隔天", "周末", "月底", "月初", "年底", "下周", "本周", "这周", "下个月", "本月", "上午", "中午",
    "下午", "晚上", "早上", "凌晨", *(week + day for week in ("周", "星期") for day in "一二三四五六日天"),
)  # fmt: skip


def _glancing(first: str, source: str) -> str:
    """`source` behind a look at the next character: in most places it is none of `first`, and nothing is tried."""
    return f"(?=[{first}]){source}"


BUILT_IN: Final[dict[str, tuple[str, frozenset[str]]]] = {
    "number": (
        _glancing(_FIRST_OF_COUNT + VARIABLE["order"], f"(?:{_RANGE}|{_ORDER})"),
        frozenset(_FIGURES + VARIABLE["number"] + VARIABLE["order"]),
    ),
    "duration": (
        _glancing(
            _FIRST_OF_COUNT + VARIABLE["time"],
            rf"(?:(?:{_RANGE}个?(?:{'|'.join(_UNITS)})|[0-9]{{1,3}}h)(?:以内|之内|内|左右)?|{_TIME})",
        ),
        frozenset(_UNITS) | {"h", VARIABLE["time"]},
    ),
    "clock": (
        _glancing(
            _FIRST_OF_COUNT + VARIABLE["time"],
            rf"(?:(?:[0-9]{{1,2}}时|{_COUNT}(?::[0-9]{{2}}|点(?:半|整|一刻|{_COUNT}分?)?))(?:之前|以前|前|左右)?|{_TIME})",
        ),
        frozenset({":", "点", "时", VARIABLE["time"]}),
    ),
    "date": (
        _glancing(
            _FIRST_OF_COUNT + VARIABLE["time"] + "".join(sorted({day[0] for day in _DAYS})),
            rf"(?:{_COUNT}月{_COUNT}[日号]?|{_COUNT}[日号]|[0-9]{{1,4}}[-/][0-9]{{1,2}}(?:[-/][0-9]{{1,2}})?"
            rf"|{'|'.join(sorted(_DAYS, key=len, reverse=True))}|{_TIME})",
        ),
        frozenset(_DAYS) | {"月", "日", "号", "-", "/", VARIABLE["time"]},
    ),
    "amount": (
        _glancing(
            "¥￥$" + _FIRST_OF_COUNT,
            rf"(?:[¥￥$]{_COUNT}|{_COUNT}(?:块钱|[元块角折%])|[0-9]+分(?!钟))",
        ),
        frozenset({"¥", "￥", "$", "元", "块", "角", "分", "折", "%"}),
    ),
    "blank": (f"{BLANK[0]}[{_OPAQUE}]{{0,40}}{BLANK[1]}", frozenset({BLANK[0]})),
    "variable": (f"(?<![{_OPAQUE}{BLANK[0]}{MASK}])[{_OPAQUE}]+", frozenset(VARIABLE.values())),
}
"""Lexicons that match text, and placeholders by type: expression, and the literals one of which it holds."""
