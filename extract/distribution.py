"""Distribution: several numbers shared out over several subjects, indicators or figures (分别, 依次)."""

from __future__ import annotations

import regex

from extract.facets import Narrowing
from extract.heads import clean, measure_of, noun_of
from extract.memory import Memory
from extract.numerals import read_numeral
from extract.patterns import compile_pattern, compiled
from extract.quantities import Number
from extract.shared_back import all_but, each_of_last, earlier, since_each, told_here
from extract.shared_heads import bare_last, of_their_class, with_owner
from extract.situation import Override
from extract.subjects import SubjectReader, apart, split_names

# 建材、纺织、食品三大产业: industries with their number
NAMES_COUNTED = regex.compile(
    r"(?P<names>[\p{Han}A-Za-z、“”]{3,60}?)(?P<count>[两二三四五六七八九])大?个?(?:主导|支柱|优势|特色|重点|传统|新兴)?(?:产业|行业|领域|板块|集群)"
)
NOTHING_BEHIND = regex.compile("")
# 163件、171件，各占39.6%、41.5%: one value each
EACH = regex.compile(
    r"分别|依次|依序|各自|(?<![同环]比)各(?=[占为增降升涨跌减提回达签有获建收投]|下[降滑跌]|上[升涨]|完成|引进|到位|开工|投产|贡献|新增)"
)
SHARED = regex.compile(r"分别|依次|依序|各自")
WITH = regex.compile(r"[以为]\s*$")
ALL_INDUSTRIES = regex.compile(
    r"(?:(?<![一二三、])(?P<which>[一二三]{2,3})(?:次)?产业?|三次产业)(?P<measure>[^，。；\d、]{2,12}?)"
    r"(?:分别|依次|各|达|为|同比|比|较|增长(?!的?贡献)|实现|完成|年均|占)"
)
BOTH_RESIDENTS = regex.compile(
    r"(?:城乡|城镇和农村|城镇、农村|城镇与农村)(?:常住)?居民(?P<measure>[^，。；\d]{4,12}?)(?:分别|依次|各|达|为|同比|比|较|增|实现|完成|年均|有望|预计|由|从|$)"
)
# 城乡低保月人均补助水平分别达到452元、318元
BOTH_HELPED = regex.compile(r"城乡(?P<measure>(?!居民|常住)[^，。；\d]{2,16}?)(?:分别|依次)")
PAIRS = {"存贷款": ("存款", "贷款"), "收支": ("收入", "支出"), "工农业": ("工业", "农业")}
PAIRED = regex.compile(
    r"(?P<lead>[^，。；、和与及\d]{0,14}?)(?P<pair>存贷款|收支|工农业)(?P<measure>[^，。；、和与及\d]{0,8}?)(?:分别|依次)"
)
RESIDENTS = {"城镇", "农村"}
JOINT = regex.compile(r"\s*(?:[、,，]|和|及|与|以及|、和)?\s*$")
# 三大产业产值分别完成: how many industries, and what of them
COUNTED_MEASURE = regex.compile(
    r"(?P<count>(?:[两二三四五六七八九]|\d)大?(?:个)?(?:主导|支柱|优势|特色|重点)?(?:产业|行业))(?P<measure>产值|增加值|总产值|投资|营业收入|利润|税收)$"
)
COUNT_WORD = regex.compile(
    r"(?:[两二三四五六七八九十]|\d+)(?:大|个|地|省|市|县|区|类|项|种|家)(?:产业|区域|地区|市|县|区|项|指标|领域|行业|板块|类|主导产业|支柱产业|单位|园区|镇|乡)?$"
)
REGION = compile_pattern(r"<region>")
# 贵阳、毕节、遵义三市: the last name, and how many there are
ALL_TOGETHER = regex.compile(r"(?P<name>\p{Han}{2,5}?)(?:[两三四五六七八九十]|\d+)[市县区镇乡州省国]")
# What ends the name of a rate that several members share
RATE = regex.compile(r"(?:[\p{Han}]{2}率|[\p{Han}]{2}系数|比例|比重|占比|指数)$")
# 银行业、保险业|金融机构: what is counted of each
COUNTED = regex.compile(r"(?:机构|企业|项目|单位)$")
# 失业、工伤|保险参保: the kind of things that the last member names for all
KIND_BEHIND = regex.compile(
    r"(?:保险|案件|事故|产品|企业|学校|教育|阶段|居民|人口|犯罪|贷款|存款|贸易|运输|市场|土地|用地|商品|作物|医院|机构|航线|线路)(?=.)"
)
ORIGIN_LEAD = regex.compile(r"^.{0,12}来自")
COMES_FROM = compiled(r"(?P<what>.{2,12})来自")
SECTOR = compiled(r"第?[一二三]次?(?:产业|产)")
CLASS_WORD = compiled(r"类")
ORDINAL = compiled(r"第?[一二三]")
COUNTED_AREAS_LEAD = compiled(r"^(?:[两二三四五六七八九]|\d+)(?:地|省|市|国|区域|大区域)")
# 环比|事故起数和死亡人数分别…
COMPARING = regex.compile(r"^[同环]比(?=\p{Han}{2})")
# 盗窃案件、诈骗案件|同比|分别…
COMPARED = regex.compile(r"(?<=.{2})(?:同比|环比|(?:比|较)(?:上年|去年|上月)(?:同期)?|也|均|则|又)+$")
SINCE_WHEN = regex.compile(r"[，、]?(?:同比|环比|(?:比|较)(?:上年|去年|上月)(?:同期)?)+[，、]?")
# 比全国、全省|分别高0.6个、1.1个百分点: whom one measure is compared with
COMPARED_WITH = regex.compile(
    r"[，\s]*(?:增速|增幅|涨幅|降幅)?[比较][^，。；\d]{1,10}[、和与][^，。；\d]{1,12}$"
)
FARING = ("高", "低", "快", "慢", "多", "少", "回落", "收窄")
LIST_END = regex.compile(
    r"等?(?:[\d一二三四五六七八九十]+个?)?(?:方面|领域|行业|问题|环节|类|类别|地区|原因)?$"
)
# 原油、金属矿砂|等|进口量
AND_OTHERS = regex.compile(r"(?<=.{2})等(?P<measure>\p{Han}{2,8})$")
# 发明专利|申请|和|授权|量: two deeds that share thing and measure
TWO_DEEDS = regex.compile(
    r"(?P<thing>\p{Han}{0,12}?)(?P<one>\p{Han}{2})[和及与](?P<other>\p{Han}{2})(?P<measure>人数|件数|起数|次数|面积|余额|金额|总额|[量数额率])$"
)
NO_ORDINAL = regex.compile("[^一二三]")
COUNTED_AREAS = compiled(r"(?:[两二三四五六七八九]|\d+)(?:地|省|市|国|区域|大区域)")


