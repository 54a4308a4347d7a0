"""Criteria: what a list or a place ranks, and among whom, read from the words before it.

>>> text = "从到位资金来看，24个镇(街)中前三名为"
>>> criterion_before(text, 0, text.index("前三名"), [])
('到位资金', '24个镇(街)')
"""

from __future__ import annotations

import regex

from extract.criterion_phrases import (
    AMONG,
    COLLOQUIAL,
    DIGIT,
    MEASURE,
    OWN_WHOLE,
    among,
    criterion_in,
    criterion_words,
    fuller,
    split_scope,
    strip_time,
    with_measure,
)
from extract.list_patterns import compile_listed
from extract.members import RankedList

# 从到位资金来看， · 按综合得分，
TOPIC = compile_listed(r"""
    (?: ^ | [，。；;：:\s】] ) (?: 分别 )?
    # 按可比价格计算，; 按照考核办法计分， rank nothing
    (?! 按照? (?: [^，。；]{1,12} (?: 价格? | 口径 | 人口 | 汇率 ) [计核统测折]? [算计]
          | [^，。；]{1,24} (?: 》 | 办法 | 细则 | 方案 | 规定 | 要求 | 部署 | 标准 ) \p{Han}{0,4} [，：:] ) )
    (?: [换折] 算 [成为到] | 从 | 按照? | 以 | 就 | 论 (?! [坛文证述] )
        | (?: 再 | 若 | 单 )? [看比拼讲] (?= (?: <bare_measure> ) [，：:] ) ) (?P<words> [^，。；;]{2,50}? )
    (?: 来?[看说讲] | 排 (?: [名序列位队] | 座次 )? | 统计 | 计算 | 算 | 方面 | 为序 | 而言 | 论 )? [，：:]
""")
# 合同项目个数，前三名：
BARE = compile_listed(r"""
    (?: ^ | [。；;：:】] ) \s* (?P<words> [^，。；;：:、【】]{2,30}? ) (?: 方面 | 排名 | 排序 | 情况 | 上 )? [，：:]
    (?= [^，。；;：:]{0,24} $ )
""")
# 14个市州中， · 在各园区中，
INSIDE = compile_listed(r"""
    (?: ^ | [，；。：:\s] ) (?: 其中，? | 在 )?
    (?P<scope> [^，。；;：:]{2,24} (?: \( [^()]{1,10} \) [^，。；;：:]{0,8} )? ) (?: 之中 | 中 | 里 | 内 ) ，
""")
# GDP增速高于全州的有…；甲县、乙县排在后两位: what was compared before
COMPARED = compile_listed(r"""
    (?: ^ | [，。；;：:] ) \s* (?: 有? NUM [个家项] (?: <roster_noun> )? 的? )? (?P<words> [^，。；;：:、]{2,16}? )
    (?: 高于 | 低于 | 快于 | 慢于 | 好于 | 超过 | 不足 | (?: 在 | 达到? | 超 | 突破 ) (?= \d ) )
    (?! [\d.]+ [^，。；\d%的]{0,8} 的 (?! [有为是只仅共分] ) \p{Han}{2,12} \d )
""")
# 出口方面，九城中有4城增长，按增幅高低为: what the sentence has opened with
OPENED_WITH = compile_listed(r"""
    (?: ^ | [。；;：:】] ) \s* (?P<words> [^，。；;：:、【】]{2,16}? ) (?: 方面 | 来看 | 里 | 中 | 上 ) [，：:]
""")
# 全省营商环境评价结果出炉。: a contest whose places are told behind
CONTESTED = compile_listed(r"""
    (?: ^ | [，。；：:、\s] ) (?: 获悉 | 根据 | 按照 )? (?P<words> [^，。；：:]{2,36}?
        (?: 考核 | 考评 | 测评 | 评价 | 评估 | 评比 | 竞赛 | 评议 ) [”"]? )
    (?: 结果 | 得分 | 排名 | 排位 | 情况 | 成绩 | 榜单? | 位次 ){1,2} (?: 日前 | 近日 | 新鲜 | 正式 )?
    (?: 出炉 | 公布 | 揭晓 | 发布 | 通报 | 如下 | 出来 | 显示 | 印发 )
""")
CONTEST_SIGN = regex.compile(r"考[核评]|测评|评[价估比议]|竞赛")
HEADING = compile_listed(r"""
    \s* (?P<opened> <turn> )? (?P<number> NUM [、.．] | \( NUM \) | 【 )? \s* (?P<words> [^，。；：:、\n\d】]{2,24}? )
    (?: 的? (?: 完成 )? 情况 | 排名 | 排位 | 排序 | 通报 ){0,3} 】? \s* [。：:\n]
""")
# A phrase, and one that is read backwards from its end
WORDS = regex.compile(r"[\p{Han}A-Za-z0-9.]{1,14}")
WORDS_BEFORE = regex.compile(r"(?r)[\p{Han}A-Za-z0-9.]{1,14}")
POINTS_BACK = regex.compile(r"[这该]一?(?:项|指标|数据)")
QUOTED = regex.compile(r"“[^”]*”")
# How many lines above a sentence its heading may stand
LINES_BACK = 4
# How far back a clause is looked for
LONGEST_CLAUSE = 160
NO_LEAD = regex.compile(r"最|的是|、|\([^)]*$")
# 九城中有4城正增长: how many of them, and no measure
SOME_OF = regex.compile(r"[中里内]有\d")
ORDER_WORDS = regex.compile(r"排名|排位|排序|情况")
# 乡镇(街道)得分, 县级部门得分: the units are the scope
OF_UNITS = compile_listed(
    r"^ 各? (?: [市县区省] [级直] )? <roster_noun> (?: $ | (?= \p{Han} {2} ) (?! [级直] ) )"
)


