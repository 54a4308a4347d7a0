"""Draws the pages that the tests recognise: a synthetic bulletin as a scanner gives it. The font is Debian's
`fonts-wqy-microhei`.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
WIDTH, HEIGHT, DOTS = 1240, 1754, 150
LINES = [
    "白河县2023年1-8月招商引资情况通报",
    "1-8月，全县签约项目26个，总投资48.5亿元，",
    "同比增长12.6%。其中工业项目14个。",
]
ROWS = [["单位", "签约项目(个)", "到位资金(亿元)"], ["城关镇", "8", "3.25"], ["茅坪镇", "5", "1.40"]]


def drawn(angle: float = 0.0) -> Image.Image:
    """A page as a scanner gives it, with one ruled table, turned by so many degrees counter-clockwise."""
    page = Image.new("RGB", (WIDTH, HEIGHT), "white")
    draw = ImageDraw.Draw(page)
    large, usual = (ImageFont.truetype(str(FONT), size) for size in (46, 34))
    draw.text((230, 140), LINES[0], font=large, fill="black")
    for number, line in enumerate(LINES[1:]):
        draw.text((130 + 68 * (number == 0), 290 + 60 * number), line, font=usual, fill="black")
    for row, cells in enumerate(ROWS):
        for column, text in enumerate(cells):
            x, y = 130 + 300 * column, 480 + 80 * row
            draw.rectangle((x, y, x + 300, y + 80), outline="black", width=3)
            draw.text((x + 30, y + 20), text, font=usual, fill="black")
    return page.rotate(angle, fillcolor="white", resample=Image.Resampling.BICUBIC)


def saved(form: str, angle: float = 0.0) -> bytes:
    stream = BytesIO()
    drawn(angle).save(stream, form, **({"resolution": DOTS} if form == "PDF" else {"dpi": (DOTS, DOTS)}))
    return stream.getvalue()
