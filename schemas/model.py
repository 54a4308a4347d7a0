"""The base of every model: closed, so that a misspelt field is an error."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A value: unknown fields are refused, and it does not change once it is made."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Record(BaseModel):
    """Something that assembly may still link to others: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")
