"""Search: words come in, the places in current bulletins where they all stand go out, the best bulletin first.

The index names the texts that may have them; the database counts; then the best texts are read, and only
what stands there word for word is a hit.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, true
from sqlalchemy.orm import Session

from corpus import catalogue, models
from corpus.fulltext import Text, matching, place_in, times_in
from corpus.words import Word, folded, tokens_of, words_of
from schemas import Period

# Of BM25 (Robertson and Zaragoza 2009): how soon more of the same counts less, how much a long text counts less.
# Every hit has every word, so that how rare a word is tells no two of them apart.
SATURATION, LENGTH = 1.2, 0.75
IN_TITLE = 2.0
BATCH = 50
WIDTH, BEFORE = 90, 24
Place = tuple[int, int]


@dataclass(frozen=True)
class SearchHit:
    """A bulletin that has every word; `text[start:end] == matched` in its text.

    `spans` are all places in the snippet, `occurrences` counts those of the whole text. `snippet` is the text
    around, its line ends made spaces, `…` where it is cut off.
    """

    document_id: int
    run_id: int
    title: str | None
    area: str | None
    area_code: str | None
    period: Period | None
    issued: str | None
    path: str
    snippet: str
    matched: str
    start: int
    end: int
    spans: tuple[Place, ...]
    occurrences: int


@dataclass(frozen=True)
class _Candidate:
    run_id: int
    title: str
    issued: str
    length: int
    counts: tuple[int, ...]


def search(session: Session, query: str, limit: int) -> list[SearchHit]:
    """The current bulletins that have every word of `query`, at most `limit`."""
    words = words_of(query)
    if not words or limit < 1:
        return []
    ranked = _ranked(_candidates(session, words), words)
    hits: list[SearchHit] = []
    for first in range(0, len(ranked), BATCH):
        batch = [candidate.run_id for candidate in ranked[first : first + BATCH]]
        for hit in _hits(session, batch, words):
            hits.append(hit)
            if len(hits) == limit:
                return hits
    return hits


def _candidates(session: Session, words: Sequence[Word]) -> list[_Candidate]:
    dialect = session.get_bind().dialect
    run, version, kept = models.ExtractionRun, models.DocumentVersion, models.SearchText
    text = kept.folded
    stands = [
        or_(
            *(
                and_(true(), *(place_in(dialect, text, piece) > 0 for piece in phrase.pieces))
                for phrase in word.phrases
            )
        )
        for word in words
    ]
    query = (
        select(run.id, run.title, run.issued, func.length(text), *(_times(text, word) for word in words))
        .join(kept, kept.run_id == run.id)
        .join(version, run.version_id == version.id)
        .where(run.id.in_(matching(dialect, words)), catalogue.is_current(run, version), *stands)
    )
    return [
        _Candidate(run_id, folded(title or ""), issued or "", length, tuple(counts))
        for run_id, title, issued, length, *counts in session.execute(query)
    ]


def _times(text: Text, word: Word) -> ColumnElement[int]:
    """How often about; a number that may have commas counts once."""
    count: ColumnElement[int] = literal(0)
    for phrase in word.phrases:
        count += times_in(text, phrase.pieces[0]) if phrase.pieces else literal(1)
    return count


def _ranked(candidates: Sequence[_Candidate], words: Sequence[Word]) -> list[_Candidate]:
    """The best first: often, in a short text, in the title; then the newest."""
    mean = sum(candidate.length for candidate in candidates) / max(1, len(candidates))
    by_issue = sorted(candidates, key=lambda candidate: (candidate.issued, candidate.run_id), reverse=True)
    return sorted(by_issue, key=lambda candidate: -_score(candidate, words, mean or 1))


def _score(candidate: _Candidate, words: Sequence[Word], mean: float) -> float:
    damping = SATURATION * (1 - LENGTH + LENGTH * candidate.length / mean)
    score = sum(count * (SATURATION + 1) / (count + damping) for count in candidate.counts)
    title = tokens_of(candidate.title)
    return score + IN_TITLE * sum(bool(word.places(title)) for word in words)


def _hits(session: Session, run_ids: Sequence[int], words: Sequence[Word]) -> Iterator[SearchHit]:
    """Those of the runs that have every word, in their order."""
    kept = models.SearchText
    query = select(kept.run_id, kept.folded).where(kept.run_id.in_(run_ids))
    texts = {run_id: text for run_id, text in session.execute(query)}
    for run_id in run_ids:
        tokens = tokens_of(texts[run_id])
        places = [word.places(tokens) for word in words]
        if all(places):
            yield _hit(session, run_id, places)


def _hit(session: Session, run_id: int, places: Sequence[Sequence[Place]]) -> SearchHit:
    run, version, document = models.ExtractionRun, models.DocumentVersion, models.Document
    query = (
        select(run, run.bulletin, document.id, document.address)
        .join(version, run.version_id == version.id)
        .join(document, version.document_id == document.id)
        .where(run.id == run_id)
    )
    row, bulletin, document_id, address = session.execute(query).one()
    text = json.loads(bulletin)["text"]
    spans = best_window(places)
    start, end = spans[0]
    return SearchHit(
        document_id=document_id,
        run_id=run_id,
        title=row.title,
        area=row.area.name if row.area else None,
        area_code=row.area.code if row.area else None,
        period=row.period,
        issued=row.issued,
        path=address,
        snippet=snippet(text, start),
        matched=text[start:end],
        start=start,
        end=end,
        spans=spans,
        occurrences=sum(map(len, places)),
    )


def best_window(places: Sequence[Sequence[Place]]) -> tuple[Place, ...]:
    """The places that fit into one snippet: as many different words as can be, then the first of them.

    >>> best_window([[(0, 2), (100, 102)], [(105, 107)]])
    ((100, 102), (105, 107))
    """
    every = sorted((place, word) for word, found in enumerate(places) for place in found)
    best: tuple[Place, ...] = ()
    most = last = 0
    for first, (place, _) in enumerate(every):
        last = max(last, first)
        while last < len(every) and every[last][0][1] <= place[0] + WIDTH - BEFORE:
            last += 1
        inside = every[first : max(last, first + 1)]
        different = len({word for _, word in inside})
        if different > most:
            most, best = different, tuple(dict.fromkeys(one for one, _ in inside))
    return best


def snippet(text: str, start: int) -> str:
    """The text around a place.

    >>> snippet("全市签约项目\\n52个", 2)
    '全市签约项目 52个'
    """
    first = max(0, start - BEFORE)
    last = min(len(text), first + WIDTH)
    shown = " ".join(text[first:last].split())
    return ("…" if first else "") + shown + ("…" if last < len(text) else "")
