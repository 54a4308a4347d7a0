"""Place words: whose place it is, what is ranked and among whom, from the words before 第N位.

>>> split_lead("总量在丙市各县(市、区)中均居")
('总量', '丙市各县(市、区)', True)
>>> split_lead("增速列全省"), split_lead("增速全市"), split_lead("城镇居民收入")
(('增速', '全省', True), ('增速', '全市', True), ('城镇居民收入', None, False))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from extract.criteria import LONGEST_CLAUSE, clause_start, scope_inside, topic_of
from extract.criterion_phrases import (
    MEASURE,
    criterion_in,
    criterion_words,
    split_scope,
    strip_time,
    with_measure,
)
from extract.enumerations import MASKED, Enumeration, counted_names, enumeration_before
from extract.list_patterns import compile_listed
from extract.patterns import compile_pattern
from extract.subjects import apart

if TYPE_CHECKING:
    from extract.reader import Reader

VERBED = compile_listed(r"""
    ^ (?P<words> .* ) (?<! [位列稳荣跃仅] | (?<! [到至] ) 高 | (?<! 综合排 ) 名 | (?<! [得评积总\d] ) 分 )
    (?P<verb> (?! 居 [民住委家] | 列 [入车] | 排 [放查污水] | 获 [批悉] | 保持 \p{Han}{0,4} 增 ) <rank_verb>
      | (?<! [前后上下回跃攀晋跌滑蹿递急骤] ) <move_word> 了? NUM 个? (?: [位名] 次? | 台阶 ) [、，]?
          (?: [至到为] | <rank_verb> ) )
    (?P<between> [^，。；：%]{0,32} ) $
""")
SCOPED = compile_listed(
    r"^ (?P<words> .*? ) (?P<scope> <scope_word> (?: 各? \d{0,3} 个? <roster_noun> )? ) 的? $"
)
# 排名|则仍为全省|(第一) · 排名|升至全省|(第四)
BETWEEN = compile_listed(r"""
    ^ (?: 则 | 却 | 仍然? | 也 | 已 | 又 | 再次? | 还 | 首次 | 一举 | 继续 | 重新 | <move_word> [至到为] | 重?回到?
        | [在至到为了] ){0,4}
    (?: TIME 的? | 同期 的?
      | (?: [去上前] 一? 年度? | 上一? (?: 月 | 期 | 旬 | 周 | 个月 | 季度? ) | 年初 ) (?: 同期 | [底末] )? 的? )?
    (?P<scope> [\p{Han}A-Z\d()（）、“”]{2,28}? )? (?: 之中 | 中 | 内 | 里 | 的 ){0,2} $
""")
AMONG_LEAD = compile_listed(r"""
    ^ (?P<words> .*? ) (?: ， | (?<= [\p{Han}\d%)] ) | ^ ) 在 (?! [建库谈册] )
    (?P<scope> [^，]{2,40}? ) (?: (?: 之中 | 中 | 里 | 内 ) (?P<behind> \p{Han}{2,12} )? )? $
""")
# 在全省14个市州中总量|第11
UNVERBED_AMONG = compile_listed(r"""
    ^ (?P<words> .*? ) (?: ， | (?<= [\p{Han}\d%)] ) | ^ ) 在 (?! [建库谈册] )
    (?P<scope> [^，]{2,40}? ) (?: 之中 | 中 | 里 | 内 ) (?P<behind> [^，中内里]{2,12} ) $
""")
OUTER = compile_listed(r"""
    (?: ^ | [，。；：\s] ) (?: 在 (?! [建库谈册] ) (?P<scope> [^，。；第居]{2,48} ) (?: 之中 | 中 | 里 | 内 | 上 )?
      | (?P<scope> (?: [^，。；居] | (?<= 人 ) 居 ){0,30}
          (?: 考核 | 考评 | 评比 | 评价 | 测评 | 竞赛 | 大赛 | 比赛 | 评选 | 榜 ) ”? )
        (?: 中 | 结果 (?: 显示 | 表明 | 公布 )? )
      | [^，。；]{0,20}? (?: 荣?获 [评得]? | 评为 | 取得 ) (?P<scope> [^，。；获]{2,30}?
          (?: 考核 | 考评 | 评比 | 评价 | 测评 | 评估 | 竞赛 ) ) [中的为]?
        (?: 优秀 | 良好 | 先进 | 优良 | [好优] | [一二三特] 等奖 | [A-C一二] [类等档]
          | 红旗 | [等格] 次 | 等级 | 档次 | 单位 | [“”] ){1,5}
      | [与同和跟] (?P<scope> [^，。；第居]{2,24} ) (?: 相比 | 比较 | 对比 )
      | 从 (?P<scope> <scope_word> (?: 各? \d{0,3} 个? <roster_noun> )? ) (?: 范围 )? 来? 看
      | [^，。；]{0,30} 在 (?P<scope> [^，。；第居]{2,20}? ) 的? (?: 位次 | 名次 | 排[位名] | 座次 ) [^，。；第]{0,16}
    ) ，
