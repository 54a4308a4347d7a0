"""Pages made by script: what on them is the bulletin, in which encoding, with which tables. All synthetic."""

from __future__ import annotations

import opencc
import pytest

from loaders import load
from loaders.pieces import Grid, Prose
from loaders.web.html import extract_html
from schemas.errors import EmptyDocumentError

TITLE = "关于2023年8月全县招商引资情况的通报"
NAVIGATION = "".join(f'<li><a href="/{place}/">栏目{place}</a></li>' for place in range(9))
RELATED = "".join(
    f'<li><a href="/{place}.html">关于2023年{place}月情况的通报</a></li>' for place in range(1, 8)
)
BODY = (
    "<p>　　现将全县招商引资情况通报如下。</p><p>　　一、总体情况</p>"
    "<p>　　1-8月，全县新签约项目38个，其中工业项目12个，到位资金93.6亿元，同比增长12.6%。</p>"
)
TABLE = (
    '<table><tr><td rowspan="2">乡镇</td><td colspan="2">签约</td></tr><tr><td>个</td><td>亿元</td></tr>'
    "<tr><td>甲镇</td><td>3</td><td>1.5</td></tr><tr><td>乙镇</td><td>12</td><td>20.3</td></tr></table>"
)


def page(body: str, head: str = "", around: str = '<div class="main_txt">{}</div>') -> str:
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE}-政务动态-某县人民政府</title>{head}</head><body>"
        f"<ul>{NAVIGATION}</ul><h1>{TITLE}</h1>"
        "<div>发布时间：2023-09-05&nbsp;&nbsp;来源：某县商务局&nbsp;&nbsp;字号：[<a>大</a> <a>中</a>]</div>"
        f"{around.format(body)}"
        f"<div><h3>相关信息</h3><ul>{RELATED}</ul></div>"
        "<div>主办：某县人民政府办公室　网站标识码：0000000000　某ICP备00000000号</div></body></html>"
    )


def text(html: str, codec: str = "utf-8") -> str:
    return load(html.encode(codec)).text


WANTED = (
    f"{TITLE}\n现将全县招商引资情况通报如下。\n一、总体情况\n"
    "1-8月，全县新签约项目38个，其中工业项目12个，到位资金93.6亿元，同比增长12.6%。"
)


@pytest.mark.parametrize(
    "around",
    [
        '<div class="TRS_Editor">{}</div>',
        '<div id="zoom">{}</div>',
        "<div><div>{}</div></div>",
        "<table><tr><td>{}</td></tr></table>",
    ],
)
def test_the_bulletin_without_what_surrounds_it(around: str) -> None:
    document = load(page(BODY, around=around).encode())
    assert document.text == WANTED
    assert document.furniture.published == "2023-09-05"
    assert document.furniture.source_name == "某县商务局"
    assert document.furniture.page_title == TITLE


@pytest.mark.parametrize(
    ("codec", "declared", "named"),
    [
        ("utf-8", '<meta charset="utf-8">', "utf-8"),
        ("gbk", '<meta http-equiv="Content-Type" content="text/html; charset=gb2312">', "gb18030"),
        ("gbk", "", "gb18030"),
        ("gbk", '<meta charset="utf-8">', "gb18030"),
        ("utf-8", '<meta charset="gb2312">', "utf-8"),
        ("utf-8-sig", "", "utf-8"),
        ("utf-16", "", "utf-16-le"),
        ("gbk", '<meta charset="iso-8859-1">', "gb18030"),
        ("gbk", '<meta charset="nonsense">', "gb18030"),
    ],
)
def test_encoding(codec: str, declared: str, named: str) -> None:
    document = load(page(BODY, declared).encode(codec))
    assert (document.text, document.source.encoding) == (WANTED, named)


def test_big5() -> None:
    html = opencc.OpenCC("s2t").convert(page(BODY)).encode("big5hkscs")
    document = load(html)
    assert (document.text, document.script, document.source.encoding) == (WANTED, "traditional", "big5hkscs")


def test_the_header_tells_the_encoding_where_the_page_does_not() -> None:
    read = extract_html(page("<p>同比增长12.6%。</p>").encode("gbk"), "page", declared="GBK")
    assert read.encoding == "gb18030"


def test_labels_that_only_a_style_sets_apart() -> None:
    told = "<div><span>来源:某县财政局</span><span>发布时间:2016-08-09 09:12</span><span>浏览次数:231</span></div>"
    html = f"<html><body><h1>{TITLE}</h1>{told}<div>{BODY}</div></body></html>"
    furniture = load(html.encode()).furniture
    assert (furniture.source_name, furniture.published) == ("某县财政局", "2016-08-09 09:12")


def grids(html: str) -> list[Grid]:
    return [piece for piece in extract_html(html.encode(), "page.html").pieces if isinstance(piece, Grid)]


