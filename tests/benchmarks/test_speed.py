"""The benchmark of speed: who is measured, and what is said of those who cannot be (texts invented)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from benchmarks import speed
from benchmarks.speed import Contender, Result, Work, contenders, measure, rate, table

TEXTS = ["全县新签约项目52个。", "到位资金42.78亿元。"]


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speed, "SECONDS", 0.0)


def missing() -> dict[str, Work]:
    raise ImportError("No module named 'nowhere'")


def failing(text: str) -> object:
    raise ZeroDivisionError(text)


@pytest.mark.parametrize(
    ("build", "told"),
    [
        (missing, "not measured (No module named 'nowhere'); pip install '.[bench]'"),
        (lambda: {"all": failing}, "not measured, it failed: ZeroDivisionError('全县新签约项目52个。')"),
    ],
)
def test_who_cannot_be_measured_is_named_with_the_reason(
    build: Callable[[], dict[str, Work]], told: str
) -> None:
    results = list(measure(Contender("other", build), TEXTS))
    assert results == [Result("other", None, told)]
    assert f"other                              {told}" in table([Result("own", 1.0), *results]).splitlines()


def test_several_parts_are_also_told_together() -> None:
    results = list(measure(Contender("two", lambda: {"one": len, "other": str.split}), TEXTS))
    one, other, both = (result.speed or 0 for result in results)
    assert [result.name for result in results] == ["two one", "two other", "two, all of these"]
    assert 1 / both == pytest.approx(1 / one + 1 / other)


def test_every_text_is_read_in_a_round_that_counts() -> None:
    seen: list[str] = []
    assert rate(TEXTS, seen.append, 0) > 0
    assert seen == [TEXTS[0], *TEXTS]


def test_the_ratio_is_that_of_the_first_to_each() -> None:
    ratios = [
        line.split()[-4]
        for line in table([Result("own", 300.0), Result("b", 100.0), Result("c", 9000.0)]).splitlines()[1:]
    ]
    assert ratios == ["1.00", "3.00", "0.0333"]


def test_tongbao_stands_first_and_the_public_recognisers_follow(tmp_path: object) -> None:
    names = [contender.name for contender in contenders(str(tmp_path))]
    assert names[0].startswith("tongbao") and {"jieba.cut", "recognizers-text", "jionlp"} <= {*names}


@pytest.mark.parametrize(("name", "parts"), [("recognizers-text", 5), ("jionlp", 3)])
def test_the_recognisers_really_run_where_they_are_installed(name: str, parts: int, tmp_path: object) -> None:
    [contender] = [contender for contender in contenders(str(tmp_path)) if contender.name == name]
    results = list(measure(contender, TEXTS))
    if "No module named" in results[0].why:
        pytest.skip(results[0].why)
    assert [bool(result.speed) for result in results] == [True] * parts
