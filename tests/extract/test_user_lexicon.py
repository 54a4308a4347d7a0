"""A user's own words: what they change, what is wrong with a file of them, and that they hold for one call only."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from extract import UserLexicon, extract, parse_lexicon
from extract.codes import code_of, code_of_ratio
from extract.facets import facets_of
from extract.lexicon_errors import (
    CodeError,
    ColumnsError,
    HeaderError,
    NeedlessValueError,
    QuotationError,
    TwiceError,
    UnknownKindError,
    UnusableWordError,
    WordListError,
)
from extract.user_lexicon import in_use, using
from loaders import load
from schemas import Bulletin, Document
from schemas.errors import LexiconError

HEADER = "kind,word,value\n"
HEAD = "云岭县2021年1-8月经济运行情况通报\n各单位：\n"
TEXT = (
    "全县规上工业亩均税收18.6万元，同比增长5.2%。空天信息产业项目到位资金5亿元。\n"
    "滨江片区攻坚组签约项目12个；湖西签约4个。"
)


def words(*lines: str) -> UserLexicon:
    return parse_lexicon(HEADER + "\n".join(lines), "words.csv")


MINE = words("indicator,亩均税收,tax_per_mu", "industry,空天信息,", "subject,滨江片区攻坚组", "subject,湖西")
OTHER = words("indicator,亩均税收,yield_of_land", "industry,空天信息,战略性新兴产业")


def document(text: str = TEXT) -> Document:
    """A synthetic bulletin."""
    return load(f"{HEAD}{text}\n".encode())


def facts(bulletin: Bulletin) -> list[tuple[str, str | None, str | None, str | None]]:
    """What the words can change, number by number in the order of the text."""
    records = sorted([*bulletin.figures, *bulletin.percentages], key=lambda record: record.start)
    return [(record.quote, record.code, record.facets.industry, record.subject) for record in records]


def read(
    text: str, lexicon: UserLexicon | None = None
) -> list[tuple[str, str | None, str | None, str | None]]:
    return facts(extract(document(text), lexicon))


WITHOUT = read(TEXT)


def test_words_of_each_kind_are_understood() -> None:
    assert read(TEXT, MINE) == [
        ("18.6万元", "tax_per_mu", None, None),
        ("5.2%", "tax_per_mu", None, None),
        ("5亿元", "funds_in_place", "空天信息", None),
        ("12个", "projects_signed", None, "滨江片区攻坚组"),
        ("4个", "projects_signed", None, "湖西"),
    ]
    assert [code for _, code, _, _ in WITHOUT][:2] == [None, None]
    assert {"滨江片区攻坚组", "湖西"}.isdisjoint(subject for *_, subject in WITHOUT)


def test_a_call_without_words_is_not_affected_by_one_with_them() -> None:
    given = document()
    with_words, without = extract(given, MINE), extract(given)
    assert facts(without) == WITHOUT != facts(with_words)
    assert facts(extract(given, MINE)) == facts(with_words)
    assert in_use() is None


def test_words_are_put_away_when_reading_fails() -> None:
    with pytest.raises(RuntimeError), using(MINE):
        raise RuntimeError
    assert in_use() is None and code_of("亩均税收", "money") is None


def test_a_call_without_words_inside_one_with_them_has_none() -> None:
    with using(MINE):
        assert facts(extract(document())) == WITHOUT
        assert in_use() is MINE


def test_threads_with_different_words_do_not_mix() -> None:
    lexicons = [MINE, OTHER, None] * 4
    given = document()
    expected = [facts(extract(given, lexicon)) for lexicon in lexicons]
    together = Barrier(len(lexicons))

    def work(lexicon: UserLexicon | None) -> list[object]:
        together.wait(timeout=30)
        return [facts(extract(given, lexicon)) for _ in range(3)]

    with ThreadPoolExecutor(len(lexicons)) as pool:
        found = list(pool.map(work, lexicons))
    assert found == [[facts] * 3 for facts in expected]
    assert expected[0] != expected[1] != expected[2] != expected[0]


@pytest.mark.parametrize(
    ("head", "kind", "code"),
    [
        ("亩均税收", "price", "tax_per_mu"),
        ("规上工业亩均税收总额", "money", "tax_per_mu"),
        ("亩均税收目标", "money", "tax_per_mu"),
        ("亩均税收增加", "money", "tax_per_mu"),
        ("亩均税收(含留抵)", "money", "tax_per_mu"),
        ("到位内资", "money", "funds_in_place"),
        ("云招商", "count", "projects_signed"),
        # of another thing than the word names
        ("亩均税收超50万元企业", "count", None),
        # a built-in code is for units of its own kind
        ("云招商", "money", None),
        ("到位内资", "count", None),
        # the longer word, wherever it stands in the file
        ("园区亩均税收", "money", "tax_of_parks"),
        # built-in words are still there
        ("新签约项目", "count", "projects_signed"),
        ("税收", "money", "tax_revenue"),
    ],
)
def test_codes(head: str, kind: str, code: str | None) -> None:
    own = words(
        "indicator,亩均税收,tax_per_mu",
        "indicator,园区亩均税收,tax_of_parks",
        "indicator,到位内资,funds_in_place",
        "indicator,云招商,projects_signed",
    )
    with using(own):
        assert code_of(head, kind) == code


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("赋码率", "rate_of_codes"),
        ("亩均税收", "tax_per_mu"),
        ("亩均税收完成率", "tax_per_mu"),
        ("开工率", "rate_start"),
    ],
)
def test_codes_of_ratios(head: str, code: str) -> None:
    with using(words("indicator,赋码率,rate_of_codes", "indicator,亩均税收,tax_per_mu")):
        assert code_of_ratio(head) == code


@pytest.mark.parametrize(
    ("head", "industry"),
    [
        ("空天信息类", "空天信息"),
        ("新签约空天信息项目", "空天信息"),
        ("空天信息产业项目到位资金", "空天信息"),
        ("亿元以上工业项目", "制造业"),
        ("空天信息大厦", None),
        ("农业项目", "农业"),
    ],
)
def test_industries(head: str, industry: str | None) -> None:
    with using(words("industry,空天信息,", "industry,工业,制造业")):
        assert facets_of(head).industry == industry
    assert facets_of("亿元以上工业项目").industry == "工业"
    with using(words("industry,工业,制造业")):
        assert facets_of("亿元以上工业项目").size == "≥1亿元"


def test_a_lexicon_is_a_value() -> None:
    one, same = (
        words("subject,湖西", "subject,城南"),
        words("subject,城南", "", "subject,湖西", "subject,湖西,,"),
    )
    assert one == same and hash(one) == hash(same) and one.digest == same.digest
    assert one.digest != words("subject,湖西").digest
    assert pickle.loads(pickle.dumps(one)) == one
    assert parse_lexicon(HEADER, "words.csv") == UserLexicon(())


def test_no_words_change_nothing() -> None:
    assert read(TEXT, UserLexicon(())) == WITHOUT


def test_quoted_cells_and_brackets_are_read() -> None:
    own = words('subject,"办公室（金融办、统计局）",', 'indicator,"亩均税收",tax_per_mu')
    assert own.subjects == {"办公室(金融办、统计局)"}
    assert own.indicators == {"亩均税收": "tax_per_mu"}


@pytest.mark.parametrize(
    ("text", "line", "error"),
    [
        ("", 1, HeaderError),
        ("word,kind,value\n", 1, HeaderError),
        ("kind，word，value\n", 1, HeaderError),
        ("kind;word;value\n", 1, HeaderError),
        (HEADER + "subject,湖西\nindustri,空天信息,\n", 3, UnknownKindError),
        (HEADER + "\n\n湖西\n", 4, UnknownKindError),
        (HEADER + "subject\n", 2, UnusableWordError),
        (HEADER + "subject,湖\n", 2, UnusableWordError),
        (HEADER + f"subject,{'湖' * 41}\n", 2, UnusableWordError),
        (HEADER + "subject,湖西、城南\n", 2, UnusableWordError),
        (HEADER + "subject,湖 西\n", 2, UnusableWordError),
        (HEADER + 'industry,空天信息,"甲，乙"\n', 2, UnusableWordError),
        (HEADER + "indicator,亩均税收\n", 2, CodeError),
        (HEADER + "indicator,亩均税收,亩均税收\n", 2, CodeError),
        (HEADER + "subject,湖西,湖西片区\n", 2, NeedlessValueError),
        (HEADER + "indicator,亩均税收,tax,per,mu\n", 2, ColumnsError),
        (HEADER + "industry,空天信息,\nindustry,空天信息,航空\n", 3, TwiceError),
        (HEADER + 'subject,湖西\nsubject,"城南\n', 3, QuotationError),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, error: type[WordListError]) -> None:
    with pytest.raises(error) as raised:
        parse_lexicon(text, "words.csv")
    told = raised.value
    assert isinstance(told, LexiconError) and (told.status, told.line) == ("lexicon", line)
    assert f"words.csv, line {line}: " in told.message("en")
    assert f"words.csv 第 {line} 行：" in told.message("zh")
    assert pickle.loads(pickle.dumps(told)).message("zh") == told.message("zh")