""")
ADVERBS = compile_listed(r"""
    (?: SORTED | (?<! 综合 ) 排名 | 的? (?: 名次 | 位次 | 排位 | 座次 ) | 分别 | 依次
      | (?<! [人户亩地单] ) 均 | 都 | 双双 | 并列 | 并 | 继续 | 仍然 | 仍 | 已 | 再次 | 首次
      | 一举 | 连续 NUM 个? [年季月周次期] 度?
      | NUM 次 | 也 | 则 | 却 | 竟 | 又 | 持续 | 连续 | 始终 | 一直 | 长期
      | (?<! 综合排 ) 名 | 位 | 稳 | 由 | 从 )+ $
""")
# 甲市|反超乙市|升至第四: who is left behind
OVERTAKEN = regex.compile(
    r"(?:以[^，。；\d]{2,8}(?:\([^()]*\))?)?(?:反超|赶超|超越|压过|力压|超过|超车|挤下|挤掉|甩开|甩下|取代)\p{Han}{2,12}$"
)
# 分别高于全省、全市0.7个百分点 · 规模仅次于甲市 · 在丙市九县(市、区)中总量: who is compared with owns no place
NO_OWNER = compile_listed(r"""
    \s* (?: [较比] (?! 亚迪 ) \p{Han}
      | (?: 分别 | 均 | 则 | 仍 | 只 | 仅 )* (?: [高低快慢好多少大小]于 | 高出 | 低出 | 超出 | 领先 | 落后 )
      | (?: (?: <bare_measure> ) )? 仅? (?: 次于 | 少于 | 低于 | 逊于 | 落后于 ) \p{Han}
      | 在 [^，。；]{2,16}? (?: \( [^()]{1,10} \) )? (?<! 其 | 进行 ) 中 (?= \p{Han} ) )
