"""Synthetic bulletins as PDFs, which the tests of the loader share."""

from __future__ import annotations

import loaders
from schemas import Document
from tests.loaders.pdf.maker import FONT, Frame, Maker, wrap

# Synthetic: no county of this name has published any of it.
SIGNED = (
    "今年以来，某某县上下紧盯目标任务，狠抓项目建设，1—9月累计新签约项目52个，其中亿元以上项目18个，协议投资92.72亿元，"
    "同比增长31.57%，完成年度任务的74.3%。"
)


FUNDS = (
    "工业项目签约35个，占签约项目总数的67.3%；农业项目9个，服务业项目8个。实际到位资金42.78亿元，同比下降-8.92%，"
    "高于序时进度1.3个百分点，其中省外资金28.5亿元，占66.6%。"
)


RANKED = (
    "从各乡镇完成情况看，排名前三位的是东河镇、西岭镇、北关街道，分别完成任务的112.5%、104.0%和97.8%；"
    "排名后三位的是南湾镇、石桥镇、柳林乡，未达到序时进度。"
)


TEXT = (SIGNED, FUNDS, RANKED)


HEAD = (
    ("序号", "单位", "到位资金（亿元）", "<", "<", "新签约项目（个）", "<"),
    ("^", "^", "任务", "完成", "完成率\n（%）", "总数", "其中：\n工业"),
)


ROWS = tuple(
    (
        str(i + 1),
        f"{name}镇",
        f"{10 + i}.00",
        f"{8 + i * 0.7:.2f}",
        f"{80 - i}.5",
        str(12 - i),
        "—" if i == 3 else "-0.6",
    )
    for i, name in enumerate("东西南北中上")
)


TOTAL = (("合计", "<", "75.00", "58.50", "78.0", "57", "21"),)


WIDTHS = (40, 85, 60, 60, 60, 60, 70)


def loaded(maker: Maker) -> Document:
    """What the loader makes of it."""
    return loaders.load(maker.done())


def normalised(*paragraphs: str) -> str:
    """The same text as if it had come in a text file."""
    return loaders.load("\n".join(paragraphs).encode()).text


def rows_of(document: Document, number: int = 0) -> list[list[str]]:
    """The cells of a table, row by row."""
    tables = [block for block in document.blocks if block.table]
    block = tables[number]
    return [line.split("\t") for line in document.text[block.start : block.end].split("\n")]


def column_frames(count: int, top: float, gap: float = 24) -> list[Frame]:
    """Columns side by side."""
    measure = (515 - gap * (count - 1)) / count
    return [Frame(40 + i * (measure + gap), top, measure, 60) for i in range(count)]


def set_paragraphs(maker: Maker, frames: list[Frame], paragraphs: tuple[str, ...], **options: float) -> None:
    """All of them, through the frames."""
    for paragraph in paragraphs:
        end = maker.paragraph(frames, paragraph, **options)
        frames = frames[frames.index(end) :]


def notice(pages_of: tuple[str, ...], **options: bool) -> Maker:
    """A notice over several pages with folios, and what `options` ask for."""
    maker = Maker()
    y, number = 90.0, 1

    def surround() -> None:
        maker.put(f"— {number} —", 297, 800, 12, align="centre")
        if options.get("head"):
            maker.put(f"某某县统计月报 2023年第{number}期", 297, 50, 9, align="centre")
        if options.get("watermark"):
            maker.canvas.saveState()
            maker.canvas.translate(300, 400)
            maker.canvas.rotate(45)
            maker.canvas.setFillGray(0.8)
            maker.canvas.setFont(FONT, 60)
            maker.canvas.drawCentredString(0, 0, "内部资料")
            maker.canvas.restoreState()
            maker.put("注意保密", 200, 500, 40, gray=0.75)

    surround()
    for paragraph in pages_of:
        for place, line in enumerate(wrap(paragraph, 15, 417, 30)):
            if y + 26 > 842 - 110:
                maker.turn()
                number, y = number + 1, 90.0
                surround()
            y += 26
            maker.put(line, 90 + (0 if place else 30), y, 15)
    return maker


def with_table(rows: tuple[tuple[str, ...], ...], **options: object) -> Maker:
    """Text, a table with title, unit and note, and text."""
    maker = Maker()
    maker.paragraph([Frame(80, 60, 435)], SIGNED)
    maker.put("表1  各镇招商引资完成情况表", 297, 180, 14, align="centre")
    maker.put("单位：亿元、个", 515, 200, 9, align="right")
    end = maker.table(80, 206, WIDTHS, rows, height=22, **options)
    maker.put("注：完成率按到位资金计算。", 80, end + 16, 9)
    maker.paragraph([Frame(80, end + 30, 435)], RANKED)
    return maker
