"""What a page tells of the bulletin on it: its title, when and by whom it was published, its attachments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

import regex
from lxml import etree

from loaders.web.article import TIME, Run
from loaders.web.units import SPACE, Unit
from schemas import Furniture

# The names that the guideline for government sites prescribes, and what other systems write
META = {
    "published": ("pubdate", "publishdate", "article:published_time", "og:release_date", "publish_time"),
    "source_name": ("contentsource", "source", "og:article:source", "mediaid"),
    "author": ("author", "article:author", "og:article:author"),
    "title": ("articletitle", "og:title", "title"),
    "site": ("sitename", "og:site_name"),
    "column": ("columnname",),
}
FILE = regex.compile(
    r"\.(?:docx?|xlsx?|pdf|wps|et|ofd|rtf|zip|rar|7z|csv|txt|pptx?|tif+|ceb)\b", regex.IGNORECASE
)
FILE_END = regex.compile(
    r"\s*[\[(（]?\.(?:docx?|xlsx?|pdf|wps|et|ofd|rtf|zip|rar|7z|csv|txt|pptx?|tif+|ceb)[\])）]?(?:\s*[\[(（].{0,20}[\])）])?\Z",
    regex.IGNORECASE,
)
LABELLED = regex.compile(
    r"\A附\s?[件表]\s?[\d一二三四五六七八九十]{0,3}\s?[:：.．、]\s?|\A\d{1,2}\s?[.．、]\s?(?!\d)"
)
NO_TITLE = regex.compile(
    r"(?:点击|附件|文件|下载|此处|这里|查看|全文|原文|版|PDF|WORD|[\s\d:：\[\]【】()（）.])*",
    regex.IGNORECASE,
)
SEPARATOR = regex.compile(r"\s*(?:[_|｜»]|--|[-—–](?=\s|\p{Han}))\s*")
SITE = regex.compile(r"(?:网|网站|门户|平台|人民政府|频道)\Z")
NEXT = regex.compile(
    r"上一[篇条页]|下一[篇条页]|相关(?:文章|链接|阅读|新闻|信息|推荐|稿件|解读)|猜你喜欢|热门|推荐阅读"
)
SHORTEST_TITLE = 5
LONGEST_TITLE = 120
NEAR = 12
TITLE_SPACE = 3


def meta_facts(root: etree._Element) -> dict[str, str]:
    """What the `<meta>` elements say, by the names of `META`."""
    told: dict[str, str] = {}
    for node in root.iter("meta"):
        name = (node.get("name") or node.get("property") or "").strip().lower()
        told.setdefault(name, " ".join(node.get("content", "").split())[:LONGEST_TITLE])
    facts = {}
    for fact, names in META.items():
        value = next((told[name] for name in names if told.get(name)), "")
        if value:
            facts[fact] = value
    return facts


def page_title(root: etree._Element) -> str:
    """The `<title>`, in one line."""
    node = next(root.iter("title"), None)
    return " ".join((node.text or "").split())[:300] if node is not None else ""


def find_title(units: Sequence[Unit], run: Run, told: Sequence[str]) -> int | None:
    """The unit that is the title: up to the head of the article, the one whose words a title of the page opens with.

    `told` are the titles that the page gives, the surest first.
    """
    wanted = [SPACE.sub("", title) for title in told if title]
    places = range(min(run.start + TITLE_SPACE, len(units)))
    candidates = [
        at
        for at in places
        if SHORTEST_TITLE <= len(units[at].words) <= LONGEST_TITLE and units[at].table is None
    ]
    for title in wanted:
        same = [
            at for at in candidates if title.startswith(units[at].words) or units[at].words.startswith(title)
        ]
        if same:
            # A path of the page may end with the title too: a heading goes first, then the one next to the text.
            return max(same, key=lambda at: (units[at].level is not None, at))
    headings = [at for at in candidates if units[at].level in (1, 2) and not units[at].linked]
    return headings[-1] if headings and not wanted else None


def without_site(title: str) -> str:
    """A `<title>` without the names of column and site around it.

    >>> without_site("关于2023年1-10月情况的通报-营商环境-某市人民政府")
    '关于2023年1-10月情况的通报'
    >>> without_site("某县政府网 -- 8月份招商引资通报")
    '8月份招商引资通报'
    """
    parts = title_parts(title)
    first = next((part for part in parts if len(part) >= SHORTEST_TITLE and not SITE.search(part)), "")
    return first or title


def title_parts(title: str) -> list[str]:
    """A `<title>` cut where names of a site and its columns are set off."""
    return [part.strip() for part in SEPARATOR.split(title) if part.strip()]


def publication_line(unit: Unit) -> str | None:
    """A line over the article that is nothing but a time, as a line that says so."""
    return f"发布时间：{unit.text.strip()}" if TIME.fullmatch(unit.text.strip()) else None


def attachments(units: Sequence[Unit], run: Run) -> tuple[str, ...]:
    """Titles of the files that the article, or what stands close behind it, links to."""
    end = run.end
    while end < min(len(units), run.end + NEAR) and not NEXT.search(units[end].text):
        end += 1
    titles = (title for unit in units[run.start : end] for title in _titles(unit))
    return tuple(dict.fromkeys(titles))


def _titles(unit: Unit) -> Iterator[str]:
    for target, words in unit.links:
        if target.startswith(("javascript:", "mailto:", "#")):
            continue
        path = target.split("?")[0]
        if not (FILE.search(path) or FILE.search(words) or LABELLED.match(words)):
            continue
        for title in (words, unit.text.strip(), unquote(path.rpartition("/")[2])):
            bare = LABELLED.sub("", FILE_END.sub("", " ".join(title.split())).strip())
            if not NO_TITLE.fullmatch(bare):
                yield bare[:LONGEST_TITLE]
                break


def page_furniture(
    facts: dict[str, str], title: str | None, site: Iterable[str], files: tuple[str, ...]
) -> Furniture:
    """What the page told, in one."""
    told = [facts.get("site", ""), facts.get("column", ""), *site]
    return Furniture(
        published=facts.get("published"),
        source_name=facts.get("source_name"),
        author=facts.get("author"),
        page_title=title or None,
        site=" ".join(dict.fromkeys(each for each in told if each)) or None,
        attachments=files,
    )
