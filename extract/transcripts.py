"""Transcripts: whose words a line holds (市医保局：…). Who speaks is not what the numbers are about."""

from __future__ import annotations

import regex

ASKS = r"""(?: 主持人 | 提问 | 问 | Q | [^\n，。；：\d]{0,24} 记者 )"""
NOTE = r"""(?: \( [^()\n]{1,30} \) )?"""
QUESTION = regex.compile(rf"[●◆■▲★•·\s]* {ASKS} \s* {NOTE} \s* ：", regex.VERBOSE)
TRANSCRIPT = regex.compile(rf"^ {QUESTION.pattern}", regex.VERBOSE | regex.MULTILINE)
# 市医保局副局长王某：, 答：, 人行甲市分行：, 李某(县财政局局长)：
OFFICE = """(?: 局 | 委 | 办 | 厅 | 部 | 院 | 行 | 会 | 署 | 处 | 中心 | 公司 | 集团 | 海关 | 总队 | 支队 | 大队
    | 政府 | 发言人 )"""
PERSON = """(?: 局长 | 主任 | 厅长 | 部长 | 行长 | 市长 | 县长 | 区长 | 书记 | 院长 | 会长 | 署长 | 关长 | 队长 | 经理
    | 司长 | 处长 | 科长 | 调研员 | 总监 | 先生 | 女士 | 教授 | 秘书长 | 负责人 | 统计师 | 会计师 | 工程师 )"""
SPEAKER = regex.compile(
    rf"""[●◆■▲★•·\s]* (?:
        (?: 答 | 答复 | 回答 | A | 嘉宾 ) \s* {NOTE}
      | [^\n，。；：\d()]{{0,24}} {OFFICE} {NOTE}
      | [^\n，。；：\d()]{{0,24}} {PERSON} \s? [\p{{Han}}·*×]{{0,4}} {NOTE}
      | [\p{{Han}}·*×]{{2,4}} \( [^()\n]{{2,30}} \)
    ) \s* ：""",
    regex.VERBOSE,
)


def is_transcript(text: str) -> bool:
    """Whether lines of a text tell who asks or presides.

    >>> is_transcript("主持人：大家好。\\n市医保局：参保人数41万人。"), is_transcript("市医保局：参保人数41万人。")
    (True, False)
    """
    return TRANSCRIPT.search(text) is not None


def asks(text: str, start: int, end: int) -> bool:
    """Whether a line of a transcript is that of somebody who asks."""
    return QUESTION.match(text, start, end) is not None


def words_from(text: str, start: int, end: int) -> int:
    """Where the words themselves begin in a line of a transcript.

    >>> words_from("市医保局副局长王某：参保41万人", 0, 16), words_from("甲县：参保41万人", 0, 9)
    (10, 0)
    """
    speaker = QUESTION.match(text, start, end) or SPEAKER.match(text, start, end)
    return speaker.end() if speaker else start
