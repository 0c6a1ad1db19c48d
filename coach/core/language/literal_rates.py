"""How often characters and pairs of them stand in a reply: which literals call up little.

Counted over the replies of `corpora/` and over chats of shops; the higher of the two, in steps.
"""

from __future__ import annotations

from functools import cache
from math import fsum
from typing import Final

_CHARACTERS: Final = {
    0.4: ",您的我",
    0.2: "不一了。是到有在好就",
    0.1: "给点上这下天以可个呢1哦0没来店们号请2看要亲单都边前?时先人里3分说",
    0.05: (
        "再还能发开行三出用会后吗也着为回话8今两对得小打订收过那5费4去晚退已问地子机数字货帮次商手周把别家明推"
        "多电等品提送大钟月门客件起新台带换系日意心定6理位现跟联哈和接走面五么取成师报车内改证"
    ),
    0.025: (
        "款进9信午码自消间同务址卡早经站加最服样让口第完期放中二保查留诉排很他快告申事当需评记通国处份全头年房你"
        "元动按账重什价工想方歉照7本路妹生转景公约老补只合哪其题待免管支配四住包十名张班网售傅户抱每谢清!如所道"
        "便半水安议写刚楼解建因线找程原孩园几司正爱付儿统身高之供区核平满票修作六实直真持交关结预办急才长果物算钱"
        "错询业停外扣知拍主录谁感做少箱"
    ),
}
"""A share of replies, and the characters that stand in at least that many."""
_PAIRS: Final = {
    0.1: "可以 给您 我们",
    0.05: "您的 订单 的呢 数字 为您 这边 没有 分钟 这个 您好 一下 联系 周边",
    0.025: (
        "今天 地址 商品 好的 的话 的哦 电话 时间 申请 现在 服务 还有 帮您 一个 已经 请问 "
        "需要 不了 处理 什么 问题 师傅 手机 抱歉 一次 点前 其他 取消 售后 亲亲 景点 站点 "
        "您看 配送 孩子 建议 请您 今晚 以帮 的吗 到了 告诉 是我 小时 亲爱 您去 下午 您可 "
        "所以 到您 提供 有其 评分 不是 您说 第一 就能 就行 的是 退款 就是"
    ),
    0.012: (
        "自己 有什 明天 让您 谢您 因为 感谢 等待 出来 对不 议您 不用 我给 谢谢 的哈 支持 "
        "小妹 个月 发您 还是 爱的 一起 如果 要求 短信 系统 您推 预计 就好 收到 下单 话是 "
        "份证 您先 身份 您这 这样 修改 提交 给我 麻烦 帮到 边的 的订 一遍 上午 不好 不起 "
        "当天 明早 客气 您提 稍等 了一 免费 好了 查询 以吗 审核 一张 您留 您要 我先 直接 "
        "都是 工作 您是 点到 要是 选择 非常 一天 不会 昨天 替您 不错 址是 符合 辛苦 还请 "
        "以的 单号 妹子 消费 货的 您一 我帮 我这 方便 看到 发货 就可 您查 是的 附近 不收 "
        "回来 您把 晚上 诉我 价格 客户 公司 是您 清楚 重新 人均 姓名 系您 三天 两个 个人 "
        "个工 平台 我也 我把 结果 老师 通知 信息 支付 查看 的地 作日 前台 您打 都不 个是 "
        "发票 您申 成功 使用 再次 取件 心等 您对 时候 耐心 一份 医生 您再 说一 咱们 无法 "
        "三个 下来 不上 不能 也没 跟您"
    ),
}
"""The same for pairs, of which a space is no part."""
_RATES: Final = {
    **{character: rate for rate, characters in _CHARACTERS.items() for character in characters},
    **{pair: rate for rate, pairs in _PAIRS.items() for pair in pairs.split()},
}
_RARE_CHARACTER: Final = 0.01
_RARE_PAIR: Final = 0.001
_COMPANY: Final = 0.1
"""Of the replies that hold a pair, about so many hold a certain third character beside it."""


@cache
def expected_rate(words: frozenset[str]) -> float:
    """The share of replies, from 0 to 1, that hold one of `words`; those that hold another of them do not count."""
    return min(fsum(_rate(word) for word in words if not _holds_another(word, words)), 1.0)  # exact in any order


def _holds_another(word: str, words: frozenset[str]) -> bool:
    pieces = (word[start:end] for start in range(len(word)) for end in range(start + 1, len(word) + 1))
    return any(piece in words for piece in pieces if piece != word)


def _rate(word: str) -> float:
    """That of one word; estimated from its rarest pair."""
    if len(word) == 1:
        return _RATES.get(word, _RARE_CHARACTER)
    rarest = min(_RATES.get(word[start : start + 2], _RARE_PAIR) for start in range(len(word) - 1))
    return rarest * _COMPANY ** (len(word) - 2)
