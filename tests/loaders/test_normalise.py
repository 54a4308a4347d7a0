"""Text as it is printed, and as the reader wants it."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders import load, normalise

CASES = [
    (
        "full-width digits",
        "签约１４２个，合同引资４８６．７亿元，增长－８．９２％。",
        "签约142个，合同引资486.7亿元，增长-8.92%。",
    ),
    ("full-width thousands", "签约３，２８６个。", "签约3,286个。"),
    ("a comma between clauses", "签约142个，20个开工。", "签约142个，20个开工。"),
    ("full-width ratio", "占比为８．２：６１．６：３０．２。", "占比为8.2:61.6:30.2。"),
    ("ratio sign", "调整为26.4∶41.6∶32.0。", "调整为26.4:41.6:32.0。"),
    ("ratio sign of vertical text", "优化为8.3︰41.5︰50.2。", "优化为8.3:41.5:50.2。"),
    ("brackets", "甲镇（３个）、乙镇（２个）。", "甲镇(3个)、乙镇(2个)。"),
    ("Chinese punctuation stays", "如下：一，二；三、四。", "如下：一，二；三、四。"),
    ("letters stay", "PM2.5平均浓度下降，SMT协会参加。", "PM2.5平均浓度下降，SMT协会参加。"),
    ("pinyin", "全縣(xiàn)新簽約項(xiàng)目38個(gè)，開(kāi)工21個(gè)。", "全县新签约项目38个，开工21个。"),
    ("pinyin in full-width brackets", "項（xiàng）目38個（gè）。", "项目38个。"),
    ("pinyin in the neutral tone", "項(xiàng)目我們(men)辦。", "项目我们办。"),
    ("pinyin with combining marks", "項(xia\u0300ng)目38個(ge\u0300)。", "项目38个。"),
    ("damaged pinyin", "思想?yún)R報(bào)。", "思想报。"),
    ("a Latin word in brackets", "使用手机应用(app)办理52件。", "使用手机应用(app)办理52件。"),
    ("spaces at numbers", "重点项目 64 个，占 68.9 %。", "重点项目64个，占68.9%。"),
    ("spaces in thousands", "检查 1 826 个次，排查 15 208 条。", "检查1826个次，排查15208条。"),
    ("no thousands", "2014 100个，共3 5处。", "2014 100个，共3 5处。"),
    ("spaces at the decimal point", "完成 8 .14 亿元。", "完成8.14亿元。"),
    ("spaces in a range", "现将 1 - 8 月情况通报如下。", "现将1-8月情况通报如下。"),
    (
        "letter-spaced head",
        "某 市 安 全 生 产 委 员 会 文 件\n全市签约1个。",
        "某市安全生产委员会文件\n全市签约1个。",
    ),
    ("two halves of a headline", "科学招商 高位推进\n全市签约1个。", "科学招商 高位推进\n全市签约1个。"),
    ("wrapped words", "签约 项目52个，开工。", "签约项目52个，开工。"),
    ("zero-width and no-break spaces", "签约\u200b项目\u00a052\ufeff个。", "签约项目52个。"),
    ("radicals for characters", "⼯业项目52个。", "工业项目52个。"),
    ("joined line", "今年以来，全县新签约项\n目38个。", "今年以来，全县新签约项目38个。"),
    ("joined ordinal", "甲镇、乙镇分居第\n二、第三，增长8%。", "甲镇、乙镇分居第二、第三，增长8%。"),
    ("joined number", "今年以来，新签约1\n00.7亿元。", "今年以来，新签约100.7亿元。"),
    ("joined across a page", "全县签约项目，其\n\n— 2 —\n\n中工业5个。", "全县签约项目，其中工业5个。"),
    ("folio before the text", "到位资金，\n— 2 — 第三产业18亿元。", "到位资金，第三产业18亿元。"),
    ("folio in words", "到位资金，\n第 2 页 共 5 页\n第三产业18亿元。", "到位资金，第三产业18亿元。"),
    ("a form feed", "到位资金，\f第三产业18亿元。", "到位资金，第三产业18亿元。"),
    (
        "joined over a blank line",
        "一、情况\n新增18个，\n\n占全年目标56.3%。",
        "一、情况\n新增18个，占全年目标56.3%。",
    ),
    (
        "a broken word over a blank line",
        "一、情况\n今年，排\n\n名后三位的是甲镇。",
        "一、情况\n今年，排名后三位的是甲镇。",
    ),
    ("a lost colon", "按专班划分(乡镇除外)\n:\n甲专班10个。", "按专班划分(乡镇除外):\n甲专班10个。"),
    ("paragraphs", "全县签约38个。\n全县开工8个。", "全县签约38个。\n全县开工8个。"),
    ("headings", "一、情况\n(一)招商\n1.签约\n全县38个。", "一、情况\n(一)招商\n1.签约\n全县38个。"),
    (
        "a heading with a list",
        "二、县(市、区)情况\n\n甲县、乙县完成5个。",
        "二、县(市、区)情况\n甲县、乙县完成5个。",
    ),
    ("list lines", "要求如下：\n1.抓签约\n2.抓开工\n3.抓投产", "要求如下：\n1.抓签约\n2.抓开工\n3.抓投产"),
    ("salutation", "各乡镇、街道办事处：\n现通报如下。", "各乡镇、街道办事处：\n现通报如下。"),
    (
        "signature",
        "对末位，由县委约谈\n\n某县督查室\n2022年10月12日",
        "对末位，由县委约谈\n某县督查室\n2022年10月12日",
    ),
    ("attachments", "现通报。\n附件：1.甲表 2.乙表\n3.丙表", "现通报。\n附件：1.甲表\n2.乙表\n3.丙表"),
    (
        "a title that ends its page",
        "某县发改局\n2022年全县项目建设情况通报\n— 1 —\n全县38个，增长5%。",
        "某县发改局\n2022年全县项目建设情况通报\n全县38个，增长5%。",
    ),
    (
        "a title in two lines",
        "关于2022年全县项目建设\n情况的通报\n全县38个。",
        "关于2022年全县项目建设情况的通报\n全县38个。",
    ),
    ("a subtitle", "引来活水\n——2023年综述\n全省38个。", "引来活水\n——2023年综述\n全省38个。"),
    ("a heading run in", "一、主要指标 今年1-3月,签约61个。", "一、主要指标\n今年1-3月,签约61个。"),
    ("two headings run in", "三、形势分析 (一)企业引进。本月3个。", "三、形势分析\n(一)企业引进。本月3个。"),
    ("decimals are no heading", "全县签约，增长\n1.38倍。", "全县签约，增长1.38倍。"),
    (
        "a list of ordinals is no heading",
        "全市到位，第\n一、二产业12亿元。",
        "全市到位，第一、二产业12亿元。",
    ),
    (
        "numbered headings in two parts",
        "一、招引：量质齐升\n三季度，新签约11个。\n二、开工：快慢不一\n当季开工9个，竣工7个。",
        "一、招引：量质齐升\n三季度，新签约11个。\n二、开工：快慢不一\n当季开工9个，竣工7个。",
    ),
    (
        "headings in two parts without numbers",
        "外资：降中趋稳\n上半年，新批93宗，下降28%。\n内资：后来居上\n上半年，引进217宗，增长12%。",
        "外资：降中趋稳\n上半年，新批93宗，下降28%。\n内资：后来居上\n上半年，引进217宗，增长12%。",
    ),
    (
        "a fourth section on a fourth quarter",
        "四、四季度打算\n四季度，签约20个。",
        "四、四季度打算\n四季度，签约20个。",
    ),
    (
        "a third section on a fourth quarter",
        "三、四季度工作安排\n四季度，签约20个。",
        "三、四季度工作安排\n四季度，签约20个。",
    ),
    (
        "two quarters are no heading",
        "全市签约，第\n三、四季度完成20亿元。",
        "全市签约，第三、四季度完成20亿元。",
    ),
    ("a ratio over two lines", "三次产业结构为13.7：\n33.6：52.7。", "三次产业结构为13.7:33.6:52.7。"),
    ("a colon before a line", "三次产业结构为：\n33.6亿元，占优。", "三次产业结构为：\n33.6亿元，占优。"),
    (
        "a footnote sign before a number",
        "实现生产总值②96.37亿元，增长8%。",
        "实现生产总值②96.37亿元，增长8%。",
    ),
    (
        "a footnote sign at a broken line",
        "实现增长，生产总值\n②96.37亿元。",
        "实现增长，生产总值②96.37亿元。",
    ),
    (
        "office and date side by side",
        "某县招商局编      2012年7月6日\n签约1个。",
        "某县招商局编 2012年7月6日\n签约1个。",
    ),
    (
        "two offices side by side",
        "某市统计局 国家统计局某市调查队\n签约1个。",
        "某市统计局 国家统计局某市调查队\n签约1个。",
    ),
    ("an indented folio", "全县签约项目，其\n      — 2 —\n中工业5个。", "全县签约项目，其中工业5个。"),
    (
        "an article that goes on elsewhere",
        "到位资金，\n（下转A04版）\n（上接A02版）\n增长8%。",
        "到位资金，增长8%。",
    ),
    ("masked names", "**区、××镇签约 5 个。", "**区、××镇签约5个。"),
    ("headings of Markdown", "## 通报\n\n**一、签约情况**\n签约5个。", "通报\n一、签约情况\n签约5个。"),
    ("Chinese numerals", "二〇二一年签约九十七家。", "二〇二一年签约九十七家。"),
]


@pytest.mark.parametrize(("source", "text"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_text(source: str, text: str) -> None:
    assert normalise(source).text.text == text


@pytest.mark.parametrize(("source", "text"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_normalised_text_stays_as_it_is(source: str, text: str) -> None:
    assert normalise(text).text.text == text


PRINTED = """关于全市安全生产情况的通报

