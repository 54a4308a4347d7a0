"""Makes the PDFs of the tests: synthetic bulletins, set as an office would set them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
A4 = (595.28, 841.89)
CLOSERS = "，。、；：！？）”》%％"
OPENERS = "（“《"

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


def width(text: str, size: float) -> float:
    """In points."""
    return float(pdfmetrics.stringWidth(text, FONT, size))


def tokens(text: str) -> Iterator[str]:
    """What a line is not broken inside: numbers and Latin words, signs with what they close or open."""
    current = ""
    for place, letter in enumerate(text):
        joined = current and (
            letter in CLOSERS
            or current[-1] in OPENERS
            or (letter.isascii() and current[-1].isascii() and letter != " " and current[-1] != " ")
        )
        if current and not joined:
            yield current
            current = ""
        current += letter
        if place == len(text) - 1:
            yield current


def wrap(text: str, size: float, measure: float, indent: float) -> list[str]:
    """Lines no wider than `measure`, the first one shorter by `indent`; all in points."""
    lines, current, room = [], "", measure - indent
    for token in tokens(text):
        if current and width(current + token, size) > room:
            lines.append(current)
            current, room = "", measure
        current += token
    return [*lines, current]


@dataclass
class Frame:
    """A column: where it stands, and where the next line of type goes."""

    x: float
    y: float
    measure: float
    bottom: float = 80.0


class Maker:
    """A PDF under way; `y` counts from the top of the page, as a reader does."""

    def __init__(self, size: tuple[float, float] = A4, **options: Any) -> None:
        self.buffer = BytesIO()
        self.page_size = size
        self.canvas = Canvas(self.buffer, pagesize=size, pageCompression=1, **options)

    def put(self, text: str, x: float, y: float, size: float = 12, **options: Any) -> None:
        """A line with its baseline at `y`; `align` is left, centre or right, `gray` the shade."""
        canvas = self.canvas
        canvas.setFont(FONT, size)
        canvas.setFillGray(options.get("gray", 0))
        draw = {
            "left": canvas.drawString,
            "centre": canvas.drawCentredString,
            "right": canvas.drawRightString,
        }
        arguments = {name: options[name] for name in ("charSpace", "mode") if name in options}
        draw[options.get("align", "left")](x, self.page_size[1] - y, text, **arguments)

    def paragraph(self, frames: Sequence[Frame], text: str, **options: Any) -> Frame:
        """A paragraph set into the frames one after the other; the frame in which it ends comes back.

        `size` and `pitch` are in points, `indent` in characters; the page is turned where a frame is None.
        """
        size, pitch = options.get("size", 12), options.get("pitch", 20)
        indent = options.get("indent", 2) * size
        here = list(frames)
        for number, line in enumerate(wrap(text, size, here[0].measure, indent)):
            if here[0].y + pitch > self.page_size[1] - here[0].bottom and len(here) > 1:
                here.pop(0)
            here[0].y += pitch
            self.put(line, here[0].x + (indent if number == 0 else 0), here[0].y, size)
        return here[0]

    def table(
        self,
        x: float,
        y: float,
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        **options: Any,
    ) -> float:
        """A ruled table; `<` belongs to the cell at its left, `^` to the one above.

        The height of its lower end comes back. Options: `height` of a row, `size`, `ruled`, `open` (no sides),
        `one_path` (all lines drawn at once), `numbers` (how they are aligned), `names` (how those
        of the rows are: `left`, a full-width space in front sets them in by a character).
        """
        height, size = float(options.get("height", 20)), float(options.get("size", 10))
        path = self.canvas.beginPath() if options.get("one_path") else None
        edges = [x + sum(widths[:i]) for i in range(len(widths) + 1)]
        for r, row in enumerate(rows):
            for c, words in enumerate(row):
                if words in ("<", "^"):
                    continue
                right, down = spans(rows, r, c)
                box = edges[c], y + r * height, edges[c + right], y + (r + down) * height
                if path is not None:
                    path.rect(box[0], self.page_size[1] - box[3], box[2] - box[0], box[3] - box[1])
                elif options.get("ruled", True):
                    self._cell(box, options.get("open", False), c == 0, c + right == len(widths))
                middle = (box[1] + box[3]) / 2
                lines = words.split("\n")
                for n, line in enumerate(lines):
                    at = middle + 0.35 * size + (n - (len(lines) - 1) / 2) * 1.2 * size
                    if options.get("names") == "left" and c == 0:
                        bare = line.lstrip()
                        self.put(bare, box[0] + 4 + size * (len(line) - len(bare)), at, size)
                    elif options.get("numbers") == "right" and line[:1].isdecimal():
                        self.put(line, box[2] - 4, at, size, align="right")
                    else:
                        self.put(line, (box[0] + box[2]) / 2, at, size, align="centre")
        if path is not None:
            self.canvas.drawPath(path)
        return y + len(rows) * height

    def _cell(self, box: tuple[float, float, float, float], is_open: bool, first: bool, last: bool) -> None:
        x0, top, x1, bottom = box
        high = self.page_size[1]
        canvas = self.canvas
        canvas.setLineWidth(0.5)
        canvas.line(x0, high - top, x1, high - top)
        canvas.line(x0, high - bottom, x1, high - bottom)
        if not (is_open and first):
            canvas.line(x0, high - top, x0, high - bottom)
        if not (is_open and last):
            canvas.line(x1, high - top, x1, high - bottom)

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """A grey picture with its upper left corner there."""
        from PIL import Image

        image = ImageReader(Image.new("L", (8, 8), 128))
        self.canvas.drawImage(image, x, self.page_size[1] - y - height, width, height)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A rule."""
        self.canvas.line(x0, self.page_size[1] - y0, x1, self.page_size[1] - y1)

    def turn(self, size: tuple[float, float] | None = None) -> None:
        """The next page, of another size if told so."""
        self.canvas.showPage()
        if size:
            self.page_size = size
            self.canvas.setPageSize(size)

    def done(self) -> bytes:
        """The bytes of the file."""
        self.canvas.showPage()
        self.canvas.save()
        return self.buffer.getvalue()


def spans(rows: Sequence[Sequence[str]], row: int, column: int) -> tuple[int, int]:
    """How many columns and rows a cell covers."""
    right = down = 1
    while column + right < len(rows[row]) and rows[row][column + right] == "<":
        right += 1
    while row + down < len(rows) and rows[row + down][column] == "^":
        down += 1
    return right, down
