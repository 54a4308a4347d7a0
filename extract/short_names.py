"""Short names: what the area of a bulletin is divided into, called without its ending (长沙, 浏阳).

>>> names = ShortNames(cities=frozenset({"长沙", "和平"}), counties=frozenset({"南丰"}))
>>> names.leading("长沙虽然只增长3.8%"), names.leading("长沙银行存款"), names.leading("南丰增长5%")
('长沙', None, '南丰')
>>> names.leading("南丰蜜桔面积"), names.leading("和平崛起"), names.leading("和平、长沙")
(None, None, '和平')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from extract.areas import gazetteer
from extract.lexicon import parts
from extract.meta_dates import as_day
from extract.patterns import compile_pattern
from schemas import Area, Meta

LONGEST = 6
LEAST_BESIDE = 3
# What leaves no doubt that a name ends here: 和平以3.2亿元居首
SURE = compile_pattern(r"$ | [、，；：:()\d] | <behind_any_name>")
# What begins a word of its own: 浏阳|人均收入, 南丰|虽然, but not 南丰|蜜桔
FAIR = compile_pattern(
    r"""<be> | <stage> | <measure> | <verb_only> | <up> | <down> | <adverb> | <rank_verb> | <behind_name>
        | [上下] 半年 | [一二三四] 季度 | 前 [一二三四五六七八九十\d] | 第 [一二三] | [当单本今去上] [年月季]
        | 一 [家城地] | 城 [镇乡] | 之 [间争] | [三四] 地 | 断层 | 紧[随追跟接咬贴逼] | 并列 | 分[列居]"""
)
# What goes on from a name into another word: 长沙|银行, 赣州|至深圳, 岳阳|等地
LONGER = compile_pattern(
    r"""[市县区州盟旗省镇乡街路湖山江河港站籍话等] | 人 (?! 均 | 口 | 民币 | 力 | 才 | 次 | 社 )
        | 城 (?! 镇 | 乡 | 区 | 投 | 管 ) | [—-] | [至往赴] \p{Han} | 到 (?! 位 | 达 | 账 | 资 | 今 )
        | 政协 | 都市圈 | 城市群 | 一体化 | 方向 | 经验 | 模式 | 会议 | 以 [东南西北]
        | (?: (?! <stage> | <verb_only> | [有的个家] | 规上 | 规模以上 | 民营 | 国有 | 上市 | 外贸 )
            [\p{Han}A-Za-z] ){0,6} <organisation>"""
)
ORDINARY = frozenset(parts()["common_word_area"])


@dataclass(frozen=True)
class ShortNames:
    """The short names that a text may use: of prefectures, of counties, and of those that are less sure to be meant.

    `full` are the names in full of all of them.
    """

    cities: frozenset[str] = frozenset()
    counties: frozenset[str] = frozenset()
    deeper: frozenset[str] = frozenset()
    full: frozenset[str] = frozenset()

    @cached_property
    def all(self) -> frozenset[str]:
        """Every one of them."""
        return self.cities | self.counties | self.deeper

    @cached_property
    def places(self) -> frozenset[str]:
        """The names in full and the short ones."""
        return self.full | self.all

    def leading(self, text: str) -> str | None:
        """The short name that `text` opens with, where no longer word goes on behind it."""
        if not self.all:
            return None
        for length in range(min(LONGEST, len(text)), 1, -1):
            name = text[:length]
            if name in self.all and self._stands(name, text):
                return name
        return None

    def _stands(self, name: str, text: str) -> bool:
        """Whether it is a name there: the commoner the word, the surer must be what follows."""
        if SURE.match(text, len(name)):
            return True
        if name in ORDINARY or LONGER.match(text, len(name)):
            return False
        return name in self.cities or FAIR.match(text, len(name)) is not None


def short_names(meta: Meta, text: str) -> ShortNames:
    """The short names, out of those that the text holds, of what the area of a bulletin is divided into."""
    area = meta.area
    beside = _beside(meta, text)
    if area is None:
        return ShortNames(counties=beside)
    own = frozenset((area.name, gazetteer().short_name(area) or area.name))
    full = _full(area, text, meta)
    below = _held(area, text, meta) - own
    if area.level != "province":
        return ShortNames(counties=below | (beside - own), full=full)
    deeper = (_held(area, text, meta, deeper=True) | beside) - below - ORDINARY - own
    return ShortNames(cities=below, deeper=deeper, full=full)


def _beside(meta: Meta, text: str) -> frozenset[str]:
    """The areas that a bulletin of one of their kind, or of a region, compares: three of them at least."""
    named = gazetteer().neighbours(meta.area, as_day(meta.issued))
    found = frozenset(short for _, short in named if len(short) > 1 and short in text)
    return found if len(found) >= LEAST_BESIDE else frozenset()


def _full(area: Area, text: str, meta: Meta) -> frozenset[str]:
    """The names in full, out of those that the text holds, of the divisions of an area, and of theirs."""
    places, on = gazetteer(), as_day(meta.issued)
    below = [name for name, _ in [*places.divisions(area, on), *places.divisions(area, on, deeper=True)]]
    towns = places.townships(area.code) if area.level == "county" and area.code else ()
    return frozenset(name for name in (*below, *towns) if name in text)


def _held(area: Area, text: str, meta: Meta, deeper: bool = False) -> frozenset[str]:
    named = gazetteer().divisions(area, as_day(meta.issued), deeper)
    return frozenset(short for _, short in named if len(short) > 1 and short in text)