def criterion_before(
    text: str,
    sentence: int,
    mark: int,
    found: list[RankedList],
    lead_start: int | None = None,
    said: str | None = None,
) -> tuple[str, str | None]:
    """The criterion of the list whose mark (前三位, 末位) stands at `mark`, and its scope where one is named.

    `said` is what the text before the sentence speaks of; without it, its heading.
    """
    start = lead_start if lead_start is not None else clause_start(text, sentence, mark, found)
    scope, own = among(text[start:mark])
    own = COLLOQUIAL.get(own, own)
    scope = scope or scope_inside(text, sentence, start)
    if len(own) in (2, 3):
        own = _fuller(text, sentence, start, own)
    if own and not MEASURE.match(own) and len(own) >= 2:
        return own, scope
    topic, around = _topic(text, found[-1].end if found else sentence, mark)
    scope = scope or around
    base = topic or (found[-1].criterion if found else topic_of(text, sentence, mark))
    base = fuller(
        base, found[-1].criterion if found else heading_of(text, sentence) if said is None else said
    )
    return with_measure(base or valued(text, sentence, start), own), scope


def valued(text: str, sentence: int, end: int) -> str:
    """税收收入增长12.3%，增幅居前三位的是…: what the clause before reports."""
    left = max((text.rfind(mark, sentence, end - 1) for mark in "，；。："), default=-1) + 1
    clause = OWN_WHOLE.sub("", strip_time(text[max(left, sentence) : end].rstrip("，；")))
    plain = DIGIT.search(clause) and not NO_LEAD.search(clause) and not SOME_OF.search(clause)
    return criterion_in(criterion_words(clause)) if plain else ""


def _fuller(text: str, sentence: int, end: int, own: str) -> str:
    """PM2.5浓度最低的是…；浓度最高的三个镇: the phrase that a short criterion shortens, where the sentence has it."""
    found = _phrase_with(own, text[max(sentence, end - 4 * LONGEST_CLAUSE) : end])
    phrase = among(found)[1] if found else own
    return phrase if phrase.endswith(own) and not MEASURE.match(own) else own


def _phrase_with(own: str, text: str) -> str:
    """The first phrase that ends in `own` and says more, empty where there is none.

    >>> _phrase_with("浓度", "浓度，PM2.5浓度最低的是甲镇")
    'PM2.5浓度'
    """
    place = text.find(own, 1)
    while place > 0:
        words = WORDS_BEFORE.match(text, 0, place)
        if words is not None:
            reach = WORDS.match(text, words.start())
            last = reach.end() if reach else place
            return text[words.start() : text.rfind(own, place, last + len(own)) + len(own)]
        place = text.find(own, place + 1)
    return ""