def behind_names(cue: str, subject: str | None) -> str:
    """甲县、乙县分别占|14个: the clause without the names that its numbers are shared out over.

    >>> behind_names("甲县、乙县分别占", "乙县"), behind_names("签约项目分别", "乙县")
    ('', '签约项目分别')
    """
    shared = SHARED.search(cue) if subject else None
    if shared is None or subject not in split_names(cue[: shared.start()]):
        return cue
    return cue[shared.end() :].removeprefix("占")


def runs_of(numbers: list[Number], text: str) -> list[list[int]]:
    """Indexes of numbers that stand side by side with nothing but a separator between them."""
    runs: list[list[int]] = []
    for index, number in enumerate(numbers):
        if runs:
            last = numbers[runs[-1][-1]]
            between = text[last.end : number.start]
            same = last.is_percent == number.is_percent or number.kind == "points"
            if (
                same
                and JOINT.match(between)
                and not (
                    between.strip() in (",", "，") and (last.kind, last.unit) != (number.kind, number.unit)
                )
            ):
                runs[-1].append(index)
                continue
        runs.append([index])
    return runs


# 较一季度、上半年和前三季度|分别提高: with when it is compared, and nothing that is measured
WHEN = compile_pattern(
    r"""[比较与同]? (?: 分别 )? (?: 去年 | 上年 | 今年 | \d{4} 年 )?
        (?: 前? [一二三四两] 个? 季度? | [上下] 半年 | 全年 | 上年 | 去年 | 前 \p{Han} 个月 | \d{1,2} 月份?
            | 年[初末底] | 上[月季] | 同期 )"""
)


