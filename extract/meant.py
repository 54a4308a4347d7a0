"""Meant: which quantity a percentage speaks of, and the figure that the bulletin gives for it."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import regex

from extract.codes import code_of, code_of_ratio
from extract.compose import MODIFIER, compose
from extract.composition import COUNTED, GENERAL
from extract.draft import Draft
from extract.facets import facets_of
from extract.heads import clean, is_verb, measure_of, noun_of, resembles
from extract.patterns import compile_pattern
from extract.situation import Situation
from extract.spoken_measures import measure_before
from extract.topics import CHANGE_TOPIC

Meant = tuple[str, Draft | None]
# 制造业, 烟草制品业, 电力、热力、燃气及水生产和供应业
BRANCH = regex.compile(r"[\p{Han}、]{2,20}业")
BRANCH_MEASURES = ("增加值", "总产值", "产值", "用电量", "税收", "投资")
# 居民消费价格上涨2.1%，其中食品类上涨5.6%: the classes of goods
GOODS_CLASS = regex.compile(r"[\p{Han}、]{1,12}类|食品|非食品|消费品|服务|服务项目")
PRICE = regex.compile(r"价格(?:总水平|指数)?(?:涨幅|降幅|增速)?$")
# Words that name a count only by its classifier (起数上升20%)
CLASSIFIERS = regex.compile(r"(?P<unit>[起件人家个次户宗条])数")
# 29个镇街中: a count of places says nothing of what they report
PLACES = compile_pattern(r"个? <roster_noun>")
COUNT_OF_PLACES = regex.compile(
    r"(?:的|以上|以下|以内)[市县区镇乡州]$|(?:市州|州市|县区|县市|区县|县市区|市区|乡镇|镇街|街镇|镇乡|街道|城市|地市|省份|旗县)$|^[市县区镇乡州省旗]$"
)
DELTA_WORD = regex.compile(r"(?:增加|减少|缩短)$")
# (7月为259.2亿元): a level of another time, told in passing
EARLIER_LEVEL = ("figure.previous", "figure.previous_list")
# 吞吐量增幅最大的是A、B，分别增长…: what grew, where the criterion names it
CHANGE_BEHIND = regex.compile(r"^(?!.{2,}(?:[增升涨降跌减]幅|增速)$).*|(?:同比)?(?:[增升涨降跌减]幅|增速)$")
# 分别|增长26%|和下降|: the changes of a row that are told by verbs of their own
CHANGE = (
    r"(?P<change> (?: 同比 | 环比 )? (?: (?: <up> | <down> ) 了? [近约超逾]? [\d.]+ (?: % | ‰ | 倍 | 个百分点 )"
    r" | [多少] [\d.]+ [万亿]? [个家件起人户宗条吨元亩] ) )"
)
SHARED_REACH = 60
CHANGES_BEFORE = compile_pattern(
    r"(?: 分别 | 依次 | 各 ) [^，。；\d]{0,8}? (?: CHANGE [和、，及与而] ){0,4} (?: 同比 | 环比 )?"
    r" (?: <up> | <down> ) 了? $".replace("CHANGE", CHANGE)
)
BARE_BEFORE = compile_pattern(
    r"""， (?: 同比 | [比较]上年 (?: 同期 )? )?
        (?: CHANGE [和、与及] ){0,4} (?: <up> | <down> ) 了? $""".replace("CHANGE", CHANGE)
)
CHANGES_BEHIND = compile_pattern(r"(?: [和、，及与而] CHANGE ){1,4}".replace("CHANGE", CHANGE))
# 除日本下降0.6%|外
EXCEPTED = regex.compile(r"\s*以?外")
# 税收 is no part of 非税收入
DENIED_BEFORE = regex.compile(r"[非未不无]$")
# SO2|平均浓度, 苹果|产量: the measure that is left out when it changes
MEASURED_TAIL = regex.compile(r"(?:年均|月均|日均|平均)?(?:浓度|产量|销量|销售额|值|面积|余额|总量)$")
# 人均卫生总费用5348元，卫生总费用占…: a mean is not what it is taken of
EACH = ("人均", "户均", "亩均")
MEANS = ("日均", "周均", "月均")
# R&D经费4.38亿元，|与GDP之比为2.06%
RATIO_TO = regex.compile(r"与[^，。；\d]{1,12}之比")
NO_HEAD = compile_pattern(
    r"""最[高低] 的? | 年度 | 全年
    # 排在后三位的是, 全市倒数第一、第二的是: only how they stand
    | (?: 全[市省县区州旗盟国] | 排 [名序在]? | [分位名]? [居列] | 倒数 | 末位? | 榜[首尾] | 首位 | 垫底
        | [前后] [一二三四五六七八九十两\d]{1,2} [位名强甲] | 第 [一二三四五六七八九十\d]{1,2} [位名]?
        | [、和的是] ){1,12}"""
)
CHANGE_NOUN = regex.compile(r"(?<=.{2})(?:[增升涨降跌减]幅|增速)$")
COUNT_WORD = regex.compile(r"(?:人数|起数|件数|次数|个数|数)$")


def quantity_meant(situation: Situation, words: str) -> Meant:
    """The head of the quantity, and its figure; `words` is what the clause says before the verb of the ratio."""
    override = situation.override
    if override is not None and override.of is not None:
        return _in_its_place(situation) or (override.of.head, override.of)
    head = clean(words)
    ratio = RATIO_TO.search(words)
    last = last_level(situation) if ratio else None
    if ratio and last is not None:
        return last.head + ratio[0], last
    if override is not None and (override.head or override.subject):
        head = head or CHANGE_BEHIND.sub("", override.criterion)
        named = override.subject is not None and override.subject in head
        return _distributed(situation, override.head or ("" if named else head), override.subject)
    if not head or NO_HEAD.fullmatch(head) or (head in GENERAL and last_level(situation) is not None):
        return _in_its_place(situation) or _spoken(situation) or _carried(situation)
    if head.startswith("除") and EXCEPTED.match(situation.after):
        head = head.lstrip("除了")
    return (
        _by_word(situation, head)
        or _said_before(situation, head)
        or _composed(situation, head, words)
        or (head, None)
    )


def _spoken(situation: Situation) -> Meant | None:
    """固定资产投资止跌回升，增长3.2%: what the clause before speaks of without a number."""
    measure = measure_before(situation.wide, situation.number.kind)
    subject = situation.context.subject
    return (measure.removeprefix(subject or "") or measure, None) if measure else None


def _in_its_place(situation: Situation) -> Meant | None:
    """投资11.4亿元，面积16.9万平方米，分别增长26%和下降9.1%: each change of the figure in its place."""
    number, text = situation.number, situation.text
    left = max(0, number.start - SHARED_REACH)
    before = CHANGES_BEFORE.search(text, left, number.start)
    bare = before is None
    before = before or BARE_BEFORE.search(text, left, number.start)
    if before is None or number.kind == "points":
        return None
    place = len(before.captures("change"))
    behind = CHANGES_BEHIND.match(text, number.end, situation.limit)
    count = place + 1 + len(behind.captures("change") if behind else ())
    run = situation.memory.last_run(count, situation.sentence) if count > 1 else []
    if bare and not _side_by_side(run, text, before):
        return None
    return (run[place].head, run[place]) if run else None


def _side_by_side(run: list[Draft], text: str, changes: regex.Match[str]) -> bool:
    """118亿元、61亿元和34亿元|，同比下降11.7%、增长8.4%、增长23.6%: figures in one row, right before their changes."""
    if not run or run[-1].number.end != changes.start() or len({draft.head for draft in run}) < len(run):
        return False
    return not any("，" in text[a.number.end : b.number.start] for a, b in pairwise(run))


def last_level(situation: Situation) -> Draft | None:
    """The figure (or rate) that a ratio without a head of its own qualifies: the newest of the sentence."""
    if situation.in_bracket and situation.bracket is not None and not situation.bracket.is_percent:
        return situation.bracket
    for level in situation.memory.back(12):
        if level.sentence != situation.sentence:
            return None
        if level.bracket is not None and not situation.in_bracket:
            continue
        if _counts_places(level) and CHANGE_TOPIC.fullmatch(situation.topic):
            continue
        if not (level.role == "level" or (level.kind == "rate" and level.own_head)):
            continue
        if level.number.kind == "times_as":
            continue
        if situation.context.subject in (None, level.subject):
            if level.head.startswith(MEANS) and _total_before(situation, level) is not None:
                continue
            return level
    return None


def _counts_places(level: Draft) -> bool:
    """看增速，7个县区跑赢全市: how many places there are grows no faster."""
    return level.unit_kind == "count" and COUNT_OF_PLACES.search(level.head) is not None


def _total_before(situation: Situation, mean: Draft) -> Draft | None:
    """The total that a mean is taken of: 受理诉求28640件，日均954.7件."""
    for level in situation.memory.levels(situation.sentence, limit=4):
        if level is not mean and level.unit_kind == mean.unit_kind and level.clause == mean.clause:
            return level if resembles(mean.head[2:], level.head) == 1.0 else None
    return None


def last_head(situation: Situation) -> str:
    """The head of the newest percentage of the paragraph, else of its newest figure, else of what changed before."""
    back = [d for d in situation.memory.back(12) if d.head and not d.head.startswith("拉动")]
    near = [d for d in back if d.paragraph == situation.paragraph]
    near = [d for d in near if not PLACES.fullmatch(d.head) and not _counts_places(d)]
    # 增加值增长9.8%，其中…占25.3%。九个县区中，增速在…: a share is not what grows elsewhere
    rates = sorted((d for d in near if d.is_percent), key=lambda d: d.kind == "share")
    chosen = next(iter(rates), None) or next(iter(near), None)
    if chosen is not None:
        return _what_grew(chosen)
    announced = _topic(situation) or (situation.topics[0] if len(situation.topics) == 1 else "")
    if announced and not CHANGE_TOPIC.fullmatch(announced):
        return announced
    override = situation.override
    by = (override.criterion, situation.cue) if override is not None else ()
    changes = any(map(CHANGE_TOPIC.fullmatch, (situation.topic, *by)))
    return (_measured_above(situation) or situation.theme) if changes else ""


def _measured_above(situation: Situation) -> str:
    """先看GDP总量。…\\n再看增速。增长5.2%: what grew before, else what the paragraph above measures most."""
    told: list[Draft] = []
    for draft in situation.memory.back(60):
        if draft.kind == "growth" and draft.number.kind == "percent" and draft.head:
            return draft.head
        level = draft.role == "level" and not draft.is_percent and draft.bracket is None
        near = not told or draft.paragraph == told[0].paragraph
        if level and near and draft.head and not (_counts_places(draft) or PLACES.fullmatch(draft.head)):
            told.append(draft)
    heads = Counter(draft.head for draft in told)
    return heads.most_common(1)[0][0] if heads else ""


def bare_count(head: str) -> str:
    """A head without the word that counts it.

    >>> bare_count("受伤人数"), bare_count("签约金额")
    ('受伤', '签约金额')
    """
    return COUNT_WORD.sub("", head) or head


def _distributed(situation: Situation, head: str, subject: str | None) -> Meant:
    """What a row of changes is about: each name by its figure in this paragraph, else by what is spoken of in it."""
    own = [level for level in situation.memory.levels(limit=40) if level.subject == subject]
    near = [level for level in own if level.paragraph == situation.paragraph]
    said = head or _told_of(situation)
    about = code_of_ratio(said)
    for level in (*near, *own):
        other = about is not None and code_of(level.head, level.unit_kind) not in (None, about)
        if head and (other or resembles(bare_count(head), level.head) < 0.8):
            continue
        if head or level in near or _speaks_of(level, said, about):
            return level.head, level
    return said, None


def _told_of(situation: Situation) -> str:
    """工业方面，增加值增长9%，乙市(8.5%)…: what a paragraph has measured since it named its field, or the field."""
    topic, told = _topic(situation), last_head(situation)
    return told if told and (topic in told or code_of_ratio(topic) is None) else topic


def _speaks_of(level: Draft, said: str, about: str | None) -> bool:
    """Whether a figure of another paragraph is one of what is spoken of."""
    if about is None:
        return level.unit_kind not in COUNTED or resembles(said, level.head) >= 0.8
    return code_of(level.head, level.unit_kind) in (None, about)


def _topic(situation: Situation) -> str:
    """What was announced, unless it is a mere change (增幅方面) of what was said before."""
    return "" if CHANGE_TOPIC.fullmatch(situation.topic) else situation.topic


def _carried(situation: Situation) -> Meant:
    memory, sentence = situation.memory, situation.sentence
    if _topic(situation) and next(memory.levels(sentence), None) is None:
        back = (d for d in memory.back(6) if d.sentence == sentence and d.kind == "growth")
        grown = next((d for d in back if d.own_head and situation.topic in d.head), None)
        if grown is not None:
            # 投资方面，甲市固定资产投资增长5%，乙市最低，仅1.9%
            return grown.head, None
        named = memory.called(situation.topic)
        return (named.head if named is not None else situation.topic), None
    last = next((draft for draft in memory.back(3) if draft.rule not in EARLIER_LEVEL), None)
    if last is not None and last.role == "delta" and last.sentence == sentence:
        return (last.of.head, last.of) if last.of is not None else (DELTA_WORD.sub("", last.head), None)
    pulled = last is not None and last.head.startswith("拉动")
    if (
        last is not None
        and last.kind == "growth"
        and last.sentence == sentence
        and last.own_head
        and not pulled
    ):
        return _what_grew(last), _of_same_subject(situation, last)
    found = last_level(situation)
    return (found.head, found) if found is not None else (last_head(situation), None)


def _what_grew(draft: Draft) -> str:
    """投资增长7.9%，增幅高于全省0.9个百分点，其中四季度增长21.3%: the quantity, not its growth."""
    return CHANGE_NOUN.sub("", draft.head) if draft.number.kind == "points" else draft.head


def _of_same_subject(situation: Situation, last: Draft) -> Draft | None:
    """What the ratio before is taken of; where this clause is about another unit, the like figure of that."""
    subject = situation.context.subject
    if last.of is None or subject is None or last.of.subject == subject:
        return last.of
    return situation.memory.like(last, subject)


def _by_word(situation: Situation, head: str) -> Meant | None:
    """起数 / 受理总量 / 前者: a word that stands for a figure of the sentence."""
    levels = list(situation.memory.levels(situation.sentence, limit=20))
    classifier = CLASSIFIERS.fullmatch(head)
    if classifier:
        told = situation.memory.levels(None, situation.paragraph, limit=20)
        named = [level for level in levels or told if level.unit.endswith(classifier["unit"])]
    elif head.endswith(("总量", "总数")) and len(head) > 3:
        named = [level for level in reversed(levels) if resembles(head[:-2], level.head) == 1.0]
    elif head in ("前者", "后者"):
        run = situation.memory.last_run(3, situation.sentence) or situation.memory.last_run(
            2, situation.sentence
        )
        own = [level for level in levels if level.subject == situation.context.subject is not None]
        named = own or (run if head == "前者" else run[::-1])
    else:
        return None
    return (named[0].head, named[0]) if named else None


def _said_before(situation: Situation, head: str) -> Meant | None:
    """The newest level of the same subject whose head says the same."""
    narrowed = facets_of(head).industry if MODIFIER.match(head) else None
    if narrowed:
        for level in situation.memory.levels(None, situation.paragraph, limit=14):
            if level.narrowing.industry == narrowed:
                return level.head, level
    code = code_of_ratio(head)
    bare = bare_count(head) if situation.number.kind != "points" else head
    for level in situation.memory.levels(limit=14):
        here = level.sentence == situation.sentence
        if level.subject != situation.context.subject or not (here or level.paragraph == situation.paragraph):
            continue
        if code is not None and code_of(level.head, level.unit_kind) not in (None, code):
            continue
        if _is_another(level.head, head):
            continue
        industry = level.narrowing.industry
        if (
            here
            and industry
            and industry in bare
            and resembles(bare.replace(industry, ""), level.head) >= 0.85
        ):
            return head, level
        same = resembles(bare, level.head) >= 0.85
        near = len(head) >= 4 and resembles(level.head, bare) >= 0.7
        if same and (here or near or (MEASURED_TAIL.sub("", level.head) == bare and len(bare) > 1)):
            return max(level.head, bare, key=len), level
    return None


def _is_another(told: str, head: str) -> bool:
    """Whether what was told holds the words of `head` but is denied (非税收入, 税收) or a mean (人均费用, 费用)."""
    if told.startswith(EACH) and not head.startswith(EACH):
        return True
    return DENIED_BEFORE.search(told[: max(told.find(head), 0)]) is not None


def _composed(situation: Situation, head: str, words: str) -> Meant | None:
    if is_verb(head):
        sources = (situation.memory.with_verb(head, kind) for kind in ("money", "count"))
        source = next((found for found in sources if found is not None), None)
        if source is None:
            return None
        return source.head, source if source.sentence == situation.sentence else None
    branch = _of_a_branch(situation, head)
    if branch:
        return branch, None
    if noun_of(head) or MODIFIER.match(head):
        return compose(situation, words).words, None
    return None


def _of_a_branch(situation: Situation, head: str) -> str:
    """规上工业增加值增长12.3%，制造业增长13.1%: a branch by the measure that grew before; empty where there is none."""
    if situation.number.kind != "percent" or measure_of(head):
        return ""
    if GOODS_CLASS.fullmatch(head):
        last = next((d for d in situation.memory.back(10) if d.paragraph == situation.paragraph), None)
        return head + "价格" if last is not None and PRICE.search(last.head) else ""
    if not BRANCH.fullmatch(head):
        return ""
    for draft in situation.memory.back(12):
        measure = next((word for word in BRANCH_MEASURES if draft.head.endswith(word)), "")
        if draft.paragraph == situation.paragraph and measure:
            return head + measure
    return ""
