"""Percentages: growth, share, completion, rates, differences in points, multiples."""

from __future__ import annotations

import regex

from extract.codes import code_of, code_of_ratio
from extract.compose import MODIFIER, compose
from extract.draft import Draft
from extract.facets import Narrowing, facets_of
from extract.heads import clean, is_verb, noun_of, resembles
from extract.patterns import compiled
from extract.rules.base import Rule
from extract.situation import Situation
from schemas import Comparison, PercentageKind

DOWN_WORDS = regex.compile(r"降|减|回落|下滑|收窄|缩|负增长|放缓|慢|低|下跌|落后|滞后|少")
YOY = regex.compile(r"同比|上年|去年|同期|年均|可比|同口径|名义|实际增长")
MOM = regex.compile(r"环比|上月|上季|上半年|上个月|上一季|前一季")


def negative(words: str) -> bool:
    """Whether a verb of change means less."""
    return bool(DOWN_WORDS.search(words))


def comparison_of(words: str) -> Comparison:
    """What a growth compares with; a bare 增长 in a bulletin is year on year."""
    if MOM.search(words) and not YOY.search(words):
        return "mom"
    return "other" if compiled(r"比(?!上年|去年|重|例)[^，]{2,}").search(words) and not YOY.search(words) else "yoy"


def draft(situation: Situation, kind: PercentageKind, rule: str, head: str, of: Draft | None) -> Draft:
    """A percentage with what it shares with the figure that it qualifies."""
    number, context, override = situation.number, situation.context, situation.override
    narrowing = facets_of(head)
    subject, other = context.subject, ()
    if of is not None:
        narrowing = narrowing.over(of.narrowing)
        subject, other = of.subject or context.subject, of.other
    if override is not None:
        subject = override.subject or subject
        narrowing = (override.narrowing or Narrowing()).over(narrowing)
        other = (override.other,) if override.other else other
    return Draft(
        number=number,
        head=head,
        role="ratio",
        rule=rule,
        kind=kind,
        subject=subject,
        period=of.period if of is not None and of.status == context.status else context.period,
        status=context.status,
        narrowing=narrowing,
        other=other,
        value=number.value,
        unit=number.unit,
        of=of,
        sentence=situation.sentence,
        paragraph=situation.paragraph,
        clause=situation.clause,
        part=situation.part,
        part_mark=situation.part_mark,
        bracket=situation.bracket,
        period_from=context.period_from,
        own_head=bool(head),
    )


def quantity_meant(situation: Situation, words: str) -> tuple[str, Draft | None]:
    """The head of the quantity that a percentage speaks of, and its figure where the bulletin gives it."""
    override = situation.override
    if override is not None and override.of is not None:
        return override.of.head, override.of
    head = clean(words)
    if override is not None and (override.head or override.subject):
        own = override.head or ("" if override.subject and override.subject in head else head)
        return _distributed(situation, own, override.subject)
    subject = situation.context.subject
    if head in ("起数", "件数", "人数", "家数", "个数", "次数", "户数"):
        for level in situation.memory.levels(situation.sentence):
            if level.unit.endswith(head[0]):
                return level.head, level
    if compiled(r"最[高低](?:的)?|年度|全年").fullmatch(head):
        head = ""
    if not head and situation.topic and not any(True for _ in situation.memory.levels(situation.sentence)):
        named = situation.memory.called(situation.topic)
        return (named.head if named is not None else situation.topic), None
    if not head:
        last = situation.memory.drafts[-1] if situation.memory.drafts else None
        if last is not None and last.kind == "growth" and last.sentence == situation.sentence and last.own_head:
            return last.head, last.of
        found = _last_level(situation)
        return (found.head, found) if found is not None else (_last_head(situation), None)
    if head.endswith(("总量", "总数")) and len(head) > 3:
        stem = head[:-2]
        named = [d for d in situation.memory.levels(situation.sentence) if resembles(stem, d.head) == 1.0]
        if named:
            return named[-1].head, named[-1]
    long = len(head) >= 4
    if head in ("前者", "后者"):
        run = situation.memory.last_run(3, situation.sentence) or situation.memory.last_run(2, situation.sentence)
        if run:
            chosen = run[0] if head == "前者" else run[-1]
            return chosen.head, chosen
    code = code_of_ratio(head)
    head = bare_count(head) if situation.number.kind != "points" else head
    for level in situation.memory.levels(limit=14):
        same_sentence = level.sentence == situation.sentence
        if level.subject != subject or (not same_sentence and level.paragraph != situation.paragraph):
            continue
        if code is not None and code_of(level.head, level.unit_kind) not in (None, code):
            continue
        bare = head.replace(level.narrowing.industry, "") if level.narrowing.industry else head
        if bare != head and resembles(bare, level.head) >= 0.85 and same_sentence:
            return head, level
        if resembles(head, level.head) >= 0.85 and (same_sentence or long):
            if same_sentence or resembles(level.head, head) >= 0.7:
                return (level.head if len(level.head) > len(head) else head), level
    if (noun_of(head) or MODIFIER.match(head)) and not is_verb(head):
        full = compose(situation, words)
        return full.words, None
    if is_verb(head):
        for kind in ("money", "count"):
            source = situation.memory.with_verb(head, kind)
            if source is not None:
                return source.head, source if source.sentence == situation.sentence else None
    return head, None


