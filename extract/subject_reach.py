"""Subject reach: from where on a sentence is about somebody, and where it is about the whole area again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from extract.breakdowns import Breakdown
from extract.clause_subjects import of_all, subject_of
from extract.indirect_subjects import pointed_back
from extract.memory import Memory
from extract.periods import PeriodMention
from extract.situation import Context
from extract.subjects import SubjectReader

# How far a clause is looked at for who is meant
REACH = 40


@dataclass(slots=True)
class SubjectReach:
    """The subjects of one sentence; `listed` is how many stand side by side, each with a number: 甲镇3个、乙镇2个."""

    text: str
    end: int
    sentence: int
    names: SubjectReader
    memory: Memory
    breakdown: Breakdown
    listed: int = 0

    def named(self, start: int, times: Iterable[PeriodMention]) -> tuple[bool, str | None]:
        """Whether the clause at `start` settles the subject, and which it is; `None` is the whole area."""
        opening = self.text[start : start + 8]
        back = pointed_back(opening, self.memory.spoken_of(self.sentence)) if "者" in opening else None
        settled, subject = (True, back) if back else subject_of(self.text, start, self.end, times, self.names)
        if settled:
            self.listed = self.listed + 1 if subject is not None and self.text[start] == "、" else 0
            self.breakdown.name(subject, start)
        return settled, subject

    def behind_comma(self, context: Context) -> Context:
        """其中甲镇3个、乙镇2个，共完成…: behind several side by side it is that of the whole again."""
        listed, self.listed = self.listed, 0
        if not listed:
            return context
        return context._replace(
            subject=self.breakdown.whole_subject if self.breakdown.begun else context.home
        )

    def behind_semicolon(self, context: Context, end: int) -> str | None:
        """Whose the clause behind a semicolon is: numbers shared out leave the plural, if it speaks of all no more."""
        subject = self.breakdown.subject_behind(context.subject)
        shared = self.memory.has_shared(subject) and not of_all(self.text[end : min(end + REACH, self.end)])
        return context.home if shared else subject