def test_a_table_with_spans_stands_in_its_place() -> None:
    read = extract_html(page(BODY + TABLE + "<p>注：按到账计。</p>").encode(), "page.html").pieces
    place = next(at for at, piece in enumerate(read) if isinstance(piece, Grid))
    grid, after = read[place], read[place + 1]
    assert isinstance(grid, Grid) and isinstance(after, Prose)
    assert after.text == "注：按到账计。"
    assert (grid.rows, grid.columns, grid.head_rows) == (4, 3, 2)
    assert [(cell.text, cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells][
        :5
    ] == [
        ("乡镇", 0, 0, 2, 1),
        ("签约", 0, 1, 1, 2),
        ("个", 1, 1, 1, 1),
        ("亿元", 1, 2, 1, 1),
        ("甲镇", 2, 0, 1, 1),
    ]


def test_thead_caption_and_title_row() -> None:
    table = (
        "<table><caption>附表 各镇情况</caption><thead><tr><th>镇</th><th>个</th></tr></thead>"
        "<tbody><tr><td>甲镇</td><td>3</td></tr><tr><td>乙镇</td><td>4</td></tr></tbody></table>"
    )
    assert "附表各镇情况\n镇\t个" in text(page(BODY + table))
    assert grids(page(BODY + table))[0].head_rows == 1


def test_a_table_that_lays_the_page_out_is_none() -> None:
    layout = (
        f"<table><tr><td><ul>{NAVIGATION}</ul></td><td>{{}}</td></tr><tr><td>左</td><td>底</td></tr></table>"
    )
    assert grids(page(BODY, around=layout)) == []
    assert [grid.rows for grid in grids(page(BODY + TABLE, around=layout))] == [4]


def test_hidden_words_are_left_out() -> None:
    hidden = (
        '<p style="display: none">隐藏的99个。</p><p class="off">也隐藏的98个。</p><p hidden>97个。</p><!-- 96个 -->'
        "<script>var x = '95个';</script><noscript>94个</noscript>"
    )
    assert text(page(BODY + hidden, "<style>.off { color: red; display:none }</style>")) == WANTED


def test_breaks_are_line_ends_and_line_ends_of_the_source_are_none() -> None:
    body = "<div>　　现将全县招商引资情况通报\n   如下。<br>　　一、总体情况<br/>　　全县新签约项目38个，\r\n同比增长12.6%。<br>　　二、下步打算</div>"
    assert text(page(body)).split("\n")[1:] == [
        *(
            "现将全县招商引资情况通报如下。",
            "一、总体情况",
            "全县新签约项目38个，同比增长12.6%。",
            "二、下步打算",
        ),
    ]


def test_attachments_are_named_by_their_links() -> None:
    files = (
        '<p>附件：1.<a href="/a/1.xls">各镇完成情况表.xls</a></p><p>2.<a href="/a/2.docx">点击下载</a></p>'
        '<p><a href="/a/%E6%8E%92%E5%90%8D%E8%A1%A8.pdf">下载</a></p>'
    )
    assert load(page(BODY + files).encode()).furniture.attachments == ("各镇完成情况表", "排名表")


def test_facts_of_the_head_of_the_page() -> None:
    head = (
        f'<meta name="ArticleTitle" content="{TITLE}"><meta name="PubDate" content="2023-09-06 10:00">'
        '<meta name="ContentSource" content="某县发改局"><meta name="SiteName" content="某县人民政府">'
    )
    furniture = load(page(BODY, head).encode()).furniture
    assert (furniture.published, furniture.source_name) == ("2023-09-06 10:00", "某县发改局")
    assert furniture.site is not None and "某县人民政府" in furniture.site


def test_the_table_of_facts_over_a_document() -> None:
    index = (
        "<table><tr><td>索引号</td><td>000/2023-1</td><td>主题分类</td><td>商务</td></tr>"
        "<tr><td>发布机构</td><td>某县商务局</td><td>发文日期</td><td>2023-09-05</td></tr>"
        "<tr><td>文号</td><td>某商发〔2023〕8号</td><td>标题</td><td>通报</td></tr></table>"
    )
    assert grids(page(index + BODY)) == []
    document = load(page(index + BODY).encode())
    assert "索引号" not in document.text
    assert "某商发〔2023〕8号" in document.text


@pytest.mark.parametrize(
    "html",
    ["<html></html>", "<html><body><script>x</script></body></html>", "<html><body>&nbsp;</body></html>"],
)
def test_a_page_without_words(html: str) -> None:
    with pytest.raises(EmptyDocumentError):
        load(html.encode())


def test_deep_and_wide_pages_are_read() -> None:
    deep = "<font>" * 1500 + "全县新签约项目38个，同比增长12.6%。" + "</font>" * 1500
    assert "38个" in text(page(f"<p>{deep}</p>"))
    wide = '<table><tr><td colspan="99999999" rowspan="99999999">甲</td></tr><tr><td rowspan="0">3</td></tr></table>'
    assert "甲" in text(page(BODY + wide))


def test_a_page_laid_out_by_tables() -> None:
    html = (
        "<html><head><title>某县政府网 -- 8月份招商引资通报</title></head><body><table><tr><td colspan=2><img></td></tr>"
        "<tr><td><a href=a>首页</a><br><a href=b>新闻</a></td><td><table><tr><td><font><b>8月份招商引资<br>通报</b></font></td></tr>"
        "<tr><td>发布日期：[2009-09-05] 点击数：[123] 来源：某县招商局</td></tr>"
        f"<tr><td>　　8月，全县签约项目5个。<br><br>{TABLE}<br>　　　　某县招商局</td></tr></table></td></tr></table></body></html>"
    )
    document = load(html.encode("gbk"))
    assert document.text.split("\n")[:2] == ["8月份招商引资通报", "8月，全县签约项目5个。"]
    assert document.text.endswith("乙镇\t12\t20.3\n某县招商局")
    furniture = document.furniture
    assert (furniture.page_title, furniture.published, furniture.source_name) == (
        "8月份招商引资通报",
        "2009-09-05",
        "某县招商局",
    )


def test_a_time_alone_over_the_article() -> None:
    html = "<html><body><h1>某区8月招商成绩单</h1><em>2023-09-05 10:20</em><div id='js_content'><p>8月，全区签约项目5个。</p></div></body></html>"
    document = load(html.encode())
    assert document.text == "某区8月招商成绩单\n8月，全区签约项目5个。"
    assert document.furniture.published == "2023-09-05 10:20"
