"""Synthetic bulletins by the thousand: districts and months, with numbers that go on from one to the next.

Every text is made of the templates below; the same place and month give the same text. Cumulative numbers grow
from month to month, shares and growth follow from the amounts, and the ranking is that of the townships' numbers.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

import extract
from schemas import Area, Bulletin, Period, Source

AREAS: Final = Path(extract.__file__).parent / "gazetteer" / "areas.csv"
FIRST_YEAR: Final = 2030
TOWNS: Final = ("城关镇", "河东镇", "新桥镇", "石门乡", "高新区", "临江街道", "双龙镇", "白沙乡")
TEMPLATE: Final = """\
{area}{year}年1-{month}月招商引资和项目建设情况通报（合成样本）

今年以来，{area}紧盯目标任务，狠抓项目建设。现将1-{month}月有关情况通报如下。

一、总体情况
1-{month}月，全{kind}新签约项目{projects}个，总投资{amount}亿元，同比增长{growth}%，其中工业项目{industry}个，占签约项目总数的{share}%。\
实际到位资金{funds}亿元，完成年度任务{task}亿元的{done}%；其中省外资金{outside}亿元，占到位资金的{outside_share}%。

二、项目推进
截至{month}月底，已开工项目{started}个，开工率{start_rate}%；竣工投产项目{finished}个，投产率{finish_rate}%。\
新增就业{jobs}人，完成工业技改投资{renewal}亿元，同比增长{renewal_growth}%。

三、各地完成情况
{towns}
到位资金排名前三位的是{first}、{second}、{third}，排名后两位的是{last_but_one}、{last}。

四、下步要求
各乡镇、街道要对照目标，加快进度，确保全年完成到位资金{task}亿元，新签约亿元以上项目{goal}个。

{area}招商服务中心
{year}年{next_month}月{day}日
"""


class Text(NamedTuple):
    """One bulletin: what its file is called, and what stands in it."""

    name: str
    text: str


def bulletins(count: int) -> Iterator[Text]:
    """The first `count` of them: month by month, in each month every district."""
    places = districts()
    months = -(-count // len(places))
    made = 0
    for number in range(months):
        for code, name in places:
            if made == count:
                return
            made += 1
            yield bulletin(code, name, FIRST_YEAR + number // 11, 2 + number % 11)


def varied(reads: Sequence[Bulletin], count: int) -> Iterator[tuple[Bulletin, bytes]]:
    """`count` bulletins, with the bytes that they stand for: those that were read once, for other districts and years.

    To read ten thousand takes minutes; what a store does with them does not depend on who has read them.
    """
    places = districts()
    for number in range(count):
        read = reads[number % len(reads)]
        round_ = number // len(reads)
        code, name = places[(round_ * len(reads) + number) % len(places)]
        years = round_ * len(reads) // len(places)
        content = f"{number} {read.text}".encode()
        source = Source(path=f"{number}.txt", sha256=hashlib.sha256(content).hexdigest())
        meta = read.meta.model_copy(
            update={
                "area": Area(code=code, name=name, level="county"),
                "period": _later(read.meta.period, years),
            }
        )
        numbers = {
            kind: [
                record.model_copy(update={"period": _later(record.period, years)})
                for record in getattr(read, kind)
            ]
            for kind in ("figures", "percentages", "rankings", "rosters")
        }
        yield read.model_copy(update={"source": source, "meta": meta, **numbers}), content


def _later(period: Period | None, years: int) -> Period | None:
    if period is None:
        return None
    ends = {
        end: f"{int(value[:4]) + years}{value[4:]}"
        for end in ("start", "end")
        if (value := getattr(period, end)) is not None
    }
    return period.model_copy(update=ends)


def districts() -> list[tuple[str, str]]:
    """Counties whose name no other one has."""
    with AREAS.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["level"] == "county" and not row["valid_to"]]
    names = [row["name"] for row in rows]
    return [(row["code"], row["name"]) for row in rows if names.count(row["name"]) == 1][:400]


def bulletin(code: str, area: str, year: int, month: int) -> Text:
    """The bulletin of one district for the first months of a year."""
    chance = Random(f"{code}{year}")
    # Drawn once for each year, so that every month's number is the last one's and more.
    projects = sum(chance.randint(2, 6) for _ in range(12)[:month])
    each = Decimal(chance.randint(80, 260)) / 100
    amount, before = projects * each, projects * each * 100 / chance.randint(104, 160)
    industry = projects * chance.randint(50, 80) // 100
    towns = _towns(amount * chance.randint(30, 60) / 100, chance)
    funds = sum(towns.values(), Decimal(0))
    task = Decimal(int(funds / month * 12) + chance.randint(-2, 3) + 5)
    outside = funds * chance.randint(40, 90) / 100
    started = projects * chance.randint(60, 95) // 100
    finished = started * chance.randint(20, 60) // 100
    renewal = funds * chance.randint(15, 35) / 100
    ranked = sorted(towns, key=lambda town: -towns[town])
    values = {
        "area": area,
        "kind": area[-1] if area[-1] in "县区市旗" else "县",
        "year": year,
        "month": month,
        "next_month": month + 1 if month < 12 else 12,
        "day": chance.randint(3, 15) if month < 12 else 31,
        "projects": projects,
        "amount": f"{amount:.2f}",
        "growth": _percent(amount - before, before),
        "industry": industry,
        "share": _percent(industry, projects),
        "funds": f"{funds:.2f}",
        "task": task,
        "done": _percent(funds, task),
        "outside": f"{outside:.2f}",
        "outside_share": _percent(outside, funds),
        "started": started,
        "start_rate": _percent(started, projects),
        "finished": finished,
        "finish_rate": _percent(finished, started),
        "jobs": projects * chance.randint(20, 90),
        "renewal": f"{renewal:.2f}",
        "renewal_growth": chance.randint(3, 29),
        "goal": projects // 3 + 4,
        "towns": "；".join(f"{town}到位资金{amount:.2f}亿元" for town, amount in towns.items()) + "。",
        "first": ranked[0],
        "second": ranked[1],
        "third": ranked[2],
        "last_but_one": ranked[-2],
        "last": ranked[-1],
    }
    return Text(f"{code}-{year}-{month:02}.txt", TEMPLATE.format(**values))


def _towns(whole: Decimal, chance: Random) -> dict[str, Decimal]:
    """What each township has of about the whole."""
    weights = [chance.randint(4, 20) for _ in TOWNS]
    return {
        town: (whole * weight / sum(weights)).quantize(Decimal("0.01"))
        for town, weight in zip(TOWNS, weights, strict=True)
    }


def _percent(part: Decimal | int, whole: Decimal | int) -> str:
    return f"{Decimal(part) * 100 / Decimal(whole):.1f}"
