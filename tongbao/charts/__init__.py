"""Charts: a question to the store comes in, a chart goes out, and from it the bytes of an SVG, PNG or HTML file.

Altair and vl-convert come with the extra `tongbao[charts]`; they are loaded when something is drawn.
"""

from tongbao.charts.asked import Asked, Level
from tongbao.charts.fonts import chinese_font
from tongbao.charts.forms import FORMS, rendered
from tongbao.charts.kinds import KINDS, Kind, Picture, draw

__all__ = ["FORMS", "KINDS", "Asked", "Kind", "Level", "Picture", "chinese_font", "draw", "rendered"]
