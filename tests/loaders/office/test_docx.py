"""Word files made by script, part by part: what of them is displayed, and in which order. All synthetic."""

from __future__ import annotations

import io
import zipfile

import pytest

from loaders import load
from loaders.office.docx import extract_docx
from loaders.pieces import Extracted, Grid, Prose
from schemas.errors import DamagedError, LoadError

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v" xmlns:wps="urn:wps"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def docx(body: str, strict: bool = False, **parts: str) -> bytes:
    """A Word file with this body; `styles`, `numbering` and `footnotes` are parts beside it."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        related = "".join(
            f'<Relationship Id="{name}" Type="{RELATIONS}/{name}" Target="{name}.xml"/>' for name in parts
        )
        package.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>'
        )
        for name, inner in {"document": f"<w:body>{body}</w:body>", **parts}.items():
            xml = f"<w:{name} {NAMES}>{inner}</w:{name}>"
            if strict:
                xml = xml.replace(
                    "http://schemas.openxmlformats.org/wordprocessingml/2006",
                    "http://purl.oclc.org/ooxml/wordprocessingml",
                )
            package.writestr(f"word/{name}.xml", xml)
    return stream.getvalue()


def p(text: str, properties: str = "", run: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr><w:t>{text}</w:t></w:r></w:p>"


def style(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def number(ident: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{ident}"/></w:numPr>'


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{text if text.startswith('<') else p(text)}</w:tc>"


def table(*rows: str, grid: tuple[int, ...] = ()) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in grid)
    return f"<w:tbl><w:tblGrid>{columns}</w:tblGrid>{''.join(rows)}</w:tbl>"


def read(body: str, **parts: str) -> Extracted:
    return extract_docx(docx(body, **parts), "file.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [piece.text for piece in read(body, **parts).pieces if isinstance(piece, Prose)]


def grid(body: str) -> Grid:
    return next(piece for piece in read(body).pieces if isinstance(piece, Grid))


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>'
    '<w:style w:styleId="mine"><w:name w:val="一级"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="c"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="o"><w:name w:val="公文小标题"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="n"><w:name w:val="条"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)


def test_headings_by_style() -> None:
    body = p("通报", style("T")) + p("总体情况", style("mine")) + p("分项情况", style("o")) + p("签约52个。")
    found = [
        (piece.kind, piece.level) for piece in read(body, styles=STYLES).pieces if isinstance(piece, Prose)
    ]
    assert found == [("heading", 0), ("heading", 1), ("heading", 2), ("text", None)]


def test_a_circle_of_styles_ends() -> None:
    styles = '<w:style w:styleId="x"><w:basedOn w:val="y"/></w:style><w:style w:styleId="y"><w:basedOn w:val="x"/></w:style>'
    assert texts(p("签约52个。", style("x")), styles=styles) == ["签约52个。"]


def level(place: int, numerals: str, words: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{numerals}"/>{extra}<w:lvlText w:val="{words}"/></w:lvl>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、", '<w:pStyle w:val="n"/>')
    + level(1, "chineseCountingThousand", "（%2）")
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%3.%4", "<w:isLgl/>")
    + level(4, "bullet", "\uf0b7")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
)


def test_numbers_that_word_counts() -> None:
    body = (
        p("总体情况", number(1)) + p("签约", number(1, 1)) + p("工业", number(1, 2)) + p("农业", number(1, 2))
        + p("开工", number(1, 1)) + p("商贸", number(1, 2)) + p("批发", number(1, 3)) + p("点", number(1, 4))
        + p("存在问题", style("n")) + p("正文", number(0)) + p("重新开始", number(2))
    )  # fmt: skip
    assert texts(body, numbering=NUMBERING, styles=STYLES) == [
        *("一、总体情况", "（一）签约", "1.工业", "2.农业", "（二）开工", "1.商贸", "1.1 批发", "点"),
        *("二、存在问题", "正文", "一、重新开始"),
    ]


def test_revisions_hidden_words_and_fields() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    body = (
        "<w:p><w:r><w:t>签约</w:t></w:r><w:del><w:r><w:delText>51个</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>52个</w:t></w:r></w:ins><w:r><w:rPr><w:vanish/></w:rPr><w:t>不看</w:t></w:r>"
        "<w:moveFrom><w:r><w:t>旧处</w:t></w:r></w:moveFrom><w:r><w:t>，第</w:t></w:r>"
        + field.format("begin") + "<w:r><w:instrText> PAGE </w:instrText></w:r>" + field.format("separate")
        + "<w:r><w:t>7</w:t></w:r>" + field.format("end")
        + '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>9</w:t></w:r></w:fldSimple>'
        '<w:fldSimple w:instr=" REF a "><w:r><w:t>三</w:t></w:r></w:fldSimple>'
        "<w:hyperlink><w:r><w:t>位。</w:t></w:r></w:hyperlink></w:p>"
    )  # fmt: skip
    assert texts(body) == ["签约52个，第三位。"]


def test_a_field_that_never_ends_swallows_nothing() -> None:
    body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>PAGE</w:instrText></w:r></w:p>' + p(
        "签约52个。"
    )
    assert texts(body) == ["签约52个。"]


def test_a_deleted_end_of_a_paragraph_joins_two() -> None:
    assert texts(p("签约", "<w:rPr><w:del/></w:rPr>") + p("52个。")) == ["签约52个。"]


def test_tables_of_contents_are_left_out() -> None:
    contents = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
    body = (
        contents + p("一、情况 1") + "</w:sdtContent></w:sdt>" + p("二、打算 2", style("c")) + p("签约52个。")
    )
    assert texts(body, styles=STYLES) == ["签约52个。"]


def test_text_boxes_once_and_notes_at_the_end() -> None:
    box = "<w:txbxContent>" + p("框中3个。") + "</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>正文52个</w:t><w:footnoteReference w:id='2'/></w:r><w:r><w:t>。</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    notes = f"<w:footnote w:id='1'>{p('别的')}</w:footnote><w:footnote w:id='2'>{p('不含续建项目。')}</w:footnote>"
    assert texts(body, footnotes=notes) == ["正文52个。", "框中3个。", "不含续建项目。"]


def test_a_note_that_refers_to_itself_is_read_once() -> None:
    mark = "<w:p><w:r><w:t>{}</w:t><w:footnoteReference w:id='1'/></w:r></w:p>"
    assert texts(
        mark.format("签约52个。"), footnotes=f"<w:footnote w:id='1'>{mark.format('注')}</w:footnote>"
    ) == ["签约52个。", "注"]


def test_merged_cells() -> None:
    merged = table(
        row(cell("单位", '<w:vMerge w:val="restart"/>'), cell("签约", '<w:gridSpan w:val="2"/>')),
        row(cell("", "<w:vMerge/>"), cell("个"), cell("亿元")),
        row(cell("甲镇"), cell("3"), cell("1.5")),
    )
    found = grid(p("上") + merged + p("下"))
    assert (found.rows, found.columns, found.head_rows) == (3, 3, 2)
    assert [(c.text, c.row, c.column, c.row_span, c.column_span) for c in found.cells][:4] == [
        *(("单位", 0, 0, 2, 1), ("签约", 0, 1, 1, 2), ("个", 1, 1, 1, 1), ("亿元", 1, 2, 1, 1)),
    ]
    assert load(docx(p("上") + merged + p("下"))).text == "上\n单位\t签约\t\n\t个\t亿元\n甲镇\t3\t1.5\n下"


def test_borders_that_hardly_differ_are_one() -> None:
    wide = '<w:gridSpan w:val="2"/>'
    found = grid(
        table(row(cell("单位", wide), cell("个")), row(cell("甲镇"), cell("3", wide)), grid=(2000, 40, 2000))
    )
    assert [(c.text, c.row, c.column, c.column_span) for c in found.cells] == [
        *(("单位", 0, 0, 1), ("个", 0, 1, 1), ("甲镇", 1, 0, 1), ("3", 1, 1, 1)),
    ]


def test_a_column_that_word_counts() -> None:
    counted = "<w:p><w:pPr>" + number(1, 2) + "</w:pPr></w:p>"
    body = table(
        row(cell("序号"), cell("单位"), cell("个")),
        *(row(cell(counted), cell(name), cell("3")) for name in ("甲镇", "乙镇")),
    )
    found = next(piece for piece in read(body, numbering=NUMBERING).pieces if isinstance(piece, Grid))
    assert [c.text for c in found.cells if c.column == 0] == ["序号", "1.", "2."]


def test_title_and_note_inside_the_frame_of_a_table() -> None:
    whole = '<w:gridSpan w:val="2"/>'
    body = table(
        row(cell("各镇情况统计表", whole)),
        row(cell("单位"), cell("个")),
        row(cell("甲镇"), cell("3")),
        row(cell("注：按到账计。", whole)),
    )
    assert texts(body) == ["各镇情况统计表", "注：按到账计。"]
    assert (grid(body).rows, grid(body).head_rows) == (2, 1)


def test_a_table_around_text_is_none() -> None:
    inner = table(row(cell("单位"), cell("个")), row(cell("甲镇"), cell("3")))
    body = table(row(cell(p("全区签约52个。") + inner)))
    assert load(docx(body)).text == "全区签约52个。\n单位\t个\n甲镇\t3"


def test_deleted_rows_are_left_out() -> None:
    body = table(
        row(cell("单位"), cell("个")),
        row(cell("甲镇"), cell("3")),
        row(cell("乙镇"), cell("4"), properties="<w:del/>"),
    )
    assert [c.text for c in grid(body).cells] == ["单位", "个", "甲镇", "3"]


def test_strict_form() -> None:
    assert load(docx(p("签约52个。"), strict=True)).text == "签约52个。"


def test_damage_is_named() -> None:
    data = docx(p("签约52个。") * 200)
    for tenth in range(1, 10):
        with pytest.raises(LoadError):
            load(data[: len(data) * tenth // 10], name="cut.docx")
    with pytest.raises(DamagedError, match="document type"):
        load(docx_with_entity())


def test_the_text_is_read_without_a_damaged_part_beside_it() -> None:
    read_so = read(p("签约52个。"), styles="<w:broken>")
    assert [piece.text for piece in read_so.pieces if isinstance(piece, Prose)] == ["签约52个。"]
    assert len(read_so.warnings) == 1 and "styles could not be read" in read_so.warnings[0]


def docx_with_entity() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "cc">]><a>&b;</a>')
    return stream.getvalue()
