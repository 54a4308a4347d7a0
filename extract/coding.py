"""Coding: which code a draft has, by its own head or by what it is a part, a share or a growth of."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extract.codes import code_of, code_of_ratio, has_no_code
from extract.composition import MODIFIER
from extract.draft import Draft

# What people complain of is counted in 件; other units may count what else is handled
CASES = regex.compile(r"诉求|工单|来电|信访|投诉|举报|热线")
BUSINESS = regex.compile(
    r"登记|审批|许可|证[件照书]|[^一各]案|提案|建议|议案|退税|贷款|业务|申请|户口|护照|公证|仲裁|援助|不动产|手续|审查"
)
# What projects are counted by; households and rooms may be built and finished too
OF_PROJECTS = ("个", "项", "宗", "处", "")
# What may be told apart under names of its own
KINDS = tuple(
    regex.compile(rf"(?:{words})[”\"]?(?:个?数)?$")
    for words in (
        "项目",
        "企业|公司|500强|链主|央企|民企|外企|龙头|机构",
        "信息|线索",
        "事故|火灾",
        "诉求|工单|类|件|来电",
    )
)
# What became of them: no kind of them
STATE = regex.compile(
    r"[未没无已尚正查]|供地|通报|约谈|挂牌|报建|办理|取得|手续|停工|停产|退出|失败|开工|投产|入库"
)
CHANGE = regex.compile(r"[增降升跌涨减]幅$|增速$|占比$")
# How many wholes up a part looks for a code
DEEPEST = 3


def code_of_figure(draft: Draft) -> str | None:
    """The code of a figure's own head, else that of the whole which it is a part of."""
    head = draft.of.head if draft.role == "delta" and draft.of is not None else draft.head
    if draft.head.endswith("差距"):
        # how far two units are apart is no value of what they are compared by
        return None
    code = _in_unit(code_of(head, draft.unit_kind), head, draft)
    if code == "complaints" and _of_other_business(draft):
        return None
    if code or has_no_code(head, draft.unit_kind):
        return code
    return _code_of_whole(head, draft) or _code_of_topic(head, draft)


def _code_of_topic(head: str, draft: Draft) -> str | None:
    """新签约项目中，来自京津冀的8个: the code of what the sentence announced."""
    narrows = draft.topic and (_only_narrows(head, draft.unit) or _same_kind(head, draft.topic))
    return _in_unit(code_of(draft.topic, draft.unit_kind), draft.topic, draft) if narrows else None


def _code_of_whole(head: str, draft: Draft) -> str | None:
    whole = draft.whole
    for _ in range(DEEPEST):
        if whole is None or whole.unit != draft.unit or _is_business(whole):
            return None
        near = draft.sentence == whole.sentence or draft.part_mark is not None or draft.narrowing.size
        if not (_only_narrows(head, draft.unit) or (near and _same_kind(head, whole.head))):
            return None
        code = _in_unit(code_of(whole.head, whole.unit_kind), whole.head, whole)
        head, whole = whole.head, whole.whole
        if code:
            return code
    return None


def told_in_dollars(drafts: Sequence[Draft]) -> frozenset[str]:
    """The heads of the amounts that are told in dollars alone: their growth speaks of dollars, too."""
    amounts = [draft for draft in drafts if draft.unit_kind == "money" and draft.head]
    others = {draft.head for draft in amounts if not draft.unit.endswith("美元")}
    return frozenset(draft.head for draft in amounts if draft.head not in others)


def code_of_percentage(draft: Draft, in_dollars: frozenset[str] = frozenset()) -> str | None:
    """The code of the quantity that a percentage measures; of a rate its own."""
    code = _of_quantity(draft)
    plain = draft.of is None or draft.of.is_percent
    foreign = plain and code == "funds_in_place" and CHANGE.sub("", draft.head) in in_dollars
    return "funds_foreign" if foreign else code


def _of_quantity(draft: Draft) -> str | None:
    of = draft.of
    if draft.kind == "growth" and of is None and draft.head == "投资":
        return None
    named = of is not None and not of.is_percent and draft.kind != "rate"
    if of is not None and named:
        code = _in_unit(code_of(draft.head, of.unit_kind), draft.head, of)
    else:
        code = code_of_ratio(draft.head)
    if code is None and of is not None and named and of.head == draft.head:
        return code_of_figure(of)
    if code is None and draft.kind == "share" and code_of(draft.head + "比例", "rate"):
        return code_of(draft.head + "比例", "rate")
    if code is None and of is None and draft.kind == "share" and draft.base_of is not None:
        return code_of_figure(draft.base_of) if _only_narrows(draft.head, draft.base_of.unit) else None
    return code


def code_of_criterion(criterion: str) -> str | None:
    """The code of what is ranked."""
    return code_of(criterion, "count") or code_of_ratio(criterion)


def _in_unit(code: str | None, head: str, figure: Draft) -> str | None:
    """The code that a head has for a figure in its unit.

    到位资金1.2亿美元 is foreign; 竣工3200套 are no projects; 办理不动产登记12.6万件 no complaints.
    """
    if code == "funds_in_place" and figure.unit.endswith("美元") and "内资" not in head:
        return "funds_foreign"
    if code == "complaints" and not _of_complaints(head, figure.unit):
        return None
    if code is not None and code.startswith("projects_"):
        unit = figure.unit.lstrip("万千百")
        return code if unit in OF_PROJECTS or (unit == "家" and "项目" in head) else None
    return code


def _is_business(whole: Draft) -> bool:
    """50件积案已化解38件: what is counted in 件 and is no complaint."""
    return (
        whole.unit.endswith("件") and BUSINESS.search(whole.head) is not None and not CASES.search(whole.head)
    )


def _of_complaints(head: str, unit: str) -> bool:
    """Whether what is handled is what people complain of, and no other business (办理不动产登记12.6万件)."""
    return CASES.search(head) is not None or (unit.endswith("件") and BUSINESS.search(head) is None)


def _of_other_business(draft: Draft) -> bool:
    """立案1463件，办结1318件: what is handled are the cases counted before, which nobody complained of."""
    whole = draft.whole or draft.head_source
    handled = whole is not None and whole.unit == draft.unit and not CASES.search(draft.head + whole.head)
    return handled and whole is not None and BUSINESS.search(whole.head) is not None


def _same_kind(head: str, whole: str) -> bool:
    """拜访企业126家，其中上市公司21家; 新签约项目26个，其中台资项目4个: what the part counts is what the whole does.

    >>> _same_kind("上市公司", "拜访企业"), _same_kind("新材料企业", "签约项目"), _same_kind("供地项目", "签约项目")
    (True, False, False)
    """
    return not STATE.search(head) and any(ending.search(head) and ending.search(whole) for ending in KINDS)


def _only_narrows(head: str, unit: str) -> bool:
    """Whether a part's head names no measure of its own: 来自京津冀的, 5亿元以上的, 港资; 供水问题 among cases."""
    return (
        unit.endswith("件") or MODIFIER.fullmatch(head) is not None or head.endswith(("的", "资金", "港资"))
    )