def overrides(
    cue: str, wide: str, count: int, memory: Memory, sentence: int, names: SubjectReader, kinds: list[str]
) -> list[Override] | None:
    """How `count` numbers are shared out, read from the words before the first; `None` where they are not."""
    told_apart = _residents(cue, count) or _accounts(cue, count) or _industries(cue, count)
    if told_apart is not None:
        return told_apart
    markers = list((SHARED if count == 1 else EACH).finditer(cue))
    marker = markers[-1] if markers else _with(cue, count, names) or _counted_names(cue, count)
    if marker is None:
        return earlier(wide, count, memory, sentence, kinds) or each_of_last(cue, kinds, memory, sentence)
    listed = COMPARED.sub("", COMPARING.sub("", cue[: marker.start()]))
    if count == 1 and SINCE_WHEN.fullmatch(listed):
        return None
    if COMPARED_WITH.match(listed) and cue[marker.end() :].startswith(FARING):
        return None
    others = all_but(listed, count, memory, sentence) or since_each(listed, count, memory, sentence)
    if others is not None:
        return others
    members = _named_in(listed, wide[: wide.rfind(cue)] if cue and cue in wide else "", count, "、" in wide)
    if len(members) == count and all(map(WHEN.fullmatch, members)):
        return None
    if len(members) == count:
        return _members([*members[:-1], bare_last(members[-1])], cue[marker.end() :], names)
    return told_here(listed, kinds, memory, sentence)


def _named_in(listed: str, before: str, count: int, several: bool) -> list[str]:
    """The members of a list, where need be with what stands before its clause."""
    if count > 1 and not listed.strip("，的 ") and before.endswith("，"):
        # 主要集中在城乡建设、农业农村、民政等领域，|分别占: what the clause before lists
        things = split_names(clean(LIST_END.sub("", before.rstrip("，").rpartition("，")[2])))
        if len(things) == count:
            return things
    members = split_names(listed.rstrip("的 "))
    if count == 2 and len(members) == 1:
        members = _pair(members[0].rpartition("，")[2])
    if (len(members) < count and several) or len(members) < count:
        wider = split_names(clean(before + listed).rstrip("的 ，,"))
        members = wider if len(wider) == count else members
    return members


def _with(cue: str, count: int, names: SubjectReader) -> regex.Match[str] | None:
    """晋城、太原以88.2%、83.7%紧随其后: as many names as numbers need no 分别."""
    marker = WITH.search(cue)
    listed = split_names(cue[: marker.start()]) if marker and count > 1 else []
    return marker if len(listed) == count and all(map(names.is_name, listed)) else None


def _counted_names(cue: str, count: int) -> regex.Match[str] | None:
    """建材、纺织、食品三大产业|去年实现产值: as many names as they are said to be need no 分别."""
    found = NAMES_COUNTED.match(cue) if count > 1 and "、" in cue else None
    told = found is not None and read_numeral(found["count"]) == count == len(split_names(found["names"]))
    return NOTHING_BEHIND.match(cue, found.end()) if found is not None and told else None


def _industries(cue: str, count: int) -> list[Override] | None:
    """一二三产业增加值分别增长4%、5.2%和6.1%: one for each of the three, or two, industries."""
    found = ALL_INDUSTRIES.search(cue) if count in (2, 3) else None
    if found is None:
        return None
    which = found["which"] or "一二三"
    measure = clean(found["measure"])
    if len(which) != count or not measure:
        return None
    return [
        Override(head=f"第{one}产业{measure}", narrowing=Narrowing(industry=f"第{one}产业")) for one in which
    ]


