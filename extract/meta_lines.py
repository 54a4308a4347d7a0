r"""The lines of a bulletin's head and tail: what each one is, before any of them is understood.

>>> [line.role for line in head_lines("某县商务局文件\n某商〔2021〕7 号\n关于一季度情况的通报\n各乡镇:")]
['organ', 'number', 'title']
>>> compact("玉 林 市 安 全 办 公 室 文 件"), compact("关于 2021 年 1-8 月 工作情况")
('玉林市安全办公室文件', '关于2021年1-8月工作情况')
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

import regex

from extract.meta_dates import DATE, is_date_line
from extract.meta_words import meta_pattern

Role = Literal["organ", "number", "title", "subtitle", "masthead", "date", "furniture", "plain"]

HEAD_LINES = 40
TAIL_LINES = 10
MOST_OFFICES = 3
LONGEST_HEAD_LINE = 90
FLAGS = regex.VERBOSE | regex.VERSION1

# A blank that only spreads the letters: between Chinese characters, digits and brackets.
SPREAD = regex.compile(
    r"(?<= [\p{Han}\d〔〕\[\]()（）“”《》、·*×/-] ) [ \u3000\t]+ (?= [\p{Han}\d〔〕\[\]()（）“”《》、*×/-] )",
    FLAGS,
)

# 七星督考通〔2021〕22号, 政办发[2019]第3号, 第7期(总第45期), 〔2021〕第3期, (7).
NUMBER = regex.compile(
    r"""
    (?P<number>
        [\p{Han}A-Za-z*×]{0,16} \s? [〔\[【（(﹝] \s? [\dxX×*]{2,4} \s? [〕\]】）)﹞]
        \s? 第? \s? [\dxX×*]{1,5} \s? [号期]
      | (?: \d{4} 年 \s? )? 第 \s? [\d一二三四五六七八九十百]{1,4} \s? [期号]
        (?: \s? [(（] \s? 总 \s? (?: 第 \s? )? \d{1,4} \s? 期? \s? [)）] )?
      | 总 \s? 第? \s? \d{1,4} \s? 期
      | N[oO] [.．:：]? \s? [\d-]{1,9}
      | [(（] \s? \d{1,3} \s? [)）] )
    """,
    FLAGS,
)

# What else the line of a number may hold: the signatory, the masthead, a star for its urgency.
BESIDE_NUMBER = r"(?: \s* | \s* 签发人 \s? [:：]? .{1,20} | \s* (?: 编印 | 特急 | 急件 ) )"
NUMBER_LINE = regex.compile(
    r"[\[【(（]? (?: 编号 | 文号 | 发文字号 | 文件编号 )? [:：]? \s? "
    + NUMBER.pattern
    + r"[\]】）)]?"
    + BESIDE_NUMBER,
    FLAGS,
)

# 某县商务局, 某县财政局国库股, 某县12345热线中心, **区项目推进中心, 中共某县委办公室文件: one line without punctuation.
ORGAN = r"""
    (?! .* (?: 关于 | 对于 ) )
    [\p{Han}*×xX·]{1,40} (?: \d{3,5} \p{Han}{1,20} )? (?: [(（] \p{Han}{2,16} [)）] )?
    (?: <organ> ) (?<! <no_organ> ) (?: \p{Han}{2,8} (?: <section> ) (?<! <no_organ> ) )?
    (?: [(（] \p{Han}{1,16} [)）] )?
"""
ORGAN_LINE = meta_pattern(f"(?:{ORGAN})(?: 、{ORGAN})?" + r"(?: 文件 | 编 | 编印 | 主办 )?")
# 【招商快讯】, ◆一季度…, ———: column titles, entries of a list of contents, rules.
ORNAMENT = regex.compile(r"[^\p{Han}\w]* | 【 .* 】 | [◆●■★▲☆◇○□] .*", FLAGS)

# A head that lost its lines: 某县商务局文件某商〔2021〕7号关于…的通报各乡镇：…
FLAT_HEAD = meta_pattern(r"""
    (?: \p{Han}{4,40}? 文件 )?
    \s? (?P<number> \p{Han}{1,12} [〔\[【] \d{4} [〕\]】] 第? \d{1,4} 号 )
    \s? (?P<title> [^。；;\n]{6,120}? <kind> ) (?= \s | 各 | <opening> | <announces> ) (?P<rest> .* )
