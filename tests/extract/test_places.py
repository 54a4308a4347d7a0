"""Single places in invented sentences (synthetic), read with the numbers around them."""

from __future__ import annotations

import pytest

from extract.periods import Anchor
from extract.reader import Reader
from extract.subjects import SubjectReader
from schemas import Document, Period, Source

# criterion, scope, order, entries
Row = tuple[str, str | None, str, list[tuple[str | None, int]]]

PLACES: list[tuple[str, str, list[Row]]] = [
    ("scope and rank behind the verb", "全县综合得分列全市第三位，较上期前进两位。", [("综合得分", "全市", "top", [(None, 3)])]),
    ("the figure of the sentence is what is ranked", "全县技改投资17.46亿元，完成年度目标的32.3%，下降26.7%，排名全市第八。",
     [("技改投资", "全市", "top", [(None, 8)])]),
    ("a gap is not", "到位资金12.4亿元，为年任务的20.7%，欠时序进度4.3个百分点，排全市第6名。", [("到位资金", "全市", "top", [(None, 6)])]),
    ("growth is ranked by its rate", "规模以上工业增加值增长8.9%，居全市第二位。",
     [("规模以上工业增加值增速", "全市", "top", [(None, 2)])]),
    ("bare measures; the scope is carried", "实际到位资金12.4亿元，增长8.2%，总量居全市第5位，增速居第3位。",
     [("实际到位资金总量", "全市", "top", [(None, 5)]), ("实际到位资金增速", "全市", "top", [(None, 3)])]),
    ("shared out: two criteria, two ranks", "外资1.38亿元，增长17.9%，总量和增速分别居丙山各县(市、区)第二位和第三位。",
     [("外资总量", "丙山各县(市、区)", "top", [(None, 2)]), ("外资增速", "丙山各县(市、区)", "top", [(None, 3)])]),
    ("shared out: two criteria, one rank", "进出口、出口总值均居全省第2位，进口居第3位。",
     [("进出口", "全省", "top", [(None, 2)]), ("出口总值", "全省", "top", [(None, 2)]), ("进口", "全省", "top", [(None, 3)])]),
    ("shared out: the rates before", "在全市7个县(市)区三季度考评中，我县响应率、解决率分别为100%、92.8%，分列第1位、第3位。",
     [("响应率", "全市7个县(市)区", "top", [(None, 1)]), ("解决率", "全市7个县(市)区", "top", [(None, 3)])]),
    ("ranks in one word", "一般公共预算收入8.2亿元，增长6.1%，总量和增幅分别排全市第六、第四位。",
     [("一般公共预算收入总量", "全市", "top", [(None, 6)]), ("一般公共预算收入增幅", "全市", "top", [(None, 4)])]),
    ("a scope of its own clause", "综合开工率84.6%，在乙江市10个县(市、区)中排第3名。",
     [("综合开工率", "乙江市10个县(市、区)", "top", [(None, 3)])]),
    ("a contest", "在全市招商引资工作三季度考核中，我县排名第三位。", [("招商引资工作考核", "全市", "top", [(None, 3)])]),
    ("two contests, two periods", "在全市一季度和上半年招商引资考核中，我县均排名第二。",
     [("招商引资考核", "全市", "top", [(None, 2)]), ("招商引资考核", "全市", "top", [(None, 2)])]),
    ("from one place to another", "全县GDP增速由一季度的第9位前移至第4位。",
     [("GDP增速", None, "top", [(None, 9)]), ("GDP增速", None, "top", [(None, 4)])]),
    ("the scope stands with the earlier place", "工业增速从全省第9位升至第4位。",
     [("工业增速", "全省", "top", [(None, 9)]), ("工业增速", "全省", "top", [(None, 4)])]),
    ("two scopes", "进出口总额12.3亿元，列全市第3位、全省第18位。",
     [("进出口总额", "全市", "top", [(None, 3)]), ("进出口总额", "全省", "top", [(None, 18)])]),
    ("counted from the last", "空气质量综合指数5.87，在全市16个区中列倒数第3位。",
     [("空气质量综合指数", "全市16个区", "bottom", [(None, 3)])]),
    ("no verb", "城镇居民收入增速全市第一，空气优良率全省排名第9。",
     [("城镇居民收入增速", "全市", "top", [(None, 1)]), ("空气优良率", "全省", "top", [(None, 9)])]),
    ("the first place in a word", "群众满意度连续三年稳居全市首位。", [("群众满意度", "全市", "top", [(None, 1)])]),
    ("a named unit, its places side by side", "甲山镇到位资金3.2亿元，居全县第一，乙水镇2.8亿元，居第二；丁家镇垫底。",
     [("到位资金", "全县", "top", [("甲山镇", 1), ("乙水镇", 2)]), ("到位资金", "全县", "bottom", [("丁家镇", 1)])]),
    ("a value turned round", "各乡镇中，甲山镇以3.2亿元的到位资金居首，乙水镇、丙沟乡分别以2.8亿元和1.9亿元列第二、三位。",
     [("到位资金", "各乡镇", "top", [("甲山镇", 1), ("乙水镇", 2), ("丙沟乡", 3)])]),
    ("places without a verb of their own", "甲山镇综合得分排名第一，乙水镇第二，丙沟乡第三。",
     [("综合得分", None, "top", [("甲山镇", 1), ("乙水镇", 2), ("丙沟乡", 3)])]),
    ("the lowest and the tied", "29个镇街中，PM2.5浓度最低的是甲山镇(52微克/立方米)，乙水镇、丙沟乡并列第二，均为54微克/立方米。",
     [("PM2.5浓度", "29个镇街", "top", [("甲山镇", 1), ("乙水镇", 2), ("丙沟乡", 2)])]),
    ("each name its own rank", "安全生产目标考核，甲山镇得96.5分，位列第一；乙水镇、丙沟乡分列倒数第二、倒数第一。",
     [("安全生产目标考核", None, "top", [("甲山镇", 1)]), ("安全生产目标考核", None, "bottom", [("丙沟乡", 1), ("乙水镇", 2)])]),
    ("an indicator that opens like a name", "新型农村牧区合作医疗参合率居全市首位。",
     [("新型农村牧区合作医疗参合率", "全市", "top", [(None, 1)])]),
    ("a wish", "全年力争招商引资考核居全市第一位，确保增速排名第二。", []),
    ("units that are only meant", "对连续两次排名末位的乡镇，由县政府主要领导约谈。", []),
    ("a vague place", "主要指标位居全市前列，部分指标增速靠前。", []),
    ("ordinals of a speech", "第一，要加强领导。第二，要落实责任。", []),
    ("ordinals of other things", "第三方评估由第二批队伍完成，第一季度开工。", []),
]  # fmt: skip