""")
# 稳居|山区和川区县(第5位): what follows is among whom
VERB_FIRST = compile_pattern(r"(?: 则 | 均 | 分别 | 双双 | 仍 | 也 )* <rank_verb>")
MEASURED = compile_pattern(r"(?: <measure> | <bare_measure> | [个件次人户家] 数 | (?<! 效 ) 率 | 总评 ) $")
# 中国百强城市排行榜|我市|列第59位
OWN_LAST = compile_pattern(
    r"(?P<contest> .{2,40} (?: 榜单? | 评价 | 考核 | 考评 | 评比 | 评估 | 测评 | 排名 | 竞赛 ) )"
    r" [中上里内]? ，? [我本] [省市县区州旗盟镇]"
)
OWN = compile_pattern(
    r"""^ (?: <whole_area> | (?: 农村 | 农业 | 城镇 | 乡村 ) (?: 地区 )? (?= \d )
            | [市县]? (?: 主 | 中心 )? 城区 | 市区 (?! \p{Han}? [县市] )
            | [我本全] [国省市县区州旗盟镇乡] )"""
)
WHOLE_RANK = regex.compile(r"^(?:综合|总体)$")
INSIDE_TAIL = compile_listed(
    r"""(?: 的 | 中 | 里 | 内 | SORTED
        | <move_word> 了? \p{Han}{0,1} \d{0,2} 个? [位名] 次? [、，]? )+ $"""
)
# 全省营商环境评价|排名第3
WHOLE_CONTEST = regex.compile(r"全[国省市县区州]")
CONTEST = regex.compile(r"(?:评价|评估|考核|考评|评比|测评|竞赛)$")
# 全省|的名次较二季度末
STANDING_TAIL = regex.compile(r"(?<=.)的?(?:名次|位次|座次).*$")
SCOPE_ALONE = compile_pattern(r"<scope_word>")
BEHIND_NAMES = regex.compile(r"^(?:\([^()]*\))?\s*(?:分别|均|都)?(?:以[\d.,]+.*$)?")
BOTH = regex.compile(r"(?:等?\d?[两三四]?[个家]?\p{Han}{0,2})?(?:均|都|同|共同)?")
DIGIT = regex.compile(r"\d")
SOURCE = regex.compile(r"^(?:另据|据)[^，]{2,14}，")
# 园区中|高新区: among whom, before the name
AMONG_THESE = compile_listed(
    r"^ (?P<scope> (?: <scope_word> )? (?: 各 | NUM 个? )? <roster_noun> ) [中里内] (?= \p{Han}{2} )"
)
# 到位资金甲镇|以4.2亿元: the value behind the name that ends a clause
LENT = regex.compile(
    r"(?:以|达到?|为|完成|实现|仅|占到?(?:了?全[国省市县区州镇]的?)?)?[\d.]+[万亿]?[%\p{Han}]{0,3}(?:的[\p{Han}]{2,8})?$"
)
# 销售额|丙街道
UNIT_END = ("镇", "乡", "街道", "县", "区", "市")
# 社保扩面则是|甲市; 人口大县|乙县: what leads up to the name that ends a clause
LEADS_TO_NAME = compile_pattern(
    r"(?P<what> .{2,20}? ) (?: 方面 )? (?: 则 | 却 | 仍 | 还 )? (?: 是 | 为 | 由 | 以 | 有 | 当属 | 要数 | 数 ) $"
)
APPOSED = regex.compile(
    r"(?:省会|首府|(?:工业|农业|人口|经济|资源|旅游|外贸|山区|革命|老牌|产粮|产煤|传统|\p{Han}{2})[大强重名小老弱穷富][市县镇乡省区])(?:城市)?"
)
NO_SUBJECT = compile_pattern(
    r"""^ <no_subject> | ^ (?: 连续 | 累计 | 首次 | 先后 | 中国 (?! 银行 | 人寿 | 电信 | 移动 | 联通 ) | 我国 | 全球 )
      | 农村 | 牧区 | 居民 | 产业"""
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose place it is: names that share out the ranks, or one, or none (the bulletin's area), and the words left."""

    subjects: tuple[str, ...]
    words: str
    clause: int


def split_lead(lead: str) -> tuple[str, str | None, bool]:
    """The words before a place without its verb, the scope among them, and whether they lead up to a place at all."""
    match = VERBED.match(lead)
    between = BETWEEN.match(match["between"]) if match else None
    if match is not None and between is not None:
        words, scope = match["words"], between["scope"]
        words += (
            match["verb"] if words.endswith(("综合", "总体")) and match["verb"] in ("排名", "排位") else ""
        )
    else:
        match = SCOPED.match(lead)
        if match is None:
            return _measured_among(lead)
        words, scope = match["words"], match["scope"]
    words = _without_adverbs(words)
    inside = AMONG_LEAD.match(words)
    if inside is not None and not scope:
        behind = WHOLE_RANK.sub(r"\g<0>排名", inside["behind"] or "")
        return behind or _without_adverbs(inside["words"]), _plain(inside["scope"]), True
    before = None if scope else SCOPED.match(words)
    if before is not None:
        return _without_adverbs(before["words"]), before["scope"], True
    return words, _plain(scope), True


def _measured_among(lead: str) -> tuple[str, str | None, bool]:
    """在全省14个市州中总量(第11): no verb, but a scope and a measure."""
    match = UNVERBED_AMONG.match(lead)
    if match is None or not MEASURED.search(match["behind"]):
        return lead, None, False
    return match["behind"], match["scope"], True


def unverbed(words: str, reader: Reader) -> bool:
    """Whether words lead up to a place without a verb: 工业投资额甲镇(第一), 甲镇到位资金(倒数第一), 甲市(第六)."""
    plain = strip_time(words)
    these = AMONG_THESE.match(plain)
    if these and reader.names.is_name(plain[these.end() :]):
        return True
    named = is_listed(plain, reader) or (plain.endswith(UNIT_END) and reader.names.is_name(plain))
    return named or bool(apart(plain, reader.names)[0] or MEASURED.search(plain))


def _plain(scope: str | None) -> str | None:
    """The scope without particles; `None` where nothing is left. 省内 is a scope by itself."""
    scope = STANDING_TAIL.sub("", scope) if scope and "次" in scope else scope
    return scope if scope and SCOPE_ALONE.fullmatch(scope) else INSIDE_TAIL.sub("", scope or "") or None


