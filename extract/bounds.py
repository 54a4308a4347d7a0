"""Bounds: the words that make a number a lower or an upper limit, or only about right.

>>> bound_of("约", None, None), bound_of(None, "以上", None), bound_of(None, None, "余")
('≈', '≥', '>')
>>> text = "还不到岗位数的三成"
>>> bound_before(text, 0, text.index("三成"), percent=True)
'<'
"""

from __future__ import annotations

from functools import lru_cache

from extract.patterns import compile_pattern, openings
from schemas import Bound

HALVES: dict[str, Bound] = {"过半": ">", "过半数": ">", "近半": "≈", "近半数": "≈", "半数以上": "≥"}
TAILS: dict[str, Bound] = {
    **dict.fromkeys(("以上", "及以上"), "≥"),
    **dict.fromkeys(("以下", "及以下", "以内", "之内"), "≤"),
    **dict.fromkeys(("左右", "上下"), "≈"),
    "弱": "<",
    **dict.fromkeys(("多", "余", "还多", "还要多", "强", "还强", "有余", "开外", "出头"), ">"),
}
INNER: dict[str, Bound] = {"来": "≈"}
# 翻了一番还多, 翻番以上
DOUBLED: dict[str, Bound] = {"以上": "≥"}
WORDS: tuple[tuple[str, Bound], ...] = (
    ("approx_about", "≈"),
    ("approx_over", ">"),
    ("approx_under", "<"),
    ("approx_at_least", "≥"),
    ("approx_at_most", "≤"),
)
# 约占全省的四分之一; 不到岗位数的三成, 接近全省的一半: the word stands before what the share is taken of
ABOUT_VERB = compile_pattern(
    r"(?: 大约 | (?<! [签履公条制节违预契大相] ) 约 ) (?: 占 | 为 | 是 | 合 | 相当于 | 达 ) [^，。；、：()\d%]{0,12} $"
)
SHARE_BOUND = compile_pattern(
    r"""(?P<word> 接近 | 将近 | 超过 (?! \p{Han}{0,4} (?: 计划 | 目标 | 任务 | 预算 | 预期 | 去年 | 上年 | 同期 ) )
          | (?<! 资金 | 人手 | 动力 ) 不足 | 不到 | 未达 (?! 到? (?: 目标 | 任务 ) ) )
        [^，。；：()\d%]{1,14} (?: [\d.,]+ [万亿]* \p{Han}{1,2} )? 的 $"""
)
# 至少解决5个, 最多补助500元
LIMIT_VERB = compile_pattern(
    r"(?: (?P<least> 至少 | 最少 | 起码 ) | (?P<most> 最多 | 至多 ) ) (?! 的 | 是 | 为 ) \p{Han}{1,5} $"
)
LIMITS = openings(LIMIT_VERB)
REACH = 24


def bound_of(about: str | None, tail: str | None, mid: str | None) -> Bound:
    """The bound that a word before, behind or inside a number gives it."""
    if tail and tail in TAILS:
        return TAILS[tail]
    if mid:
        return INNER.get(mid, ">")
    return _about_bounds().get((about or "").strip(), "=")


def bound_before(text: str, start: int, number: int, percent: bool) -> Bound:
    """The bound of a number at `number` by a word that stands further before it in `text[start:]`."""
    left = max(start, number - REACH)
    if text.find("约", left, number) >= 0 and ABOUT_VERB.search(text, left, number):
        return "≈"
    share = SHARE_BOUND.search(text, left, number) if percent else None
    if share is not None:
        return _about_bounds()[share["word"]]
    near = max(left, number - 8)
    limited = not LIMITS.isdisjoint(text[near:number])
    limit = LIMIT_VERB.search(text, near, number) if limited else None
    return "=" if limit is None else "≥" if limit["least"] else "≤"


@lru_cache(maxsize=1)
def _about_bounds() -> dict[str, Bound]:
    from extract.lexicon import parts

    return {word: bound for name, bound in WORDS for word in parts()[name]}