各县（市、区）委员会：

一季度，全县累计发生道路交通事故 187 起，死亡 35 人，受
伤 142 人，直接财产损失 196.4 万元，与去年同期相比，事故起数
分别下降 8.1%、10.3%和 6.2%，直接财产损失上升 2.7%。死亡人数
低于时序进度 4.6 个百分点。发生较大事故 1 起，起数同比持平，全年
未发生重大及以上事故。
"""


def test_printed_lines() -> None:
    lines = normalise(PRINTED).text.text.split("\n")
    assert len(lines) == 3
    assert lines[2].endswith("全年未发生重大及以上事故。")


# Synthetic. Both scripts of each sentence are one another's conversion.
SENTENCES = (
    "今年以来，全县新签约亿元以上项目38个，协议总投资241.5亿元，同比分别增长22.6%和41.2%",
    "截至9月底，到位省外资金93.6亿元，完成年度任务（120亿元）的78.0%，增幅列全市第5位",
    "从到位资金看，排名前三位的是甲镇、乙镇、丙乡，排名后三位的是丁镇、戊乡、己乡",
    "工业项目31个，其中10亿元以上的4个，开工率69.6%，比上年同期提高3.2个百分点",
)
BULLETIN = "某县招商引资工作情况通报\n\n" + "\n\n".join(f"{sentence}。" for sentence in SENTENCES) + "\n"
# Behind these a line may really end, so that a break there is a paragraph's.
ENDS = "。；：\n"


@given(st.data())
def test_a_line_break_inside_a_sentence_changes_nothing(data: st.DataObject) -> None:
    sentence = data.draw(st.sampled_from(SENTENCES))
    start = BULLETIN.index(sentence)
    # From the first comma on, the line is running text; before it, it might be a heading of its own.
    place = data.draw(st.integers(start + sentence.index("，") + 1, start + len(sentence)))
    blank = data.draw(st.sampled_from(["\n", "\r\n", " \n", "\n\n— 2 —\n\n", "\n第 3 页\n"]))
    assert normalise(BULLETIN[:place] + blank + BULLETIN[place:]).text.text == normalise(BULLETIN).text.text


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=4))
def test_both_scripts_give_the_same_text(sentences: list[str]) -> None:
    simplified = "某县招商引资工作情况通报\n\n" + "。\n\n".join(sentences) + "。\n"
    traditional = opencc.OpenCC("s2t").convert(simplified)
    one, other = load(simplified.encode()), load(traditional.encode())
    assert one.text == other.text
    assert (one.script, other.script) == ("simplified", "traditional")


@given(
    st.text(
        alphabet="一二三、。，（）1２.％ \n\t\f：－県個(gè)xiàng—?全县签约項目\u3000\r-;…《》年月日附件注",
        max_size=120,
    )
)
def test_whatever_comes_in_the_text_is_clean(source: str) -> None:
    text = normalise(source).text.text
    assert "\n\n" not in text and not text.startswith("\n") and not text.endswith("\n")
    assert not set(text) & set("\r\f\x1d\u3000２％（）")
    assert normalise(text).text.text.count("\t") <= text.count("\t")