def _without_adverbs(words: str) -> str:
    return OVERTAKEN.sub("", ADVERBS.sub("", words.strip()))


def outer_scope(text: str, sentence: int, mark: int) -> tuple[str, int] | None:
    """在丙市各县招商考核中，…: the scope that an earlier clause opens, and its offset."""
    left = max(sentence, mark - 4 * LONGEST_CLAUSE)
    found = list(OUTER.finditer(text[left:mark]))
    if not found:
        inside = scope_inside(text, sentence, mark)
        return (inside, sentence) if inside else None
    return found[-1]["scope"], left + found[-1].start("scope")


def standing(
    text: str, sentence: int, clause: int, words: str, mark: int, ranks: int, tied: bool, reader: Reader
) -> Standing:
    """Whose place it is: named in the clause itself, or in the nearest clause before it."""
    barrier = max(sentence, mark - 4 * LONGEST_CLAUSE)
    barrier = max(barrier, text.rfind("；", barrier, mark) + 1)
    verbed = VERB_FIRST.match(text, clause, mark) is not None
    listed = text.find(words, clause, mark) + len(words) if words else clause if verbed else mark
    shared = enumeration_before(text, barrier, max(listed, clause), reader.names)
    if shared is not None and (
        tied or len(shared.members) == ranks > 1 or _of_both(shared, text, clause, listed)
    ):
        return _shared(shared, clause, words)
    counted = counted_names(text, clause, listed, ranks) if ranks > 1 and words and shared is None else None
    if counted is not None and all(text[member.values_end - 1] == ")" for member in counted.members):
        return _shared(counted, clause, words)
    each = (
        _clause_by_clause(text, barrier, clause, ranks, reader)
        if ranks > 1 and not _own_words(words)
        else None
    )
    if each is not None:
        return each
    left, own = clause, words
    while True:
        name, rest, decided = leading(own, reader)
        if decided or left <= barrier:
            inner = rest if left == clause or rest else words
            reported = None if decided else _reported_of(reader, sentence, mark)
            if reported is not None:
                return Standing((reported,), words, clause)
            return Standing((name,) if name else (), rest if left == clause else inner, left)
        right = left - 1
        left = max(clause_start(text, barrier, right, []), barrier)
        own = text[left:right]


def _own_words(words: str) -> bool:
    """Whether the clause of the place says more than by which measure (降幅|分列)."""
    return bool(words) and not MEASURE.match(words)


def _clause_by_clause(text: str, barrier: int, clause: int, ranks: int, reader: Reader) -> Standing | None:
    """甲区进出口43.7亿元，乙区33.2亿元，分列第一、第二位: a name opens each of the clauses before."""
    names: list[str] = []
    left, said = clause, ""
    while len(names) < ranks and left > barrier:
        right = left - 1
        left = max(clause_start(text, barrier, right, []), barrier)
        name, said, _ = leading(text[left:right], reader)
        if name is None:
            return None
        names.insert(0, name)
    fit = len(names) == ranks and len(set(names)) == ranks
    return Standing(tuple(names), said, left) if fit else None


def _of_both(shared: Enumeration, text: str, clause: int, listed: int) -> bool:
    """乙镇、丙镇|获得第二名: what is said right behind the names is said of each."""
    alone = not text[clause : shared.start].strip()
    return alone and BOTH.fullmatch(text[shared.end : listed]) is not None and not shared.valued


def _shared(shared: Enumeration, clause: int, words: str) -> Standing:
    """甲县、乙县分列第一、第二: each name has a rank of its own."""
    names = tuple(member.name for member in shared.members)
    before, _, behind = words.partition(names[-1]) if names[-1] in words else ("", "", "")
    lead = before[: before.index(names[0])] if names[0] in before else ""
    behind = BEHIND_NAMES.sub("", behind)
    said = "" if DIGIT.search(behind) else behind
    # 甲市、乙市拿下前两名，|总量却|分列第六和第九
    own = words if not before and MEASURE.match(words) else ""
    return Standing(names, said or lead or own, min(clause, shared.start))


def leading(words: str, reader: Reader) -> tuple[str | None, str, bool]:
    """The name that opens a clause and what follows it; whether the clause settles whose place it is."""
    plain = SOURCE.sub("", strip_time(words))
    these = AMONG_THESE.match(plain)
    if these and reader.names.leading(plain[these.end() :]):
        plain = plain[these.end() :]
    listed = OWN_LAST.fullmatch(plain)
    if listed:
        return None, listed["contest"], True
    return (None, plain, False) if NO_OWNER.match(words) else _opening(plain, reader)


