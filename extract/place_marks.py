"""Marks of places: the words that name a rank, from the first place to the last, and the ranks that they stand for.

>>> [(m[0], ranks_of(m)) for m in PLACE.finditer("总量居第3位，增速居榜首，乙镇位居次席，丙镇、丁镇分列二、三位。")]
[('第3位', [3]), ('榜首', [1]), ('次席', [2]), ('二、三位', [2, 3])]
"""

from __future__ import annotations

import regex

from extract.list_patterns import compile_listed
from extract.members import count_of
from extract.patterns import Beginnings, compile_pattern

# 由第15位升至第5位 · 从全省第9位前移5位至第4位
CHANGE = compile_listed(r"""
    (?: 由 | 从 ) (?P<before> [^，。；第]{0,24}? ) (?P<low1> 倒数 )? 第 \s? (?P<n1> NUM ) \s? [位名]?
    (?: [、至到] (?P<middle> [^，。；第]{0,14} ) 第 (?P<n3> NUM ) [位名]? )?
    [^，。；第]{0,8}? <move_word> (?: \d{1,2} 个? [位名] 次? )? [至到为]?
    (?P<between> [^，。；第]{0,24}? )
    (?: (?P<low2> 倒数 )? 第 \s? (?P<n2> NUM ) \s? [位名]? | (?P<top2> 首位 | 榜首 | 头名 ) )
""")
# 第8位 · 第一、二、三位 · 第五和第四 · 倒数第二、倒数第一 · 首位 · 居首 · 次席 · 末位
PLACE = compile_listed(r"""
    (?P<low> 倒数 )? 第 \s? (?P<n> NUM ) \s? (?: [位名] | 把交椅 | 席 (?= \s? (?: [，。；] | $ ) ) )?
      (?P<more> (?: \s? [、和及与] \s? (?: 倒数 )? 第? \s? NUM \s? [位名]? ){1,8}
        | [至到—–~-] 第? NUM (?= [位名] ) [位名] )?
      (?: (?<= [位名] ) (?! 额 | 次 [^，。；] | 称 | 于 )
        | (?= \s? (?: [，。；：()\n] | $ | 且 | 并 | 、 (?! \s? (?: 第 | 倒数 | NUM ) ) ) ) )
  | (?<= [列居排获] 第? ) (?P<run> 一?二三四?五? | 三四五? | 四五六? | 五六七? | 六七八? | 七八九? | 八九 ) [位名]
  | (?<= [列居排] | 排名 | <scope_word> ) (?P<n> NUM ) (?P<more> (?: \s? [、和及与] \s? NUM ){1,8} )
      (?: [位名] | (?= \s? (?: [，。；)] | $ ) ) )
  | (?P<first> (?! 首席 [\p{Han}] | 首位 (?: 度 | 产业 ) ) <place_first> | (?<= 居 | 列 | 占 | 排 ) 首 (?= \s?
      (?: [，。；、()] | $ ) )
      | (?<= (?: 坐 | 居 | 坐上 | 蝉联 | 卫冕 ) (?: <scope_word> )? )
          [“「]? (?: 龙头 (?: 老大 )? | 老大哥? | 一哥 ) [”」]?
          (?= \s? (?: [，。；、)] | $ ) )
      | <win> (?: <scope_word> )? (?= \s? (?: [，。；、)] | $ ) ) )
  | (?P<second> (?<! 名次 | 主 ) <place_second> | (?<= 居 | 列 | 排 ) 次 (?= \s? (?: [，。；、()] | $ ) ) )
  | (?P<then> (?: 其次 | 接下来 | 随后 | 往后 | 再往后 | 再次 | 其后
         | (?: 紧[随跟追接咬贴逼]其后 | 排在其后 | 紧随 ) 的 )
       (?: 依次 | 分别 | 则 )? [是为] (?= \p{Han} ) )
  | (?P<next> (?: 次之 | 紧[随追跟接咬贴逼] (?: 其后 | 而至 | 而来 | 不放 )? | (?: 位居 | 排在 | 位列 | 列 | 随 ) 其后 )
       (?= \s? (?: [，。；、)] | $ ) ) )
  | (?: 跻身 | 进入 | 挤进 | 位列 | 位居 | 列 | 居 | 排在 ) 前 (?P<upto> NUM ) [位名强]? (?= \s? (?: [，。；、)] | $ ) )
  | (?P<last> <place_last>
      | (?<= 排名? | 居 | 列 ) (?: 最后 | 最末 | 倒数 | 末 ) (?= \s? (?: [，。；、()] | $ ) ) )
""")
BEST = compile_listed(r"""
    (?P<extreme> <best_word> | <worst_word> )
    (?: 的 (?: <roster_noun> )? (?: 仍然? | 依然 | 依旧 | 仍旧 | 还 | 则 )? (?: 是 | 为 ) (?= \p{Han} )
      | (?P<bare> (?= [，。；(] ) )
      | (?P<apposed> 的 (?= \p{Han}{2} ) ) )
  | (?P<extreme> 为最 ) (?P<bare> (?= [，。；(] ) )
""")
# What needs no verb: 垫底, 领跑全县
ALONE = compile_pattern(r"(?: 垫底 | 殿后 | 敬陪末座 | <win> ) (?P<scope> <scope_word> )?")
# 末位的乡镇: only which units are meant
AFTER = compile_pattern(
    r"的? (?: <roster_noun> ) (?! \p{Han}{0,3} 第 ) | 约谈 | 淘汰 | 的 (?! [，。；好] ) \p{Han}{0,8} [，。；是为：]"
)
# 争取到位资金5亿元，居: what was won already
WON = r"(?! 争取 (?: 到 (?! 20 | 年 ) | 上级 | 中央 | 国家 | 省级? | 专项 | 资金 | 项目 | 各[类级] | 债 | 政策 ) )"
GOAL = compile_pattern(WON + r"<rank_goal> | (?: 提出 | 明确 ) ，? 到? \d{4} 年 | ^ \s* 对 (?= [^，]{2,} )")
NUMBER = regex.compile(r"(?P<low>倒数)?第?\s?(?P<n>\d{1,3}|[一二三四五六七八九十]{1,3})")
CUE = compile_pattern(r"""
    第 | [一二三四五六七八九十\d][位名] | <place_first> | <place_second> | <place_last> | <win>
  | 龙头 | 老大 | 末座 | 前[三四五六七八九十\d] | 其后 | 紧[随追跟接咬贴逼] | [居列排占名][首末最倒] | 次[之是为]
      | 接下来 | 为最
  | <best_word> | <worst_word>
""")
CUE_BEGINS = Beginnings(CUE)
PATTERNS = (("change", CHANGE), ("best", BEST), ("place", PLACE))
# 以712亿元|稳居第一: the words behind a number with which a place is held
PLACED_BEHIND = regex.compile(
    r"的?(?P<words>[^，。；\d]{0,14}?)"
    r"(?=(?:稳|雄|独|仍|依旧|依然|仍然|牢牢|稳稳|暂|暂时|再[次度]?|首次|重新|名|位)?(?:居|列|排|占据)|领跑|领先|遥遥|高居|继续"
    r"|稳[坐拿占]|坐[稳拥上]|牢牢|稳稳|依然|仍然|再[次度]|摘得|夺得|独占|拔得|夺魁|折桂|问鼎|称冠|夺冠|登顶|傲视|一马当先|一骑绝尘"
    r"|垫底|殿后|紧随|次之)"
)


def ranks_of(match: regex.Match[str]) -> list[int]:
    """The ranks that a mark names, in printed order."""
    if match["run"]:
        return [count_of(numeral) or 1 for numeral in match["run"]]
    if not match["n"]:
        return [2] if match["second"] else [1]
    numbers = [count_of(match["n"]) or 1]
    if match["more"] and match["more"][0] in "至到—–~-":
        last = NUMBER.search(match["more"])
        return list(range(numbers[0], (count_of(last["n"]) or 0) + 1)) if last else numbers
    return numbers + [count_of(more["n"]) or 1 for more in NUMBER.finditer(match["more"] or "")]
