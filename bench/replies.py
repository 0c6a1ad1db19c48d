"""Replies for measuring, put together from clauses written for the purpose; about 50 characters each."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import islice

from coach import Coach

LENGTH = range(42, 59)

# A trigger word stands in each, as agents use it every day.
TRIGGERS = [
    "请您稍等，我马上帮您查",
    "麻烦您核对一下收货地址，好吗",
    "已经帮您联系仓库了，今天就发",
    "稍后会有短信提醒，请您留意",
    "建议您拍大一码，因为这款偏小",
    "需要的话，我把步骤发给您",
    "退款已经提交，明天到账",
    "抱歉让您久等了，现在就给您办",
    "快递员上门前会先打电话联系您",
    "您可以在订单里看到物流",
    "按您的要求改好了，请您确认",
    "这个问题我来跟进，18点前回复您",
    "可以的，我帮您换成顺路的网点",
]
# A trap stands in each: a trigger word that is no fault.
NEAR_MISSES = [
    "能不能请您提供一下订单号",
    "如果您不能登录，请把提示截图发我",
    "这都是我们应该做的",
    "您提到“我不能付款”，我来帮您看看",
    "不但是会员，普通客户也可以领券",
    "这款面料不过敏，宝宝也能穿",
    "要是无法签收，请提前告诉我",
    "今天18点前一定尽力给您答复",
    "吊牌请您保证完好，退货时要用",
    "可能您已经看到短信了，我再说一遍",
    "退款24小时内到账，请您查收",
    "麻烦您拍张照片，这样我好帮您申请",
    "因为仓库在盘点，所以明天上午发出",
    "不知道您周三方不方便收货",
    "我马上帮您查一下，请稍等两分钟",
    "用不了十分钟就能装好",
    "您不用着急，我现在就联系师傅",
    "到货后第一时间通知您",
    "系统会在付款后自动发送短信",
    "规格和颜色您都可以再改一次",
]
PLAIN = [
    "您好，您说的情况我看到了",
    "包裹已经到您的城市，明天上午派送",
    "浅灰色今天就能发出，深蓝色周五到货",
    "面料是纯棉的，夏天穿很透气",
    "这一款有三个尺码，平时穿M就拍M",
    "发票抬头和税号我都填好了",
    "两件放在一个箱子里，一起寄出",
    "早餐七点到十点，在二楼餐厅",
    "地铁二号线A口出来走五分钟",
    "课程每周三晚上八点开始，可以回看",
    "换货的地址我发给您",
    "这件有三种颜色，您更喜欢哪一种",
    "订单里有两件，一件今天发，一件周五发",
    "发票今天开好，会发到您的邮箱",
    "谢谢您告诉我们，我记下来了",
    "师傅上门前会给您打电话",
    "运费由我们承担，您放心",
    "祝您生活愉快",
    "您看这样可以吗",
    "收货时请先打开看看再签收",
    "同款还有浅灰色，今天就能发出",
    "我陪您一步一步操作",
    "门店周日休息，周六来更好",
]
FAULTS = [
    "亲，这边不能退货的哦",
    "地址改不了了",
    "我们很想帮您，但是现在不行",
    "这个我不太清楚",
    "我们会尽快给您处理",
    "应该是今天能到",
    "那是公司的规定",
    "快递的事您自己联系快递",
    "肯定没问题，保证给您送到",
    "请您耐心等待",
    "这不是我们负责的",
    "恐怕没办法给您安排",
]


def quiet(coach: Coach, count: int, seed: int = 1) -> list[str]:
    """Replies without a finding: a third hold an everyday trigger word, a third a trap, a third neither."""
    fitting = [
        _replies([TRIGGERS, PLAIN], seed, lambda text: not coach.check(text).findings),
        _replies([NEAR_MISSES, PLAIN], seed, lambda text: not coach.check(text).findings),
        _replies([PLAIN, PLAIN], seed, lambda text: not coach.check(text).findings),
    ]
    return [reply for replies in fitting for reply in islice(replies, count // 3)]


def marked(coach: Coach, count: int, seed: int = 1) -> list[str]:
    """Replies with a finding."""
    fitting = [
        _replies(parts, seed, lambda text: bool(coach.check(text).findings))
        for parts in ([FAULTS, PLAIN], [PLAIN, FAULTS], [FAULTS, TRIGGERS])
    ]
    return [reply for replies in fitting for reply in islice(replies, count // 3)]


def _replies(parts: list[list[str]], seed: int, fits: Callable[[str], bool]) -> Iterator[str]:
    """Replies of about 50 characters that fit, without end; the first clauses come from `parts`."""
    choose = random.Random(seed)
    while True:
        reply = choose.choice(["，", " ", "。"]).join(choose.choice(part) for part in parts)
        while len(reply) < LENGTH.start:
            reply += choose.choice(["，", "。", " "]) + choose.choice(PLAIN)
        if len(reply) in LENGTH and fits(reply):
            yield reply
