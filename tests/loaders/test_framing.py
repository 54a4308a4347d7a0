"""What stands inside the frame of a table and is no row of it."""

from __future__ import annotations

from loaders.framing import frame
from loaders.pieces import Grid, GridCell, Prose


def test_a_label_takes_what_stands_in_the_cell_behind_it() -> None:
    cells = [
        GridCell(0, 0, "填报单位：某县信访局"),
        GridCell(0, 1, "填报时间："),
        GridCell(0, 2, "2019-10-09"),
        *(GridCell(1, column, text) for column, text in enumerate(("镇", "来信(件)", "来访(批)"))),
        *(GridCell(2, column, text) for column, text in enumerate(("甲镇", "3", "5"))),
    ]
    pieces = frame(cells, 3, 3)
    above = [piece.text for piece in pieces if isinstance(piece, Prose)]
    grids = [(piece.rows, piece.head_rows) for piece in pieces if isinstance(piece, Grid)]
    assert above == ["填报单位：某县信访局", "填报时间：2019-10-09"]
    assert grids == [(2, 1)]