""")

# The first line of the text itself: a salutation, a numbered heading, a long sentence.
SALUTATION = regex.compile(r"(?: 各 | \p{Han}{1,6}? 各 | 你 ) [^。；]{1,150} [:：]", FLAGS)
NUMBERED = regex.compile(
    r"""(?: [一二三四五六七八九十]{1,3} 、 (?! [一二三四] 季度 )
          | [(（] [一二三四五六七八九十]{1,3} [)）]
          | \d{1,2} [.、] \s? \p{Han} )""",
    FLAGS,
)
SENTENCE_END = regex.compile(r"[。；;！!] [”）)]? \Z", FLAGS)
# 某县前11月成绩单来了！: a headline of one breath
EXCLAIMED = regex.compile(r"[^，。；！!]{6,40}[！!]")
# xx年9月5日: the date of a signature from which the year was taken out.
MASKED_DATE = regex.compile(
    r"""[(（]? (?: 20 )? [xX×*某]{1,4} \s? 年
        \s? [\dxX×*某一二三四五六七八九十]{1,3} \s? 月
        (?: \s? [\dxX×*某一二三四五六七八九十]{1,3} \s? 日 )? [)）]?""",
    FLAGS,
)
# 督办通报, 工作简报: the name of a series at the top of the page, not the title of one issue.
MASTHEAD = meta_pattern(r"""
    (?! .* 关于 ) \p{Han}{0,6} (?: <masthead> )
    \s? (?: [(（]? \s? (?: \d{4} \s? 年 \s? )? 第? \s? \d{1,4} \s? [期号]? \s? [)）]? )?
""")
# 10月7日: the day of a bulletin whose year stands in its title or number.
DAY_ONLY = regex.compile(r"[(（]? \d{1,2} \s? 月 \s? \d{1,2} \s? 日 [)）]?", FLAGS)
# 报送单位：某县商务局, 报送时间：2021年4月6日
LABELLED = meta_pattern(r"(?: <issuer_label> | (?: <date_label> ) (?: 时间 | 日期 ) ) \s? [:：]")
SEAL = meta_pattern(r"[(（] \s? (?: <seal> ) \s? [)）]")
COMMA = regex.compile(r"[，,] (?! \d )", FLAGS)
# 相关链接：2017年春运数据回顾: what else the site has
ELSEWHERE = regex.compile(
    r"(?:相关|延伸|推荐|热门|更多|往期|[上下]一[篇条])(?:链接|阅读|报道|新闻|文章|资讯|回顾|推荐|稿件)?\s?[:：|]"
)
TITLE_END = meta_pattern(r"(?<kind> <kind> ) \s? (?: [\[(（] [^\])）]{1,16} [\])）] | [①②*] )? \Z")
ANNOUNCES = meta_pattern(r"(?: <announces> )")
OPENING = meta_pattern(r"(?: <opening> )")
FURNITURE = meta_pattern(r"(?: <furniture> )")
FURNITURE_OR_DISTRIBUTION = meta_pattern(
    r"(?: <furniture> | (?<! [公通简快日晚早时汇播] ) (?: <distribution> ) )"
)


class HeadLine(NamedTuple):
    """One line without the blanks that only spread its letters; `gap` where a blank line stands before it."""

    text: str
    role: Role
    gap: bool = False
    raw: str = ""


def compact(line: str) -> str:
    """A line without the blanks between its characters; those between Latin words stay."""
    return SPREAD.sub("", line.strip())


def head_lines(text: str) -> list[HeadLine]:
    """The lines above the first sentence of the text itself."""
    found: list[HeadLine] = []
    for line in _lines(text[:6000], HEAD_LINES):
        if not _opens_body(line.text):
            found.append(_as_wrapped(line, found[-1] if found else None))
        elif found or addresses_readers(line.text):
            break
    return found


def addresses_readers(line: str) -> bool:
    """Whether a line is a salutation or announces what follows: no title comes after it."""
    return SALUTATION.fullmatch(line) is not None or ANNOUNCES.match(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does and a title does not."""
    return line.endswith((":", "：")) or SENTENCE_END.search(line) is not None


def _as_wrapped(line: HeadLine, above: HeadLine | None) -> HeadLine:
    """情况通报 is a masthead, but below an unfinished 关于… it ends the title."""
    unfinished = above is not None and above.role == "plain" and not line.gap
    ends_title = line.role == "masthead" and unfinished and TITLE_END.search(line.text)
    return line._replace(role="title") if ends_title else line


def tail_lines(text: str) -> list[HeadLine]:
    """The last lines, from the top down."""
    last = [raw for raw in text[-2000:].split("\n") if raw.strip()][-TAIL_LINES:]
    return list(_lines("\n".join(last)))[-TAIL_LINES:]


