"""What a finding carries: places that lead back, both languages, an id that later runs share."""

from __future__ import annotations

import tongbao

TEXT = "云岭县2021年1-8月招商引资情况通报\n1-8月，全县签约项目52个，其中工业项目35个，占{}。\n"


def test_a_wrong_share_is_one_error_with_all_it_needs() -> None:
    bulletin = tongbao.extract(TEXT.format("76.3%").encode())
    (finding,) = [finding for finding in bulletin.findings if finding.rule == "share"]
    assert (finding.severity, finding.verdict) == ("error", "contradiction")
    assert finding.quotes == ["35个", "52个", "76.3%"]
    assert [bulletin.text[start:end] for start, end in finding.places] == finding.quotes
    assert "67.3%" in finding.message.zh and "67.3%" in finding.message.en
    assert finding.reported and finding.expected
    assert [str(end) for end in finding.reported] == ["76.25", "76.35"]


def test_passes_are_shown_only_where_asked_for() -> None:
    text = TEXT.format("67.3%").encode()
    assert tongbao.extract(text).findings == []
    assert "pass" in {finding.severity for finding in tongbao.extract(text, passes=True).findings}


def test_the_id_does_not_depend_on_what_stands_elsewhere_in_the_bulletin() -> None:
    one = tongbao.extract(TEXT.format("76.3%").encode())
    more = tongbao.extract((TEXT.format("76.3%") + "外出招商12次。\n").encode())
    assert [finding.id for finding in one.findings] == [finding.id for finding in more.findings]


def test_numbers_in_a_json_are_plain() -> None:
    text = tongbao.extract(TEXT.format("76.3%").encode()).model_dump_json()
    assert '"reported":["76.25","76.35"]' in text
