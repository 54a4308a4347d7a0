"""Composition: what one head takes from its own words and what from the figures before it.

A head is composed by the first of a row of small steps that has something to say; each step is a function of the
clause (`Clause`), and gives a `Head` or `None`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import regex

from extract.draft import Draft
from extract.facets import Narrowing, facets_of
from extract.heads import measure_of, noun_of, resembles
from extract.patterns import compile_pattern, openings
from extract.situation import Situation

COUNTED = ("count", "people", "times")
# Words that only narrow a head that was said before: 工业类, 5亿元以上, 省级, 亿元以上的, 日均
MODIFIER = regex.compile(
    r"""(?: .{1,12} (?: 类 | 级 | 型 | 系 | 产业 | 业 | 领域 | 地区 | 方面 | 行业 | 性 )
      | .* 元 (?: 以上 | 以下 | 以内 )? (?: 的 | \(含\) )? | \d .* 元 | 其余 | 剩下 | 余下 | 剩余
      | 其他 .{0,4} | 第[一二三] | [一二三]产
      | .* 以 [上下] 的? | 城镇 | 乡村 | 农村 | 城市 | 对 \p{Han}{2,8}
      | 日均 | 月均 | 年均 | 人均 | 户均 | 亩均 | 场均 | 平均 | 均 ) $""",
    regex.VERBOSE,
)
# 基础设施类28个，产业类41个: a kind of its own beside the one before
OF_A_KIND = ("类", "产业", "业", "领域", "行业")
# Verbs whose objects are listed one after another
OPENS_WITH_VERB = regex.compile(
    r"(?:累计|共|全年)?(?:新改建|新开工改造|开工改造|新改扩建|新建|实施|引进|引育|推广|设立|成立|组织|争取|培养|兑现|兑付|吸纳|帮扶|遴选|转化|承担|新培育|新认定|推出|开通|开行|惠及|覆盖(?!率|面)|带动|运输|运送|输送|改建|扩建|改造|建成|修建|新修|硬化|完成|出栏|存栏|发送|培训|培育|新增|救助|资助|发放|查处|立案"
    r"|排查|整改|拆除|清理|回收|处置|破获|抓获|移送|治理|安装|投放|购置|新购|种植|栽植|收购|举办|开展|选派|选聘|招聘|认定|创建|流转|补植"
    r"|淘汰|关停|取缔|调处|化解|储备|投入|新扩|新栽|接待|到达|除险加固|加固|疏浚|修复|维修|清淤|绿化|栽种|植树|打造|建设|建立|创建|争创|获评|获批"
    r"|命名|评选|表彰|检查|抽检|走访|慰问|签订|签署|调解|审结|受理|查获|收缴|捣毁|打掉|起诉|批捕|逮捕|提起|发出|解决|治理|营造|抚育|管护)(?=\p{Han}{2})"
)
# 审查规范性文件44件 behind 提案: the clause has a verb and a thing of its own
DOES_AND_NAMES = regex.compile(
    r"(?:[起修]?草?制定|修订|修改|废止|清理|审查|备案|出台|提请|印发|办理|发布|审议|立案|查处|侦破|破获|审结|执结|受理)"
    r"(?!的)[\p{Han}“”]{2,}$"
)
# What became of the cases counted: no kind of them
OUTCOME = regex.compile(r"(?:已|共)?(?:不|基本)?(?:满意|回访|超期|逾期|重复|退回|办结|回复|整改)")
# 公路6214.3万人次 behind 发送旅客: the passengers are sent by road
CARRIES = regex.compile(r"(?:发送|运送|输送|到发|迎送|承运|接送|到达)(?:旅客|乘客|客流)$")
# 立案230件, 信访举报62件次: cases, whatever was counted by 件 before
SAYS_CASES = ("案", "举报", "来信", "来访", "线索")
# 修复矿山21.7万亩, 完成造林20万亩: what was done by itself, beside another area
OWN_WORK = regex.compile(
    r"(?:累计|共|已)?(?:完成|实施|新建|新增|改造|修复|治理|整治|恢复|推广|建设|建成|推进|落实|划定|收储|盘活|供应|清理|拆除|征收|流转)\p{Han}{2}"
)
MEAN = regex.compile(r"[日月年周季场户人亩]均|平均每?[日月年]?")
# 月均到位1.57亿元
MEAN_DONE = compile_pattern(r"(?P<mean> [日月年周季场户人亩]均 ) (?: 要 | 需 | 应 )? (?P<verb> <verb_only> )")
MEAN_OPENS = openings(MEAN_DONE)
# 2月18日达到峰值213.6万辆次
PEAK = regex.compile(r"(?:单日|当日|日)?(?:峰值|最高峰|最高值|高峰值?)")
# 授权量, 竣工面积: a deed and how much of it, but not of what
DEED = regex.compile(
    r"(?P<deed>申请|授权|注册|登记|受理|审结|办结|投诉|销售|成交|交易|施工|新?开工|竣工|待售|签约|签发|发放|存栏|出栏|收购|投放)"
    r"(?P<measure>件数|起数|面积|金额|套数|[量数额])"
)
DEED_OF = regex.compile("(?<=.{2})" + DEED.pattern + "$")
LONGEST_MEAN = 5
# 人均生产总值: a mean, of which no part is larger
OF_EACH = regex.compile(r"人均|户均|亩均|\p{Han}{0,6}(?:居民|农民)人均")
# 咨询|类: what may both end a kind and open a noun
CLASS_SIGNS = "类型级"
# Words longer than this may say all that their whole says
SAYS_ALL = 6
ADDED = regex.compile(r"(?:净增加?|新增|新认定|新培育|新建成?|新获批?|当年|今年)+(?=.{2})")
ADDITION = regex.compile(r"(?:当年|今年|年内|全年)?(?:新增|净增)")
# How many animals are kept, and how many went to market
HERD = regex.compile(r"(?:存栏|出栏|存出栏)[量数]?$")
# 项目数量, 产量; GDP总量 is an amount
COUNTS = regex.compile(r"数$|(?<![总增存体])量$")
# What names no quantity but all of the one that is spoken of
GENERAL = (
    "总量",
    "体量",
    "总体量",
    "块头",
    "盘子",
    "规模",
    "总额",
    "总数",
    "数量",
    "个数",
    "总规模",
    "绝对量",
    "存量",
)


class Head(NamedTuple):
    """A head with its facets; `source` is the draft that lent what was left out, `own` whether anything was said.

    `part` tells that the words make it a part of `source` (主导产业项目 after 新签约项目); `stem` is the head
    without the words that narrow it.
    """

    words: str
    narrowing: Narrowing
    source: Draft | None = None
    own: bool = True
    part: bool = False
    stem: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """What a composing step sees: the cleaned words, their facets, the kind and unit of the number, its parent."""

    situation: Situation
    head: str
    own: Narrowing
    kind: str
    unit: str
    parent: Draft | None

    @property
    def bare(self) -> str:
        """The words without a final 的."""
        return self.head.removesuffix("的")

    @property
    def outer(self) -> Narrowing | None:
        """The facets of the whole that a part stands in."""
        return self.around if self.situation.part else None

    @property
    def around(self) -> Narrowing | None:
        """The facets of what the clause is a part of: those of the parent, or those that a sibling stands in."""
        if self.parent is None:
            return None
        outer = around(self.parent, self.situation)
        beside = self.head.endswith(OF_A_KIND) and not self.situation.part
        if outer is self.parent.narrowing and (beside or self.head.startswith(("其他", "其余", "其它"))):
            return Narrowing(origin=outer.origin)
        return outer

    @property
    def narrows(self) -> bool:
        """Whether the words only narrow what was said before."""
        return MODIFIER.match(self.head) is not None


def around(parent: Draft, situation: Situation) -> Narrowing:
    """What `parent` lends to its parts; a sibling behind the same mark lends only what it stands in itself."""
    sibling = parent.outer is not None and parent.part_mark == situation.part_mark
    if sibling and parent.outer is not None:
        return parent.outer
    return Narrowing(origin=parent.narrowing.origin) if told_apart(parent, situation) else parent.narrowing


def told_apart(parent: Draft, situation: Situation) -> bool:
    """工业21个、农业4个。其中台资项目9个: whether it was told apart by industry or size, a sentence before."""
    if parent.sentence == situation.sentence:
        return False
    own = parent.narrowing
    return any(
        (own.industry and other.narrowing.industry not in (None, own.industry))
        or (own.size and other.narrowing.size not in (None, own.size))
        for other in situation.memory.levels(None, parent.paragraph, limit=20)
        if other.sentence == parent.sentence and other.unit == parent.unit
    )


def parent_of(situation: Situation, kinds: tuple[str, ...], unit: str = "") -> Draft | None:
    """The newest level of the paragraph with that kind of unit; those in closed brackets do not count.

    Behind 其中 and the like it is the newest before the mark that is no part itself, or the one that the numbers behind
    the mark add up to.
    """
    bracket = situation.bracket
    if bracket is not None and bracket.unit_kind in kinds:
        return bracket
    summed = situation.sums.get(unit or kinds[0])
    if summed is not None and summed.unit_kind in kinds:
        return summed
    fallback = None
    for draft in situation.memory.levels(None, situation.paragraph):
        same = not unit or counter(draft.unit) == counter(unit)
        if draft.bracket is not None or draft.unit_kind not in kinds or not same:
            continue
        if "亿" in situation.number.unit and "亿" not in draft.unit and OF_EACH.match(draft.head):
            # 人均生产总值1.3万元。分县区看，甲区73亿元
            continue
        if situation.part_mark is None:
            return draft
        fallback = fallback or draft
        if draft.number.start < situation.part_mark and draft.part_mark is None:
            return draft
    return fallback


def by_topic(situation: Situation, kind: str) -> Head | None:
    """What the sentence announced for this kind of number: 合同项目、到位资金，A县58个、41.2亿元."""
    for topic in situation.topics:
        counted = noun_of(topic) != "" or COUNTS.search(topic) is not None or HERD.search(topic) is not None
        if (
            (kind == "count" and counted)
            or (kind == "people" and topic.endswith("人数"))
            or (kind not in COUNTED and measure_of(topic) and not counted and topic not in GENERAL)
        ):
            herd = HERD.search(topic)
            words = herd[0] if herd else topic.removesuffix("个数")
            return Head(words, facets_of(words), None, own=False)
    return None


def spoken_of(situation: Situation, words: str) -> Draft | None:
    """看总量，甲县以320亿元居首: the newest measure of that kind, where the words only say that all of it is meant."""
    if words not in GENERAL:
        return None
    kind = situation.number.kind
    return next(
        (
            draft
            for draft in situation.memory.levels()
            if draft.unit_kind == kind
            and draft.own_head
            and draft.bracket is None
            and draft.head not in GENERAL
        ),
        None,
    )


def by_theme(situation: Situation, words: str) -> str:
    """总量上，甲市以320亿元居首: what a round-up compares, where nothing has been measured so far; else nothing."""
    told = words not in GENERAL or spoken_of(situation, words) is not None
    return "" if told else theme_in(situation)


def theme_in(situation: Situation) -> str:
    """What a round-up compares, where the number can tell how much it is; else nothing."""
    number = situation.number
    return situation.theme if number.kind == "money" and "亿" in number.unit else ""


def counter(unit: str) -> str:
    """A unit without its multiplier.

    >>> counter("万名"), counter("起")
    ('名', '起')
    """
    return unit.lstrip("万亿千百")


def joined(words: str, tail: str) -> str:
    """Words before the tail that they lack; what they end in already is not said twice.

    >>> joined("咨询类", "类诉求"), joined("党纪处分", "处分"), joined("普惠性幼儿园在园幼儿", "学前教育在园幼儿")
    ('咨询类诉求', '党纪处分', '普惠性幼儿园在园幼儿')
    >>> joined("火灾事故发生", "事故")
    '火灾事故'
    >>> joined("市级领导带队", "外出招商"), joined("运用第一种形态帮助", "运用“四种形态”帮助和处理")
    ('市级领导带队外出招商', '运用第一种形态帮助')
    """
    if not words or words.endswith(tail[-2:]) or (len(words) > SAYS_ALL and resembles(words, tail) >= 0.6):
        return words or tail
    if words.endswith("发生") and tail in words:
        return words.removesuffix("发生")
    least = 0 if tail[0] in CLASS_SIGNS else 1
    shared = next((n for n in range(min(len(words), len(tail)), least, -1) if words.endswith(tail[:n])), 0)
    return words + tail[shared:]


def added_to(clause: Clause) -> Head | None:
    """风电装机达到260万千瓦，今年新增110万千瓦: what came on top of the level before."""
    parent = clause.parent
    if parent is None or not ADDITION.fullmatch(clause.head) or parent.sentence != clause.situation.sentence:
        return None
    if counter(parent.unit) != counter(clause.unit) or ADDED.match(parent.head):
        return None
    return Head(clause.head + parent.head, parent.narrowing, parent)


def mean_of(head: str, situation: Situation) -> Head | None:
    """自驾车9.83万台次，日均1.23万台次: the mean of what was measured right before."""
    number = situation.number
    mean = MEAN_DONE.fullmatch(head) if head[:1] in MEAN_OPENS else None
    head = mean["mean"] if mean else head
    of_a_level = len(head) <= LONGEST_MEAN and (MEAN.fullmatch(head) or PEAK.fullmatch(head))
    level = next(situation.memory.levels(situation.sentence, limit=4), None) if of_a_level else None
    if mean and level is not None and mean["verb"] not in level.head:
        return Head(head + mean["verb"] + ("资金" if number.kind == "money" else ""), facets_of(head))
    if level is None or level.unit_kind != number.kind:
        return None
    measured = level.head[2:] if PEAK.fullmatch(head) and MEAN.match(level.head) else level.head
    words = measured if measured.startswith(head) else head + measured
    return Head(words, level.narrowing, level)
