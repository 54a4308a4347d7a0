"""Project names: what is the name of one project or works, and what only names a kind of them.

>>> is_kind("基础设施项目"), is_kind("社会事业项目"), is_kind("云海新材料项目")
(True, True, False)
>>> named_project("甲山云海新材料产业园项目"), named_project("2.云海新材料二期"), named_project("重点项目")
('甲山云海新材料产业园项目', '云海新材料二期', None)
"""

from __future__ import annotations

from functools import lru_cache

import regex

from extract.lexicon import parts
from extract.patterns import alternation, compile_pattern

NUMBERING = r"[●★◆■▲○•\s]* (?: [(（]? [一二三四五六七八九十\d]{1,3} [)）.、．] \s* )?"
# 云海新材料产业园项目(一期), 华泰电子公司年产5万吨铝箔生产线
NAME = r"""(?P<name> (?! [\d.]+ (?: 个 | 项 | 年 | 月 ) | <whole_area> | <opens_no_name> | 关于 | 各 | 全 | 一批 | 推进
          | 加快 )
    (?: (?! [的是] ) [\p{Han}A-Za-z\d.“”*×()·-] ){4,40}?
    (?: 项目 | 工程 | 生产线 | 产业园 | 工业园 | 科技园 | 物流园 | 创业园 | 示范园 | 综合体 | 基地 | 广场 | 电站
      | 大厦 | 小镇 )
    (?: \(? [一二三四]期 \)? (?: 项目 | 工程 )? | [(（] [一二三四] 期 [)）] )?
  | (?P<name> (?! <whole_area> | <opens_no_name> ) (?: (?! [的是] ) [\p{Han}A-Za-z“”*×] ){4,30} [一二三四]期 ))"""
TITLED = compile_pattern(rf"{NUMBERING} {NAME} [：:]? \s*")
RUN_IN = compile_pattern(rf"{NUMBERING} {NAME} [。：:]")
# 开发区甲项目, 工程建设项目进展: what holds a word by which a line tells of several or of work
TELLS = regex.compile(
    r"情况|进展|工作|推进|建设年|全[市县区省]|我[市县区省]|一批|等|[两三四五六七八九十\d]+[个项大座条台套家户处所](?!\d)|签约项目|开工项目|重点项目|重大项目"
)
WORKS = ("项目", "工程", "企业")


@lru_cache(maxsize=1)
def _kind_words() -> regex.Pattern[str]:
    words = parts()
    groups = ("general_project", "project_kind", "stage", "kind_word")
    known = tuple(dict.fromkeys(word for group in groups for word in words[group]))
    return regex.compile(alternation(known))


@lru_cache(maxsize=4096)
def is_kind(name: str) -> bool:
    """Whether a name consists of nothing but words for kinds of projects, so that it names no single one."""
    return _kind_words().sub("", name) == ""


def named_project(line: str) -> str | None:
    """The project that a line names and nothing else; `None` where it does not."""
    return _name_of(TITLED.fullmatch(line.strip()))


def run_in_project(text: str, start: int, end: int) -> str | None:
    """The project that a paragraph opens with: 云海新材料产业园项目：总投资…."""
    return _name_of(RUN_IN.match(text, start, min(end, start + 60)))


def _name_of(match: regex.Match[str] | None) -> str | None:
    if match is None or TELLS.search(match["name"]) or is_kind(match["name"]):
        return None
    return str(match["name"])
