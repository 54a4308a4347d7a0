"""Indirect subjects: whom a clause is about where it does not open with the name.

>>> names = SubjectReader()
>>> indirect_subject("垫底的河西区仅2.3亿元", names), indirect_subject("工业大县甲山县增长8%", names)
('河西区', '甲山县')
>>> indirect_subject("唯一负增长的是河西区，为-0.8%", names), indirect_subject("新能源装机以甲山县62万千瓦最多", names)
('河西区', '甲山县')
>>> indirect_subject("落户河西区的企业12家", names), indirect_subject("全市以河西区为核心", names)
(None, None)
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.patterns import Leading, compile_pattern
from extract.subjects import SubjectReader, names_in

REACH = 44
# 人口大市|赣州, 省会|南昌, 第五名|上饶: what somebody is called
EPITHET = Leading(
    r"""(?: 而 | 但 | 唯有? | 只有 | 就连 | 连 )?
        (?: (?! [的是为和与把比距被将较超对向从于] ) \p{Han} ){0,10}?""",
    r"""(?: [大强] [省市县区镇] | 老区县 | [排名]? 第 [一二三四五六七八九十\d]{1,2} (?: [名位] 的? | 的 )
          | <champion> | (?: 省会 | 首府 | 州府 ) (?: 城市 )? )""",
    reach=12,
)
# 昆山所在的|苏州
SEAT = regex.compile(r"\p{Han}{2,6}所在的?(?=\p{Han}{2})")
# 垫底的|张家界, 考核前两名的|甲镇、乙镇各奖励: how somebody stands; only a value may follow
STANDING = Leading(
    r"[^，。；：、()\d]{0,14}?",
    """(?: <standing> | [前后末] [一二两三四五]? [名位] | 第 [一二三四五六七八九十]{1,2} [名位]?
        | <best_word> | <worst_word> ) 的""",
    reach=14,
)
VALUE = compile_pattern(
    r"\s*(?:(?:则|各|均|分别|被|获|获得)*<paid_verb>|[仅只也则才还都]|就有|共|为|是|有|达|完成|实现|以|高达|低至|同比|增长|下降)*\s*[\d(负正-]"
)
# 最典型的是|甲镇物流园，: who it is that something is said of
THE_ONE = Leading(
    r"[^，。；：()\d]{1,20}?",
    """(?: 的 [还就则也只仅]? [是有属数] | 当属 | 首推 | 要数 | 当数 | 莫过于
        | (?<= 其次 | 再次 | 次之 | 随后 | 最后 | 紧随其后 ) 的?则? [是为] )""",
    reach=20,
)
# 开工数居前的是|甲县12个、乙县9个
FARES_SO = regex.compile(r"(?:较为?|居|靠|偏)[前后多少好差快慢高低](?:的[是有为]|的分别是)$")
BEHIND_ONE = regex.compile(r"\s*(?:[，：]|$)")
SHARED_BEHIND = regex.compile(r"，[^，。；\d]{0,8}(?:分别|依次|均|都|各|[头前首后末][两三四五])")
# 装机以|甲县62万千瓦最多: by what, and who
BY = Leading(r"[^，。；：()、\d]{2,18}?", "以", reach=18)
# 用电量除|甲镇增长1.2%外全线回落: the one exception
EXCEPT = regex.compile(r"[^，。；：()、\d的]{0,12}?除(?!以|去|险|法|尘)了?")
BEHIND_EXCEPT = regex.compile(r"[^，。；\d]{0,8}\d[^，。；]{0,8}(?:之?外|以外)")
BEHIND_BY = compile_pattern(
    r"""\s* (?: 的? [约近超]? \d [\d.]* [^，。；、\d]{0,6} )?
        (?: 为? (?: <best_word> | <worst_word> | 最 ) | [居位领夺称] )"""
)
# 到位资金|甲山县71.4亿元: a measure, and who has it
MEASURE = Leading(
    r"(?: (?! [的为是占] ) [\p{Han}A-Za-z] ){0,10}?",
    r"(?: <measure> | [率量度额数速幅] | <stage> \p{Han}{0,4}? 项目 )",
    reach=10,
    behind="(?! [率量度额数速幅] | 为 | 是 | 占 | 以 | <up> | <down> | 完成 | 达 )",
)
MORE_MEASURE = Leading(
    r"(?: (?! [的为是占] ) [\p{Han}A-Za-z] ){0,6}?", "(?: <measure> | [率量度额数速幅] )", reach=6
)
SURE_ENDINGS = frozenset("市县镇乡州旗道区")
SURE = regex.compile(r"(?:[市县镇乡州旗道]|(?<=^\p{Han}{1,3})(?<![城园地社新景山片辖市库灾郊牧矿林])区)$")
BEHIND_MEASURED = regex.compile(
    r"\s*(?:仅|只有|达到?|高达|为|以|完成|实现|占到?(?:[^，。；\d]{1,12}的)?(?=\s*[\d一二三四五六七八九近约]))?\s*[\d负一二三四五六七八九近约-]"
)

# 岳阳…、郴州…，前者增长…，后者…
POINTS_BACK = regex.compile(r"[，；\s]*(?:其中|而|但)?(?P<which>前者|后者|[二两]者)(?!的?差|之[差间])")


def pointed_back(clause: str, spoken_of: Sequence[str]) -> str | None:
    """Which of the two last spoken of a clause points back to; both for 两者.

    >>> pointed_back("，前者增长", ["甲县", "乙县"]), pointed_back("后者", ["甲县、乙县"])
    ('甲县', '乙县')
    """
    points = POINTS_BACK.match(clause)
    if points is None:
        return None
    last = spoken_of[-1:] if spoken_of and "、" in spoken_of[-1] else spoken_of[-2:]
    both = [name for subject in last for name in names_in(subject)]
    if len(both) != 2:
        return None
    return {"前者": both[0], "后者": both[1]}.get(points["which"], "、".join(both))


def indirect_subject(rest: str, names: SubjectReader) -> str | None:
    """The name that a clause comes to behind what is said of it; `None` where it comes to none."""
    near = rest[:REACH]
    seat = SEAT.match(near) if "所在" in near[:9] else None
    if seat is not None:
        return names.leading(near[seat.end() :])
    for read in (_called, _stands, _the_one, _by_measure, _except):
        found = read(near, names)
        if found:
            return found
    return None if names.leading(rest) else _measured(near, names)


def _called(rest: str, names: SubjectReader) -> str | None:
    epithet = EPITHET.match(rest)
    name = names.leading(rest[epithet.end() :]) if epithet else None
    return name if name and name[0] not in "的地和" else None


def _stands(rest: str, names: SubjectReader) -> str | None:
    standing = STANDING.match(rest)
    name, length = names.leading_all(rest[standing.end() :]) if standing else ("", 0)
    return name if standing and name and VALUE.match(rest, standing.end() + length) else None


def _the_one(rest: str, names: SubjectReader) -> str | None:
    the_one = THE_ONE.match(rest)
    if the_one is None:
        return None
    name, length = names.leading_all(rest[the_one.end() :])
    behind = SHARED_BEHIND if "、" in name else VALUE if FARES_SO.search(the_one[0]) else BEHIND_ONE
    return name if name and behind.match(rest, the_one.end() + length) else None


def _by_measure(rest: str, names: SubjectReader) -> str | None:
    by = BY.match(rest)
    name = names.leading(rest[by.end() :]) if by else None
    return name if by and name and BEHIND_BY.match(rest, by.end() + len(name)) else None


def _except(rest: str, names: SubjectReader) -> str | None:
    words = EXCEPT.match(rest) if "除" in rest else None
    name = names.leading(rest[words.end() :]) if words else None
    return name if words and name and BEHIND_EXCEPT.match(rest, words.end() + len(name)) else None


def _measured(rest: str, names: SubjectReader) -> str | None:
    if names.initials.isdisjoint(rest) and SURE_ENDINGS.isdisjoint(rest):
        return None
    measure = MEASURE.match(rest)
    while measure is not None:
        name = names.leading(rest[measure.end() :])
        sure = name is not None and (name in names.known or name in names.short or SURE.search(name))
        if name and sure and BEHIND_MEASURED.match(rest, measure.end() + len(name)):
            return name
        measure = MORE_MEASURE.match(rest, measure.end())
    return None
