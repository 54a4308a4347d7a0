"""The Bulletin: a document read."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schemas.area import Area
from schemas.document import Script, Source, Truncation
from schemas.finding import Finding
from schemas.model import Model, Record
from schemas.period import Period
from schemas.records import Figure, Percentage, Ranking, Roster

BulletinKind = Literal["通报", "总结", "汇报", "综述", "公报", "报告", "新闻", "其他"]


class AttachedFile(Model):
    """A file that lies beside the bulletin and is the attachment of that title."""

    title: str
    file: str


class Meta(Record):
    """What the bulletin says of itself. `issued` is `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.

    `attachments` are the titles that it lists; `attached` the files beside it that they are.
    """

    title: str | None = None
    issuer: str | None = None
    document_number: str | None = None
    kind: BulletinKind = "其他"
    issued: str | None = None
    area: Area | None = None
    period: Period | None = None
    script: Script = "simplified"
    truncated: Truncation | None = None
    redacted: bool = False
    attachments: list[str] = Field(default_factory=list)
    attached: list[AttachedFile] = Field(default_factory=list)


class Bulletin(Record):
    """What `tongbao extract FILE --format json` prints. Offsets count characters of `text`."""

    source: Source
    meta: Meta
    text: str
    figures: list[Figure] = Field(default_factory=list)
    percentages: list[Percentage] = Field(default_factory=list)
    rankings: list[Ranking] = Field(default_factory=list)
    rosters: list[Roster] = Field(default_factory=list)
    findings: list[Finding] = Field(default_factory=list)
    warnings: list[str] = Field(default_factory=list)