def _residents(cue: str, count: int) -> list[Override] | None:
    """城乡居民人均可支配收入达到2.36万元和1.53万元: one for the towns and one for the country."""
    both = BOTH_RESIDENTS.search(cue) if count == 2 else None
    helped = BOTH_HELPED.search(cue) if count == 2 and both is None else None
    if helped is not None:
        return [Override(head=who + clean(helped["measure"])) for who in ("城市", "农村")]
    if both is None:
        return None
    measure = clean(both["measure"])
    return [Override(head=f"{who}居民{measure}") for who in ("城镇", "农村")]


def _accounts(cue: str, count: int) -> list[Override] | None:
    """本外币存贷款余额分别为…: two measures that share a word."""
    both = PAIRED.search(cue) if count == 2 else None
    if both is None:
        return None
    lead, measure = clean(both["lead"]), both["measure"]
    return [Override(head=lead + word + clean(measure)) for word in PAIRS[both["pair"]]]


def _pair(words: str) -> list[str]:
    """新开工面积和销售面积: two measures, parted by no more than an and."""
    for joint in compiled(r"[和与及]").finditer(words, 2):
        one, other = words[: joint.start()], words[joint.end() :]
        branches = one.endswith("业") and "业" in other
        if (_names_measure(one) or branches) and _names_measure(other):
            return [one, other]
    deeds = TWO_DEEDS.match(words)
    if deeds:
        return [deeds["thing"] + deed + deeds["measure"] for deed in (deeds["one"], deeds["other"])]
    return [words]


def _names_measure(words: str) -> bool:
    return bool(measure_of(words)) or (
        len(words) > 2
        and words.endswith(
            (
                "数",
                "满意度",
                "知晓度",
                "参与度",
                "信任度",
                "认可度",
                "安全感",
                "获得感",
                "幸福感",
                "得分",
                "浓度",
                "占比",
                "密度",
                "量",
                "额",
                "率",
                "值",
                "人次",
                "经费",
                "费用",
                "债务",
                "标准",
                "水平",
                "强度",
                "能力",
                "比重",
                "比例",
            )
        )
    )


def _members(members: list[str], behind: str, names: SubjectReader) -> list[Override]:
    """One override a member; what follows the last member's own words is the measure of all."""
    behind = "" if behind.startswith("占") else clean(behind)
    origin = COMES_FROM.match(members[0])
    if origin:
        bare = [members[0][origin.end() :], *members[1:]]
        return [Override(head=clean(origin["what"]), other=member.removesuffix("的")) for member in bare]
    located = REGION.match(members[-1])
    if located and len(located[0]) < len(members[-1]):
        measure = clean(COUNTED_AREAS_LEAD.sub("", members[-1][located.end() :]))
        if measure:
            return [Override(head=measure, other=member) for member in [*members[:-1], located[0]]]
    first, measure = _strip_lead(members[0], names), ""
    members = [first, *members[1:]]
    last = members[-1]
    name = names.leading(last)
    together = ALL_TOGETHER.match(last)
    if together and name == together[0] and len(members) > 1:
        name = together["name"]
        last = name + last[together.end() :]
    if name is not None and sum(names.is_name(member) for member in members[:-1]) * 2 >= len(members) - 1:
        measure = clean(last[len(name) :]) or measure_of(behind)
        return [Override(subject=member, head=measure or None) for member in [*members[:-1], name]]
    ordinal = SECTOR.match(last)
    if ordinal and ORDINAL.match(members[0]):
        measure = clean(last[ordinal.end() :]) or measure_of(behind)
        full = [f"第{NO_ORDINAL.sub('', member)[:1]}产业" for member in members]
        return [Override(head=measure or member, narrowing=Narrowing(industry=member)) for member in full]
    kind = CLASS_WORD.search(last)
    if kind and last[kind.end() :] and all(member.endswith("类") for member in members[:-1]):
        # Ⅰ~Ⅲ类、Ⅳ~Ⅴ类和劣Ⅴ类|水质断面比例
        return [Override(head=member + last[kind.end() :]) for member in [*members[:-1], last[: kind.end()]]]
    if kind and not any("类" in member for member in members[:-1]):
        measure = clean(last[kind.end() :])
        return [
            Override(head=f"{member.removesuffix('类')}类{measure}")
            for member in [*members[:-1], last[: kind.end()]]
        ]
    return _plain(members, last, behind)


