"""Areas: administrative divisions of GB/T 2260 and the zones that lie within them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.model import Model

AreaLevel = Literal["province", "prefecture", "county", "township", "zone"]


class Area(Model):
    """`code` is the six-digit code of GB/T 2260, `None` where the text does not settle it (a zone has its county's)."""

    code: str | None = Field(default=None, pattern=r"^\d{6}$")
    name: str
    level: AreaLevel | None = None
