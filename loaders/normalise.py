"""The normalisation of a text, step by step, in one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import NamedTuple

from loaders.characters import drop_invisible, half_width, unify_line_ends
from loaders.furniture import take_out_furniture
from loaders.joining import join_lines
from loaders.markdown import drop_marks
from loaders.outline import drop_outline
from loaders.ruby import strip_pinyin
from loaders.run_ins import split_run_ins
from loaders.script import script_of, simplify
from loaders.spacing import close_spaces
from loaders.tables import mark_tables
from loaders.traced import TracedText
from schemas import Furniture, Script

Step = Callable[[TracedText], TracedText]

READABLE: tuple[Step, ...] = (unify_line_ends, drop_invisible, strip_pinyin)
PLAIN: tuple[Step, ...] = (half_width, drop_marks, drop_outline)
# Tables first, while runs of spaces still show them; headings before the spaces that set them off are closed.
LAID_OUT: tuple[Step, ...] = (mark_tables, split_run_ins, close_spaces, join_lines)


class Normalised(NamedTuple):
    """The text of the contract, the script that it was in, and what the page around it told."""

    text: TracedText
    script: Script
    furniture: Furniture


def normalise(source: str) -> Normalised:
    """Bring a decoded text into the one form that the reader expects.

    >>> normalise("全縣(xiàn)新簽約項(xiàng)目 ３８ 個(gè)，\\r\\n增長(zhǎng)８％。").text.text
    '全县新签约项目38个，增长8%。'
    """
    readable = run(READABLE, TracedText.of(source))
    simplified = simplify(readable)
    bare = take_out_furniture(run(PLAIN, simplified))
    return Normalised(run(LAID_OUT, bare.text), script_of(readable.text, simplified.text), bare.furniture)


def run(steps: tuple[Step, ...], text: TracedText) -> TracedText:
    """One step after the other."""
    return reduce(lambda so_far, step: step(so_far), steps, text)