def _distributed(situation: Situation, head: str, subject: str | None) -> tuple[str, Draft | None]:
    for level in situation.memory.levels(limit=40):
        if level.subject == subject and (not head or resembles(bare_count(head), level.head) >= 0.8):
            return level.head, level
    return head or _last_head(situation), None


def bare_count(head: str) -> str:
    """A head without the word that counts it (受伤人数 is 受伤)."""
    return compiled(r"(?:人数|起数|件数|次数|个数|数)$").sub("", head) or head


def _last_level(situation: Situation) -> Draft | None:
    if situation.in_bracket and situation.bracket is not None and not situation.bracket.is_percent:
        return situation.bracket
    for level in situation.memory.back(12):
        if level.sentence != situation.sentence:
            return None
        if not (level.role == "level" or (level.kind == "rate" and level.own_head)):
            continue
        if level.subject == situation.context.subject or situation.context.subject is None:
            return level
    return None


def _last_head(situation: Situation) -> str:
    near = [d for d in situation.memory.back(12) if d.paragraph == situation.paragraph and d.head]
    chosen = next((d for d in near if d.is_percent), None) or next(iter(near), None)
    return chosen.head if chosen is not None else ""


def _growth(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    if match is None:
        return None
    head, of = quantity_meant(situation, situation.cue[: match.start()])
    result = draft(situation, "growth", "percent.growth", head, of)
    wording = situation.wide + match[0]
    result.comparison = comparison_of(wording)
    if negative(match["verb"]) and result.value > 0:
        result.value = -result.value
    if situation.base is not None:
        result.base_of = situation.base
    elif situation.memory.drafts and situation.memory.drafts[-1].role == "previous":
        result.base_of = _previous_of(situation, of)
    return result


def _previous_of(situation: Situation, of: Draft | None) -> Draft | None:
    for other in situation.memory.back(10):
        if other.role == "previous" and of is not None and other.head == of.head:
            return other
    return None


def _share(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    if match is None:
        return None
    groups = match.groupdict()
    words = situation.cue[: match.start()]
    head, of = quantity_meant(situation, words)
    base = clean(groups.get("base") or "").removeprefix("总").removeprefix("全部")
    if not clean(words) and noun_of(base) and situation.override is None:
        if of is None or (of.unit_kind != "money" and resembles(noun_of(base), of.head) < 1.0):
            head, of = base, None
    result = draft(situation, "share", "percent.share", head, of)
    result.base = clean(groups.get("base") or "") or None
    result.base_of = situation.base
    return result


def _completion(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    if match is None:
        return None
    groups = match.groupdict()
    words = situation.cue[: match.start()] + (groups.get("head") or "")
    head, of = quantity_meant(situation, words)
    result = draft(situation, "completion", "percent.completion", head, of)
    result.base = (groups.get("base") or "").strip("的") or None
    result.base_of = situation.base or _goal_before(situation, of)
    return result


def _of_base(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    if situation.base is None or match is None:
        return None
    return _completion(situation, match) if situation.base.role == "goal" else _share(situation, match)


def _goal_before(situation: Situation, of: Draft | None) -> Draft | None:
    for other in situation.memory.back(6):
        if other.role in ("goal", "base") and other.sentence == situation.sentence:
            if of is None or other.unit_kind == of.unit_kind:
                return other
    return None


def _rate(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    if match is None:
        return None
    words = clean(situation.cue[: match.end("name")])
    if situation.override is not None and situation.override.head:
        words = situation.override.head
    result = draft(situation, "rate", "percent.rate", words, None)
    result.of = next(
        (
            level
            for level in situation.memory.levels(situation.sentence, limit=4)
            if level.unit_kind != "money" and resembles(compiled(r"(?:实际|项目|按时|率|度)").sub("", words), level.head) == 1.0
        ),
        None,
    )
    if result.of is not None:
        result.narrowing = result.narrowing.over(result.of.narrowing)
    return result


def _points(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    if match is None:
        return None
    words = situation.cue[: match.start()]
    head = clean(words)
    of = situation.override.of if situation.override else None
    if of is None:
        of = next(
            (d for d in situation.memory.back(8) if d.sentence == situation.sentence and d.is_percent and d.role != "previous"), None
        )
    if situation.override is not None and situation.override.head:
        head = situation.override.head
    if not head and of is not None:
        head = of.head + ("占比" if of.kind == "share" else "")
    elif head in ("涨幅", "增幅", "增速", "降幅", "跌幅", "占比", "比重") and of is not None:
        head = of.head + head
    elif head.endswith(("占比", "比重")):
        part = head[:-2]
        shares = (d for d in situation.memory.back(20) if d.sentence == situation.sentence and d.kind == "share")
        of = next((d for d in shares if part and part in (d.narrowing.industry, d.head)), of)
    linked = of if of is not None and of.kind in ("share", "rate", "completion") else None
    result = draft(situation, "growth", "percent.points", head or _last_head(situation), linked)
    result.comparison = comparison_of(situation.wide + match[0])
    if negative(match["verb"]):
        result.value = -abs(result.value)
    if of is not None and of.role == "ratio":
        result.narrowing = result.narrowing.over(of.narrowing)
        result.subject = of.subject
        result.period = of.period
        result.base_of = next(
            (d for d in situation.memory.back(3) if d.is_percent and d.role == "previous" and d.sentence == situation.sentence), None
        )
    return result


def _multiple(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    if match is None:
        return None
    head, of = quantity_meant(situation, situation.cue[: match.start()])
    if of is not None and of.role == "previous":
        of = None
    result = draft(situation, "rate", "percent.multiple", head, of)
    result.base_of = next((d for d in situation.memory.back(4) if d.role == "previous" and d.sentence == situation.sentence), None)
    return result


def _recovered(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    if match is None:
        return None
    head, of = quantity_meant(situation, situation.cue[: match.start()])
    return draft(situation, "rate", "percent.recovered", head, of)


def _ratio(situation: Situation, _: regex.Match[str] | None) -> Draft | None:
    return None if situation.number.token != "ratio" else draft(situation, "share", "percent.structure", "", None)


def _sibling(situation: Situation, _: regex.Match[str] | None) -> Draft | None:
    """A bare percentage repeats the construction of the one before it."""
    last = next((d for d in situation.memory.back(12) if d.is_percent and d.paragraph == situation.paragraph), None)
    if last is None or last.kind is None or clean(situation.cue):
        return None
    head, of = quantity_meant(situation, situation.cue)
    result = draft(situation, last.kind, "percent.sibling", head, of)
    result.comparison = last.comparison
    result.base = last.base
    result.base_of = situation.base or (last.base_of if last.kind == "share" else None)
    if last.value < 0 and last.kind == "growth" and result.value > 0 and situation.listed:
        result.value = -result.value
    return result


def _other(situation: Situation, _: regex.Match[str] | None) -> Draft | None:
    head = clean(situation.cue)
    if not head and situation.number.han and _last_level(situation) is not None and situation.override is None:
        part = _last_level(situation)
        return draft(situation, "share", "percent.fraction", part.head if part else "", part)
    if compiled(r"(?:已|安装|建设|工程)?完成$").search(situation.cue.rstrip()):
        return draft(situation, "completion", "percent.done", head.removesuffix("完成").removesuffix("已"), None)
    if not head and not situation.override:
        return None
    head, of = quantity_meant(situation, situation.cue)
    if situation.number.value < 0 or compiled(r"增速|增幅|增长|下降|为负").search(situation.wide[-24:]):
        head = compiled(r"(?:同比)?(?:增速|增幅)(?:为负)?$").sub("", head) or _last_head(situation)
        return draft(situation, "growth", "percent.other", head, of)
    return draft(situation, "rate", "percent.other", head, of)


BE = r"(?: <tail> | 为 | 达 | 达到 | 分别 | 分别为 | 分别达到? | 依次 | 依次为 | 均为 | 均 | 均达 | 约 | 是 | 仅 | 仅为 | 只有 | 高达 | 超过 | 近 | 已达 | 至少 | 各 )*"

def _compared(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    """比市上要求的65%低9.7个百分点, 较二季度的94.9%提高: the level that is compared with."""
    last = next((d for d in situation.memory.back(8) if d.is_percent and d.sentence == situation.sentence), None)
    if last is None or last.kind is None or match is None:
        return None
    result = draft(situation, last.kind, "percent.compared", last.head, None)
    result.narrowing, result.subject = last.narrowing, last.subject
    result.role = "previous"
    if compiled(r"要求|目标|任务|计划").search(match["what"]):
        result.status = "target"
    elif situation.reference is not None:
        result.period = situation.reference
    return result


def _from(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    """由上年的81.2%: where a change starts; what stands before it names the measure."""
    if match is None:
        return None
    words = match["words"]
    kind: PercentageKind = "share" if compiled(r"占|比重|占比").search(words) else "rate"
    head, of = quantity_meant(situation, compiled(r"占[^，]*?(?:的)?(?:比重|比例)$|占比$|比重$").sub("", words))
    result = draft(situation, kind, "percent.from", head, None)
    shared = compiled(r"占(?P<base>[^，]{1,20}?)的?(?:比重|比例)").search(words)
    result.base = shared["base"] if shared else None
    result.of = of
    result.role = "previous"
    result.period = situation.reference or result.period
    return result


def _to(situation: Situation, match: regex.Match[str] | None) -> Draft | None:
    """提高到84.6%: where the change ends."""
    last = situation.memory.drafts[-1] if situation.memory.drafts else None
    if last is None or last.rule != "percent.from" or last.kind is None:
        return None
    result = draft(situation, last.kind, "percent.to", last.head, last.of)
    result.base, result.narrowing, result.subject = last.base, last.narrowing, last.subject
    last.of = None
    return result


def _doubling(situation: Situation, _: regex.Match[str] | None) -> Draft | None:
    """翻了一番: growth of what stands before it."""
    if not situation.number.quote.startswith("翻"):
        return None
    words = compiled(r"(?:同比|比|较|实现|再).*$").sub("", situation.cue)
    head, of = quantity_meant(situation, words)
    result = draft(situation, "growth", "percent.doubling", head, of)
    result.comparison = comparison_of(situation.wide)
    return result


PERCENTAGES: tuple[Rule, ...] = (
    Rule(
        id="percent.doubling",
        reads="doubling: 翻了一番",
        anchors=("percent",),
        build=_doubling,
    ),
    Rule(
        id="percent.from",
        reads="the share or rate that a change starts from: 由上年的81.2%",
        anchors=("percent",),
        before=r"(?P<words> [^，。；]{0,40} ) (?: 由 | 从 ) [^，。；]{0,10}? (?: 的 | 为 )?",
        after=r"\s* [^，。；\d]{0,3}? (?: <up> | <down> | 跃升 | 跃 | 调整 | 变化 | 攀升 ) \p{Han}{0,3}? (?: 到 | 至 | 为 )",
        build=_from,
    ),
    Rule(
        id="percent.to",
        reads="the share or rate that a change ends at: 提高到84.6%",
        anchors=("percent",),
        before=r"(?: <up> | <down> | 调整 | 变化 ) (?: 到 | 至 | 为 ) (?: 了 | 目前的 | 今年的 )?",
        build=_to,
    ),
    Rule(
        id="percent.compared",
        reads="the level that is compared with: 比市上要求的65%低, 较二季度的94.9%提高",
        anchors=("percent",),
        before=r"(?: 比 | 较 | 与 | 低于 | 高于 ) (?P<what> [^，。；]{1,14}? ) (?: 的 | 为 )",
        after=r"\s* (?: 低 | 高 | 提高 | 上升 | 下降 | 回落 | 相比 | 提升 | 快 | 慢 | 增 | 降 | ，? (?: 低 | 高 ) )",
        build=_compared,
    ),
    Rule(
        id="percent.points",
        reads="a difference or change in percentage points: 高于全省2个百分点, 较上年提高1.3个百分点",
        anchors=("points",),
        before=r"(?P<cmp> (?: 同比 | 环比 | (?: (?<! 占 ) 比 | 较 | 与 | 对 | 拉动 ) [^，。；]{0,24}? ) )? (?: 相比 | 分别 | 又 | 再 | 均 | 已 | 各 | 共 | 还 )* (?P<verb> <up> | <down> | 高于 | 低于 | 快于 | 慢于 | 好于 | 优于 | 超过? | 超出 | 高出 | 领先 | 落后 | 滞后 | 拉动 | 高 | 低 | 快 | 慢 ) (?P<what> [^，。；]{0,16}? ) (?: 约 | 近 | 了 | 分别 )*",
        build=_points,
    ),
    Rule(
        id="percent.completion",
        reads="how much of a task or plan is done, the base named: 占全年任务的71.3%",
        anchors=("percent",),
        before=r"(?: 完成 (?: 了 )? | 占到? | 约占 | 仅占 | 为 | 是 | (?<! 下 ) 达到? | 实现 | 超额? (?: 完成 )? | 相当于 | 已完成 ) (?P<base> [^，。；%]{0,28}? <goal> [^，。；%]{0,10}? (?<! [率度] ) ) (?: 的 )? BE".replace("BE", BE),
        build=_completion,
    ),
    Rule(
        id="percent.completion_rate",
        reads="a completion rate by name: 完成率11%",
        anchors=("percent",),
        before=r"(?P<head> [^，。；]{0,20}? ) (?: 年? 任务 | 目标 | 计划 | 年度任务 | 预算 )? (?: 完成率 | 完成进度 | 完成比例 | 执行率 | 完成情况 | 完成程度 ) BE".replace("BE", BE),
        build=_completion,
    ),
    Rule(
        id="percent.previous",
        reads="the rate or share of an earlier period: 去年同期为52.7%",
        anchors=("percent",),
        before=r"(?P<what> 同期 | 上年 | 去年 | 上月 | 上季度 | 上半年 | 上周 ) (?: 末 | 底 | 份 | 数 )? (?: 为 | 是 | 仅 | 仅为 | 只有 | 约 )+",
        build=_compared,
    ),
    Rule(
        id="percent.of_base",
        reads="a ratio whose base stands right before it: 为13亿元的77.7%, 占39亿元的47.7%",
        anchors=("percent",),
        before=r"(?: 占到? | 为 | 是 | 达到? | 完成了? | 相当于 ) (?P<base> [^，。；%]{0,28}? ) (?: 的 )? (?: 近 | 约 )?",
        build=_of_base,
    ),
    Rule(
        id="percent.share",
        reads="a share, the whole named or not: 占总额的61.3%, 占比62%",
        anchors=("percent",),
        before=r"(?: (?: (?: 分别 | 约 | 仅 | 只 | 共 | 合计 | 就 | 各 )? 占到? (?P<base> [^，。；%]{0,28}? ) (?: 的 )? (?: 比重 | 比例 | 份额 )? (?: 的 )? ) | (?: 分别 | 仅 )? (?: 占比 | 所占比重 | 所占比例 | 比重 | 份额 | 占有率 ) ) BE".replace("BE", BE),
        build=_share,
    ),
    Rule(
        id="percent.growth",
        reads="growth by its verb: 同比增长8.6%, 下降26.7%",
        anchors=("percent", "times_as"),
        before=r"(?P<cmp> (?: 同比 | 环比 | 同口径 | 可比价 | 按可比口径 | 名义 | 实际 | 年均 | (?: [两三四五] 年 )? 平均 | 累计 | 可比 | (?: 比 | 较 | 与 | 按 ) [^，。；]{0,20}? )+ )? (?: 相比 | 分别 | 各 | (?<! 年 | 月 | 日 | 平 ) 均 | 只 | 仅 | 再 | 又 | 大幅 | 略 | 微 | 小幅 | 稳步 | 快速 | 共 | 、 | ， )* (?P<verb> <up> | <down> ) (?: 了 | 幅度 | 约 | 近 | 达 | 达到 | 均 )*",
        build=_growth,
    ),
    Rule(
        id="percent.growth_noun",
        reads="growth by its noun: 增幅为37%, 同比增速分别为11.5%",
        anchors=("percent", "times_as"),
        before=r"(?: 同比 | 环比 | 年均 )? (?P<verb> 增幅 | 增速 | 年均增速 | (?<! 自然 ) 增长率 | 涨幅 | 降幅 | 增长幅度 | 跌幅 ) BE".replace("BE", BE),
        build=_growth,
    ),
    Rule(
        id="percent.recovered",
        reads="a level as a ratio to an earlier one: 恢复至2019年同期的88.6%",
        anchors=("percent",),
        before=r"(?: 恢复 (?: 到 | 至 ) | 为 | 是 | 相当于 | 达到? ) [^，。；]{0,10}? (?: 同期 | 上年 | 去年 | 年 ) (?: 水平 )? 的 (?: 近 | 约 )?",
        build=_recovered,
    ),
    Rule(
        id="percent.multiple",
        reads="a multiple of an earlier level: 是去年同期的5.1倍",
        anchors=("times_as",),
        before=r"(?: 数量? )? (?: 分别 )? (?: 是 | 为 | 相当于 | 达 | 达到 ) [^，。；]{0,16}? 的 (?: 近 | 约 )?",
        build=_multiple,
    ),
    Rule(
        id="percent.rate",
        reads="any other named rate: 开工率55.3%",
        anchors=("percent",),
        before=r"(?P<name> [^，。；]{1,30}? (?: 率 | 比例 | 技改面 | 覆盖面 | 满意度 | 集中度 | 贡献度 | 指数 ) ) (?: 的 )? (?: 由 [^，。；]{1,10} 的? | 稳定在 | 保持在 | <tail> )* BE".replace("BE", BE),
        build=_rate,
    ),
    Rule(
        id="percent.gap",
        reads="a gap to a goal or an average in percent: 低于预期目标22.87%",
        anchors=("percent",),
        before=r"(?P<verb> 高于 | 低于 | 超过? | 少于 | 高出 ) (?P<what> [^，。；]{0,8}? (?: <goal> | 平均 | 平均水平 | 时序进度 | 进度 | 水平 ) )",
        build=_points,
    ),
    Rule(
        id="percent.sibling",
        reads="a bare percentage that repeats the construction before it",
        anchors=("percent", "times_as"),
        build=_sibling,
    ),
    Rule(
        id="percent.other",
        reads="any other ratio with a head of its own",
        anchors=("percent", "times_as", "points"),
        build=_other,
    ),
)