PERIODS: list[tuple[str, list[str | None]]] = [
    ("全县GDP增速由一季度的第9位前移至第4位。", ["2023-03", "2023-06"]),
    ("在全市一季度和上半年招商引资考核中，我县均排名第二。", ["2023-03", "2023-06"]),
    ("5月份我县直办率、满意率在全省18个市县中分别列第6位、第11位。", ["2023-05", "2023-05"]),
]


def read(text: str) -> Reader:
    """A reader that has read the one paragraph."""
    document = Document(source=Source(sha256="0"), text=text, blocks=[])
    reader = Reader(document, Anchor(2023, 6, 1, 2023), Period.months(2023, 1, 6), SubjectReader())
    reader.block(0, len(text))
    return reader


@pytest.mark.parametrize(("text", "expected"), [row[1:] for row in PLACES], ids=[row[0] for row in PLACES])
def test_places(text: str, expected: list[Row]) -> None:
    """Criterion, scope, order and entries of every place in the paragraph."""
    found = [place for place, _ in read(text).places]
    assert [(p.criterion, p.scope, p.order, p.entries()) for p in found] == expected


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_periods(text: str, expected: list[str | None]) -> None:
    """The period that a place names goes before the one of its clause."""
    periods = [place.period or context.period for place, context in read(text).places]
    assert [period.end if period else None for period in periods] == expected