def dated_lines(text: str) -> list[tuple[HeadLine, ...]]:
    """Wherever a date stands on a line of its own, that line and the few short ones above it."""
    found: list[tuple[HeadLine, ...]] = []
    before: list[str] = []
    for raw in text.split("\n"):
        if raw.strip() and not SEAL.fullmatch(raw.strip()):
            before = [*before[-MOST_OFFICES:], raw]
            if len(raw) < LONGEST_HEAD_LINE and _may_be_date(raw):
                last = _parted(raw)[-1]
                if is_date(last) and role_of(last) == "date":
                    found.append(tuple(_lines("\n".join(before))))
    return found


def _may_be_date(raw: str) -> bool:
    found = DATE.search(raw) or MASKED_DATE.search(raw) or DAY_ONLY.fullmatch(compact(raw))
    return found is not None


def is_date(line: str) -> bool:
    """Whether a line is a date and nothing else, be it masked or without its year."""
    return bool(is_date_line(line) or MASKED_DATE.fullmatch(line) or DAY_ONLY.fullmatch(line))


def body_head(text: str) -> str:
    """The first characters of the text itself."""
    position = 0
    for raw in text[:6000].split("\n"):
        line = compact(raw)
        if _opens_body(line) and not SALUTATION.fullmatch(line) and not is_heading(line):
            break
        position += len(raw) + 1
    return compact(text[position : position + 600]) if position < len(text) else ""


def is_heading(line: str) -> bool:
    """Whether a line begins with the number of a section and is short enough to be its heading."""
    return NUMBERED.match(line) is not None and len(line) < 30


def is_organ(line: str) -> bool:
    """Whether a line is the name of an office, as in a letterhead or a signature."""
    return ORGAN_LINE.fullmatch(line) is not None


def _lines(text: str, limit: int | None = None) -> Iterator[HeadLine]:
    """The lines of a text as they are asked for, until there are `limit` of them."""
    found, gap = 0, False
    for raw in text.split("\n"):
        for body in _parted(raw):
            found += 1
            yield HeadLine(body, role_of(body), gap, raw.strip())
        gap = not raw.strip()
        if limit is not None and found >= limit:
            return


def _parted(raw: str) -> tuple[str, ...]:
    """What stands on one line but is several: offices side by side, an office and a date, a whole head."""
    line = compact(raw)
    pieces = tuple(raw.split())
    if len(pieces) > 1 and all(_stands_alone(piece) for piece in pieces):
        return pieces
    if len(line) > LONGEST_HEAD_LINE and (flat := FLAT_HEAD.fullmatch(line)):
        return tuple(part for part in flat.groups() if part)
    date = DATE.search(line) if len(line) < LONGEST_HEAD_LINE else None
    office, rest = (line[: date.start()].strip(), line[date.start() :]) if date else (line, "")
    both = bool(rest) and is_date_line(rest) and is_organ(office)
    return (office, rest) if both else (line,) if line else ()


def _stands_alone(piece: str) -> bool:
    """Whether a piece of a line is one of the things that are set side by side in a head."""
    if is_date_line(piece) or is_organ(piece) or DAY_ONLY.fullmatch(piece):
        return True
    return NUMBER_LINE.fullmatch(piece) is not None


def role_of(line: str) -> Role:
    """What a line is, judged by itself."""
    if ORNAMENT.fullmatch(line):
        return "number" if NUMBER_LINE.fullmatch(line) else "furniture"
    if line.startswith(("——", "--", "―", "——")):
        return "subtitle"
    if is_date(line):
        return "date"
    if LABELLED.match(line) or ELSEWHERE.match(line):
        return "furniture"
    if NUMBER_LINE.fullmatch(line):
        return "number"
    if MASTHEAD.fullmatch(line):
        return "masthead"
    if TITLE_END.search(line) and len(line) >= 4:
        return "title"
    if is_organ(line):
        return "organ"
    return "furniture" if FURNITURE_OR_DISTRIBUTION.search(line) else "plain"


def _opens_body(line: str) -> bool:
    # 记者…: who wrote it, and the first words of a news item as well
    reported = len(line) > LONGEST_HEAD_LINE and SENTENCE_END.search(line)
    if FURNITURE.match(line) and not reported:
        return False
    if addresses_readers(line) or NUMBERED.match(line):
        return True
    if EXCLAIMED.fullmatch(line):
        return False
    if len(line) > LONGEST_HEAD_LINE or (SENTENCE_END.search(line) and len(line) > 12):
        return True
    return OPENING.match(line) is not None and COMMA.search(line) is not None
