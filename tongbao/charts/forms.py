"""The forms in which a chart leaves: SVG, PNG, and an HTML page that needs no network.

The same chart gives the same bytes: what Vega numbers through a process is numbered anew in each SVG.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import regex

from tongbao.charts.fonts import chinese_font
from tongbao.messages import current, say

if TYPE_CHECKING:
    import altair as alt

Spec = dict[str, Any]
NUMBERED = regex.compile(r"\b(gradient_|clip)(\d{1,9})\b", regex.ASCII)
SCALE: Final = 2.0
# What would end the script that the bundle stands in; inside it, it can only be part of a string.
CLOSING = regex.compile(r"</(?=script)", regex.IGNORECASE)
HEAD = regex.compile(r"^<svg [^>]{0,500}>")


class Form(NamedTuple):
    """A form: its name, which is the ending of its files too, and how a chart becomes it."""

    name: str
    write: Callable[[Spec, str, float], bytes]


def rendered(chart: alt.VConcatChart, form: str, title: str = "", scale: float = SCALE) -> bytes:
    """The chart in one of `FORMS`; `scale` is how many pixels of a PNG a pixel of the layout becomes."""
    chinese_font()
    return FORMS[form].write(chart.to_dict(), title, scale)


def _svg(spec: Spec, title: str, _scale: float) -> bytes:
    import vl_convert

    drawn = renumbered(vl_convert.vegalite_to_svg(spec))
    head = HEAD.match(drawn)
    named = f"<title>{escape(title)}</title>" if title else ""
    place = head.end() if head else 0
    return (drawn[:place] + named + drawn[place:] + "\n").encode()


def _png(spec: Spec, _title: str, scale: float) -> bytes:
    import vl_convert

    return vl_convert.vegalite_to_png(spec, scale=scale)


def _html(spec: Spec, title: str, _scale: float) -> bytes:
    """The page of `page.html`, its blanks filled; no text of a bulletin can end a script or open a tag."""
    template = files("tongbao.charts").joinpath("page.html").read_text(encoding="utf-8")
    blanks = {
        "LANGUAGE": "zh-CN" if current() == "zh" else "en",
        "TITLE": escape(title),
        "NEEDS_SCRIPT": escape(say("plot.needs-script")),
        "SPEC": json.dumps(spec, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c"),
        "SCRIPTS": _scripts(),
    }
    page = BLANK.sub(lambda blank: blanks[blank[1]], template)
    return page.encode()


BLANK = regex.compile(r"\{\{([A-Z_]{1,20})\}\}")


@lru_cache(maxsize=1)
def _scripts() -> str:
    """Vega, Vega-Lite and Vega-Embed in one script."""
    import vl_convert

    bundle = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    return CLOSING.sub(r"<\\/", bundle)


def renumbered(svg: str) -> str:
    """The SVG with its gradients and clips numbered from 0: Vega counts on through a process.

    >>> renumbered('<g clip-path="url(#clip7)"/><rect fill="url(#gradient_9)"/>')
    '<g clip-path="url(#clip0)"/><rect fill="url(#gradient_1)"/>'
    """
    numbers: dict[str, int] = {}
    return NUMBERED.sub(lambda match: match[1] + str(numbers.setdefault(match[0], len(numbers))), svg)


FORMS: Final = {form.name: form for form in (Form("svg", _svg), Form("png", _png), Form("html", _html))}
