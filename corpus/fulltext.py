"""The index by which texts are found: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL.

It holds which terms a text has, not where: PostgreSQL counts no further than 16,383 positions, and the
places are found in the text itself. It is filled in the transaction that adds the bulletin.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Connection, Dialect, TextClause, func, insert, text
from sqlalchemy.orm import InstrumentedAttribute

from corpus import models
from corpus.words import EVERY, Word, folded, terms_of

CREATE = {
    "sqlite": (
        "CREATE VIRTUAL TABLE search_index USING fts5"
        "(terms, content='', detail=none, columnsize=0, tokenize=\"ascii tokenchars '.*%$'\")",
    ),
    "postgresql": (
        "CREATE TABLE search_index"
        " (run_id integer PRIMARY KEY REFERENCES extraction_run (id), terms tsvector NOT NULL)",
        "CREATE INDEX ix_search_index_terms ON search_index USING gin (terms)",
    ),
}
FILL = {
    "sqlite": "INSERT INTO search_index (rowid, terms) VALUES (:run, :terms)",
    "postgresql": "INSERT INTO search_index (run_id, terms)"
    " VALUES (:run, array_to_tsvector(string_to_array(:terms, ' ')))",
}
# The ids of the runs whose texts have the terms.
MATCH = {
    "sqlite": "SELECT rowid FROM search_index WHERE search_index MATCH :wanted",
    "postgresql": "SELECT run_id FROM search_index WHERE terms @@ CAST(:wanted AS tsquery)",
}
Text = ColumnElement[str] | InstrumentedAttribute[str]
QUOTES = {"sqlite": ('"', " AND ", " OR "), "postgresql": ("'", " & ", " | ")}


def create(connection: Connection) -> None:
    """Make the empty index."""
    for statement in CREATE[connection.dialect.name]:
        connection.execute(text(statement))


def fill(connection: Connection, texts: Iterable[tuple[int, str]]) -> None:
    """Take the texts of runs in, as they stand in the bulletins."""
    for run_id, original in texts:
        kept = folded(original)
        terms = " ".join(sorted(terms_of(kept)))
        connection.execute(insert(models.SearchText).values(run_id=run_id, folded=kept))
        connection.execute(text(FILL[connection.dialect.name]), {"run": run_id, "terms": terms})


def matching(dialect: Dialect, words: Sequence[Word]) -> TextClause:
    """The ids of the runs whose texts have the terms of every word."""
    quote, together, either = QUOTES[dialect.name]

    def all_of(terms: Iterable[str]) -> str:
        return "(" + together.join(f"{quote}{term}{quote}" for term in sorted(terms)) + ")"

    each = ["(" + either.join(all_of(phrase.terms) for phrase in word.phrases) + ")" for word in words]
    wanted = f"({together.join(each)}){either}{quote}{EVERY}{quote}"
    return text(MATCH[dialect.name]).bindparams(wanted=wanted)


def place_in(dialect: Dialect, column: Text, piece: str) -> ColumnElement[int]:
    """Where a piece stands in a text, from 1; 0 where it does not."""
    find = func.strpos if dialect.name == "postgresql" else func.instr
    return find(column, piece)


def times_in(column: Text, piece: str) -> ColumnElement[int]:
    """How often a piece stands in a text."""
    return (func.length(column) - func.length(func.replace(column, piece, ""))) // len(piece)
