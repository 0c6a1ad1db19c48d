"""Emoji, and the names of the emoticons that chat programs write in brackets: [微笑]."""

from __future__ import annotations

from typing import Final

_RANGES: Final = ("\u2600\u2775", "\u2795\u27bf", "\U0001f000\U0001f0ff", "\U0001f1e6\U0001faff")
EMOJI: Final = "".join(f"{first}-{last}" for first, last in _RANGES)
"""What belongs between the brackets of a character class; numbers in circles are none."""

_NAMES: Final = """
微笑 撇嘴 色 发呆 得意 流泪 害羞 闭嘴 睡 大哭 尴尬 发怒 调皮 呲牙 龇牙 惊讶 难过 酷 冷汗 抓狂 吐 偷笑 可爱 愉快
白眼 傲慢 饥饿 困 惊恐 流汗 憨笑 悠闲 大兵 奋斗 咒骂 疑问 嘘 晕 折磨 衰 骷髅 敲打 再见 擦汗 抠鼻 鼓掌 糗大了
坏笑 左哼哼 右哼哼 哈欠 鄙视 委屈 快哭了 阴险 亲亲 吓 可怜 菜刀 西瓜 啤酒 篮球 乒乓 咖啡 饭 猪头 玫瑰 鲜花 凋谢
示爱 嘴唇 爱心 心 心碎 蛋糕 闪电 炸弹 刀 足球 瓢虫 便便 月亮 太阳 拥抱 强 弱 赞 握手 胜利 抱拳 勾引 拳头 差劲
爱你 no ok 爱情 飞吻 跳跳 发抖 怄火 转圈 磕头 回头 跳绳 投降 挥手 激动 街舞 献吻 左太极 右太极 嘿哈 捂脸 奸笑
机智 皱眉 耶 吃瓜 加油 汗 天啊 emm 社会社会 旺柴 好的 打脸 哇 翻白眼 666 让我看看 叹气 苦涩 裂开 烟花 爆竹 合十
笑脸 生病 脸红 破涕为笑 恐惧 失望 无语 鬼魂 庆祝 泪 泪奔 笑哭 笑cry 允悲 嘻嘻 哈哈 doge 二哈 心心 比心 花 花花
害怕 伤心 哭 哭泣 大笑 开心 抱抱 生气 怒 作揖 拜托 双手合十 点赞 送花 么么哒 星星眼 吐血 呵呵 嘘声 敬礼 干杯
"""
NAMES: Final = frozenset(_NAMES.split())
"""Folded; a placeholder of such a name is a placeholder."""


def is_emoji(character: str) -> bool:
    """Whether `character` is in one of the ranges of `EMOJI`."""
    return any(first <= character <= last for first, last in _RANGES)


def is_emoticon(written: str) -> bool:
    """Whether `written` is one of them in its brackets."""
    return written[:1] == "[" and written[1:-1].lower() in NAMES