def _parallel(members: list[str], last: str) -> list[Override] | None:
    """进口、出口平均通关时间: the last member begins like the one before it; what follows belongs to all."""
    before = members[-2] if len(members) > 1 else ""
    tail = last[len(before) :]
    alike = before and (
        last[len(before) - 1 : len(before)] == before[-1] or {before, last[: len(before)]} == RESIDENTS
    )
    kind = KIND_BEHIND.match(tail) if before else None
    if kind and all(len(member) == len(before) for member in members[:-1]) and not KIND_BEHIND.search(before):
        return [Override(head=member + tail) for member in [*members[:-1], last[: len(before)]]]
    named = measure_of(tail) or RATE.search(tail) or noun_of(tail) or COUNTED.search(tail)
    if not alike or len(tail) < 3 or not named:
        return None
    if any(len(member) != len(before) for member in members[:-1]):
        return None
    return [Override(head=member + tail) for member in [*members[:-1], last[: len(before)]]]


def _plain(members: list[str], last: str, behind: str) -> list[Override]:
    parallel = _parallel(members, last)
    if parallel is not None:
        return parallel
    of_a_class = of_their_class(members[:-1], last)
    if of_a_class is not None:
        return [Override(head=head + (measure_of(behind) if head[-1] == "业" else "")) for head in of_a_class]
    of_industries = COUNTED_MEASURE.search(last)
    if of_industries:
        items = [*members[:-1], last[: of_industries.start()]]
        head = of_industries["measure"]
        return [Override(head=item + head, narrowing=Narrowing(industry=item)) for item in items]
    counted = COUNT_WORD.search(last)
    if counted:
        bare = last[: counted.start()]
        measure = measure_of(behind) or behind
        items = [*members[:-1], bare]
        if "产业" in counted[0] or "行业" in counted[0] or "领域" in counted[0]:
            return [Override(head=item + measure, narrowing=Narrowing(industry=item)) for item in items]
        return [Override(other=item, head=measure or None) for item in items]
    others = AND_OTHERS.search(last)
    if others and _names_measure(others["measure"]):
        return [Override(head=item + others["measure"]) for item in [*members[:-1], last[: others.start()]]]
    noun = noun_of(last)
    if noun and last != noun and not any(noun_of(member) or measure_of(member) for member in members[:-1]):
        return [
            Override(head=item + noun + measure_of(behind)) for item in [*members[:-1], last[: -len(noun)]]
        ]
    rate = RATE.search(last)
    tail = measure_of(last) or (rate[0] if rate else "")
    named = any(_names_measure(member) or RATE.search(member) for member in members[:-1])
    if tail and tail != last and not named:
        stem = last.removesuffix(tail)
        if tail in ("占比", "比重", "比例") and measure_of(stem) not in ("", stem):
            # 蔬菜、水果设施产量|占比
            tail = measure_of(stem) + tail
            stem = last.removesuffix(tail)
        stem, extra = _region(stem)
        return [Override(head=(item + extra + tail)) for item in [*members[:-1], stem]]
    owned = with_owner(members)
    return [Override(head=item + (measure_of(behind) if not measure_of(item) else "")) for item in owned]


def _region(stem: str) -> tuple[str, str]:
    match = COUNTED_AREAS.search(stem)
    return (stem[: match.start()], "") if match else (stem, "")


def _strip_lead(member: str, names: SubjectReader) -> str:
    member = apart(clean(member), names)[1]
    origin = ORIGIN_LEAD.match(member)
    return member[origin.end() :] if origin else member