def _opening(plain: str, reader: Reader) -> tuple[str | None, str, bool]:
    """The name that opens the words of a clause, or ends them behind a measure."""
    own = reader.names.owned(plain)
    whole = OWN.match(plain)
    if own or whole:
        return None, plain[len(own) if own else whole.end() if whole else 0 :], True
    apposed = APPOSED.match(plain)
    if apposed and is_listed(reader.names.leading(plain[apposed.end() :]), reader):
        plain = plain[apposed.end() :]
    name = reader.names.leading(plain)
    last = plain.rfind("、") + 1 if name is None else 0
    measure, behind = apart(name or LENT.sub("", plain[last:]), reader.names)
    if measure:
        return behind, plain[:last] + measure + plain[last + len(measure) + len(behind) :], True
    if name is None or "以" in name[2:]:
        closing = _closing(LENT.sub("", plain), reader)
        if closing is not None:
            return *closing, True
    if name is not None and plain[len(name.removesuffix("地区")) :].startswith("地区生产总值"):
        name = name.removesuffix("地区")
    if name is not None and credible(name, reader):
        return name, plain[len(name) :], True
    return None, plain, False


def _reported_of(reader: Reader, sentence: int, mark: int) -> str | None:
    """Whose figure stands nearest before a place, where no clause of the sentence names a unit by itself."""
    before = (
        d for d in reader.memory.back(10) if d.sentence == reader.sentence and sentence <= d.number.start
    )
    # (64.5%对71.9%): the second value is that of whom it is compared with
    told = (d for d in before if d.number.end <= mark and reader.text[d.number.start - 1] != "对")
    draft = next(told, None)
    name = draft.subject if draft is not None else None
    if not name or "、" in name or OWN.match(name):
        return None
    opens = reader.text.startswith(name, sentence) and NO_SUBJECT.search(name) is None
    return name if opens or reader.names.is_name(name) else None


def _closing(words: str, reader: Reader) -> tuple[str, str] | None:
    """社保扩面则是甲市: the name that ends a clause, and what is measured before it."""
    for start in range(2, len(words) - 1):
        name, before = words[start:], words[:start]
        leads = LEADS_TO_NAME.match(before)
        ends = name.endswith(UNIT_END) and name[0] not in "则却仍还是为由以有"
        if ends and MEASURED.search(before) and reader.names.is_name(name):
            return name, before
        if is_listed(name, reader) or (leads and reader.names.is_name(name) and credible(name, reader)):
            return name, leads["what"] if leads else before
    return None


def is_listed(name: str | None, reader: Reader) -> bool:
    """Whether the bulletin itself lists the name, so that it is no beginning of other words."""
    return name is not None and (name in reader.names.known or name in reader.names.short)


def credible(name: str, reader: Reader) -> bool:
    """Whether a name at the head of a clause is one, and not the start of an indicator (农村牧区合作医疗参合率)."""
    if name in reader.names.known or MASKED.match(name):
        return True
    return not NO_SUBJECT.search(name) and not name.endswith(("营", "师"))


def carried(text: str, sentence: int, owner: int, clause: int, last: str) -> str:
    """What a place without words of its own ranks: as the place or list before it, the topic, the clause before."""
    said = last or topic_of(text, sentence, owner)
    while not said and clause > sentence:
        left = clause_start(text, sentence, clause - 1, [])
        said, clause = criterion_in(criterion_words(text[left : clause - 1])), left
    return said


def among_whom(words: str | None) -> tuple[str | None, str | None]:
    """A scope apart from the contest in it (全市招商考核): scope, contest."""
    return split_scope(strip_time(words)) if words else (None, None)


def full_measure(base: str, words: str) -> str:
    """总量 behind a figure is that figure's; any other words stand for themselves."""
    return with_measure(base, words) if MEASURE.match(words) else words


def contested(lead: str, own: str, reader: Reader) -> str | None:
    """全省营商环境评价排名第3: among whom a contest was held, if that is not the bulletin's own area."""
    whole = WHOLE_CONTEST.match(strip_time(lead)) if CONTEST.search(own) else None
    within = whole is not None and any(name.endswith(whole[0][1]) for name in reader.names.own)
    return whole[0] if whole is not None and not within else None
