"""The spaCy component, through spaCy's own ways in and out (all sentences are invented)."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import opencc
import pytest
import regex
import spacy
from hypothesis import example, given, settings
from hypothesis import strategies as st
from spacy import displacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import tongbao
from tongbao.demonstration import bundled
from tongbao.spacy_component import GROUPS, STORED

SIMPLIFIER = opencc.OpenCC("t2s")
PAGE = Path(__file__).parents[2] / "docs" / "spacy.md"
SIMPLIFIED = (
    "2023年1-8月，全县新签约项目52个，到位资金42.78亿元，同比增长12.5%，占签约金额的40%。"
    "签约项目个数排名前三位的是甲镇、乙镇、丙镇。丁镇、戊镇、己镇未开展外出招商。"
)
# Full-width digits, spaces, a line broken inside a sentence, notes of pinyin.
TRADITIONAL = (
    "２０２３年１－８月，全縣(xiàn)新簽約項(xiàng)目 ５２ 個(gè)，到位資金 42.78 億元，同比增長(zhǎng) １２.５％，佔簽約金額\r\n"
    "的40%。簽約項目個數排名前三位的是甲鎮、乙鎮、丙鎮。丁鎮、戊鎮、己鎮未開展外出招商。"
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("tongbao")
    return pipeline


def groups(doc: Doc) -> dict[str, list[tuple[str, str, str, str]]]:
    return {
        name: [(span.text, span.label_, span.kb_id_, span.id_) for span in doc.spans[name]] for name in GROUPS
    }


def test_the_groups_of_a_simplified_text_are_its_quotes(nlp: Language) -> None:
    doc = nlp(SIMPLIFIED)
    bulletin = doc._.bulletin
    for name in GROUPS:
        records = getattr(bulletin, name)
        assert records and [(span.text, span.id_) for span in doc.spans[name]] == [
            (record.quote, record.id) for record in records
        ]


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("figures", ["５２ 個", "42.78 億元"]),
        ("percentages", ["１２.５％", "40%"]),
        ("rankings", ["甲鎮、乙鎮、丙鎮"]),
        ("rosters", ["丁鎮、戊鎮、己鎮"]),
    ],
)
def test_spans_of_a_traditional_text_are_its_own_characters(
    nlp: Language, name: str, printed: list[str]
) -> None:
    doc = nlp(TRADITIONAL)
    assert doc.text == TRADITIONAL
    records = getattr(doc._.bulletin, name)
    for span, words, record in zip(doc.spans[name], printed, records, strict=True):
        assert words in span.text
        assert loose(span.text) == loose(record.quote)


def test_both_scripts_give_the_same_records(nlp: Language) -> None:
    one, other = nlp(SIMPLIFIED)._.bulletin, nlp(TRADITIONAL)._.bulletin
    assert other.meta.script == "traditional"
    assert one.model_dump(exclude={"source", "meta"}) == other.model_dump(exclude={"source", "meta"})


def test_labels_tell_the_kind_and_link_to_the_indicator(nlp: Language) -> None:
    found = groups(nlp(SIMPLIFIED))
    assert [label for _, label, _, _ in found["percentages"]] == ["growth", "share"]
    assert [row[1] for name in ("figures", "rankings", "rosters") for row in found[name]] == [
        "figure", "figure", "ranking", "roster"
    ]  # fmt: skip
    assert found["figures"][1][2] == "funds_in_place"


def test_the_bulletin_is_that_of_the_public_function(nlp: Language) -> None:
    bulletin = nlp(SIMPLIFIED)._.bulletin
    assert isinstance(bulletin, tongbao.Bulletin) and len(bulletin.to_frame()) == 4
    read = tongbao.extract(SIMPLIFIED.encode())
    assert bulletin.model_dump(exclude={"source"}) == read.model_dump(exclude={"source"})
    assert bulletin.source.sha256 == read.source.sha256


@pytest.mark.parametrize("path", bundled(), ids=lambda path: path.stem)
def test_whole_bulletins_lie_on_their_tokens(nlp: Language, path: Path) -> None:
    doc = nlp(path.read_text(encoding="utf-8"))
    bulletin = doc._.bulletin
    assert len(bulletin.figures) == len(doc.spans["figures"]) > 0
    for name in GROUPS:
        for span, record in zip(doc.spans[name], getattr(bulletin, name), strict=True):
            assert loose(span.text) == loose(record.quote)


def loose(text: str) -> str:
    """The text without what normalisation takes out of these bulletins or writes in another way."""
    plain = regex.sub(r"— \d —|[(（]\p{Latin}+[)）]|[\s\p{P}]", "", unicodedata.normalize("NFKC", text))
    return str(SIMPLIFIER.convert(plain))


@pytest.mark.parametrize("text", ["", "  ", "\n\n"])
def test_a_doc_without_text_has_no_bulletin(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc._.bulletin is None and groups(doc) == {name: [] for name in GROUPS}


def test_a_doc_that_was_not_read_has_no_bulletin(nlp: Language) -> None:
    assert nlp.make_doc(SIMPLIFIED)._.bulletin is None


@pytest.mark.parametrize(
    "text", ["%PDF-1.7\n签约项目5个。", "BM", "PK\x03\x04", "ok", "ǩԼ", "\ufeff签约项目5个。"]
)
def test_a_text_is_never_taken_for_another_form_or_encoding(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert doc._.bulletin.source.media_type == "text/plain"
    assert [span.text for span in doc.spans["figures"]] == (["5个"] if "5" in text else [])


def test_reading_again_replaces_what_was_read(nlp: Language) -> None:
    doc = nlp(SIMPLIFIED)
    before = groups(doc)
    nlp.get_pipe("tongbao")(doc)  # type: ignore[operator]
    assert groups(doc) == before


@given(
    st.text(
        alphabet="全縣县簽约项目個个 \n\t\r５5.,，。％%（(xià)）亿億元、鎮镇排名前三位的是増长占", max_size=60
    )
)
@example("5 個\r\n\r\n")
@settings(max_examples=60, deadline=None)
def test_every_record_of_any_text_has_its_span(nlp: Language, text: str) -> None:
    doc = nlp(text)
    bulletin = doc._.bulletin
    counts = {name: len(getattr(bulletin, name)) if bulletin else 0 for name in GROUPS}
    assert {name: len(doc.spans[name]) for name in GROUPS} == counts
    assert all(len(span) for name in GROUPS for span in doc.spans[name])


def test_tokens_of_several_characters_are_kept_whole() -> None:
    nlp = spacy.blank("zh")
    doc = Doc(nlp.vocab, words=["签约", "项目52", "个，", "其中"], spaces=[False] * 4)
    nlp.add_pipe("tongbao")
    assert [span.text for span in nlp(doc).spans["figures"]] == ["项目52个，"]


def test_a_doc_bin_brings_everything_back(nlp: Language, tmp_path: Path) -> None:
    docs = [nlp(text) for text in (SIMPLIFIED, TRADITIONAL, "")]
    path = tmp_path / "read.spacy"
    DocBin(docs=docs, store_user_data=True).to_disk(path)
    again = list(DocBin(store_user_data=True).from_disk(path).get_docs(spacy.blank("zh").vocab))
    assert [groups(doc) for doc in again] == [groups(doc) for doc in docs]
    assert [doc._.bulletin for doc in again] == [doc._.bulletin for doc in docs]


def test_a_doc_bin_without_user_data_keeps_the_spans(nlp: Language) -> None:
    doc = nlp(SIMPLIFIED)
    [again] = DocBin().from_bytes(DocBin(docs=[doc]).to_bytes()).get_docs(nlp.vocab)
    assert groups(again) == groups(doc) and again._.bulletin is None


def test_two_processes_read_as_one(nlp: Language) -> None:
    texts = [SIMPLIFIED, TRADITIONAL, "", "全县新签约项目52个。"]
    together = list(nlp.pipe(texts, n_process=2, batch_size=2))
    alone = list(nlp.pipe(texts))
    assert [groups(doc) for doc in together] == [groups(doc) for doc in alone]
    assert [doc.user_data[STORED] for doc in together] == [doc.user_data[STORED] for doc in alone]


def test_a_pipeline_is_saved_and_loaded_where_nothing_was_imported(nlp: Language, tmp_path: Path) -> None:
    nlp.to_disk(tmp_path)
    program = (
        "import spacy, sys; doc = spacy.load(sys.argv[1])(sys.argv[2]); print(len(doc._.bulletin.figures))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path), SIMPLIFIED], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["2"]


def test_a_blank_pipeline_without_the_component_loads_no_reader() -> None:
    program = (
        "import spacy, sys; spacy.blank('zh');"
        "print(*sorted({'tongbao.spacy_component', 'extract', 'loaders', 'jieba', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["tongbao.spacy_component"]


@pytest.mark.parametrize("name", GROUPS)
def test_displacy_renders_each_group(nlp: Language, name: str) -> None:
    doc = nlp(TRADITIONAL)
    page = displacy.render(doc, style="span", options={"spans_key": name}, jupyter=False)
    assert all(span.label_ in page for span in doc.spans[name])


def test_the_documented_example_runs(tmp_path: Path) -> None:
    blocks: list[Any] = regex.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), regex.DOTALL)
    assert len(blocks) >= 6
    program = tmp_path / "example.py"
    program.write_text("\n".join(blocks), encoding="utf-8")
    done = subprocess.run([sys.executable, str(program)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "1 全县新签约项目52个。" in done.stdout