def clause_start(text: str, sentence: int, mark: int, found: list[RankedList]) -> int:
    """Where the clause of the mark begins; marks inside brackets do not count."""
    left = max(sentence, mark - LONGEST_CLAUSE, found[-1].end if found else 0)
    depth = 0
    for index in range(mark - 1, left - 1, -1):
        depth += (text[index] == ")") - (text[index] == "(")
        if text[index] in "，。；;：:\n】" and depth <= 0:
            return index + 1
    return left


def topic_of(text: str, since: int, mark: int) -> str:
    """The words of 从…看 or of a bare clause (到位资金，前三名…) between `since` and the mark."""
    return _topic(text, since, mark)[0]


def _topic(text: str, since: int, mark: int) -> tuple[str, str | None]:
    """The words of the topic, and among whom it is looked at (各乡镇开工率，…)."""
    before = text[max(since, mark - 4 * LONGEST_CLAUSE) : mark]
    for pattern in (TOPIC, BARE, COMPARED, OPENED_WITH):
        for found in reversed(list(pattern.finditer(before))):
            said = criterion_in(found["words"])
            if said:
                return said, among(found["words"])[0]
    return "", None


def paragraph_topic(text: str, opened: int, sentence: int) -> str:
    """What the paragraph spoke of before a sentence, or by what it compared last (完成率超过80%的有甲县).

    >>> paragraph_topic("完成率超过80%的有甲县。乙县最低。", 0, 13)
    '完成率'
    """
    since = max(opened, sentence - 8 * LONGEST_CLAUSE)
    said = [
        (match.start(), words)
        for pattern in (TOPIC, COMPARED)
        for match in pattern.finditer(text[since:sentence])
        if (words := COLLOQUIAL.get(match["words"], criterion_in(match["words"])))
    ]
    if not said and CONTEST_SIGN.search(text, since, sentence):
        contests = [
            split_scope(strip_time(match["words"]))[1] for match in CONTESTED.finditer(text[since:sentence])
        ]
        return next((contest for contest in reversed(contests) if contest), "")
    return max(said)[1] if said else ""


def spoken_of(text: str, since: int, mark: int) -> str:
    """What a clause between `since` and the mark says that it speaks of (按完成率排，; 就改善幅度而言，).

    >>> spoken_of("按完成率排，甲镇以99%居首", 0, 13), spoken_of("完成率99%，居首", 0, 8)
    ('完成率', '')
    """
    said = [
        COLLOQUIAL.get(found["words"], criterion_in(found["words"]))
        for found in TOPIC.finditer(text[max(since, mark - 4 * LONGEST_CLAUSE) : mark])
    ]
    return next((words for words in reversed(said) if words), "")


def scope_inside(text: str, sentence: int, mark: int) -> str | None:
    """14个市州中，…: among whom the sentence ranks."""
    found = list(INSIDE.finditer(text[max(sentence, mark - 4 * LONGEST_CLAUSE) : mark]))
    if not found:
        return None
    words: str = strip_time(found[-1]["scope"])
    match = AMONG.match(words)
    if match and not match["rest"]:
        return words
    return None


def points_at_nothing(text: str, sentence: int, clause: int) -> bool:
    """Whether a clause points back to what has no number: “500强”企业尚未破零，|这一项列末位."""
    if not POINTS_BACK.match(text, clause):
        return False
    left = clause_start(text, sentence, max(sentence, clause - 1), [])
    return not any(map(str.isdecimal, QUOTED.sub("", text[left:clause])))


def heading_of(text: str, sentence: int) -> str:
    """The words of the heading or topic sentence near before the sentence."""
    left = text.rfind("\n", 0, sentence) + 1
    for _ in range(LINES_BACK):
        match = HEADING.match(text, left, sentence)
        if match and (
            match["opened"]
            or match["number"]
            or ORDER_WORDS.search(match[0])
            or MEASURE.match(match["words"])
        ):
            words = OF_UNITS.sub("", match["words"])
            said = criterion_in(words) or (criterion_in(match["words"]) if words else "")
            return COLLOQUIAL.get(said, said)
        left = text.rfind("\n", 0, max(0, left - 1)) + 1
    return ""
