"""Memory: the drafts read so far, and the questions that a later clause asks of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from extract.draft import Draft
from extract.heads import is_verb, resembles
from extract.quantities import Number
from schemas import Period

# 占年度计划142亿元|的: what stands between a base and the percentage taken of it
BASE_GAP = regex.compile(r"\s*\)?\s*(?:[^，。；、\d]{1,16})?的?\s*(?:近|约)?$")


class Memory:
    """Drafts in the order of the text; the questions look back from the newest."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []

    def add(self, draft: Draft) -> None:
        """Remember one more."""
        self.drafts.append(draft)

    @property
    def last(self) -> Draft | None:
        """The newest draft."""
        return self.drafts[-1] if self.drafts else None

    def set_period(self, number: Number, period: Period) -> None:
        """The newest draft covers that period, if it is that of the number."""
        last = self.last
        if last is not None and last.number is number:
            last.period = period

    def base(self, wide: str) -> Draft | None:
        """The number right before the words `wide`, where it is what the next one is taken of."""
        last = self.last
        return last if last and last.role in ("goal", "base") and BASE_GAP.match(wide) else None

    def back(self, limit: int = 60) -> Iterator[Draft]:
        """The drafts, newest first, at most `limit`."""
        return iter(self.drafts[: -limit - 1 : -1])

    def spoken_of(self, sentence: int) -> list[str]:
        """Whom the figures of a sentence were about, in the order in which they were first named."""
        here = [d.subject for d in self.back(12) if d.sentence == sentence and d.subject is not None]
        return list(dict.fromkeys(here[::-1]))

    def has_shared(self, plural: str | None) -> bool:
        """Whether the newest figure went to one of the names of a plural subject."""
        last = self.drafts[-1].subject if self.drafts else None
        return plural is not None and last != plural and last in plural.split("、")

    def like(self, draft: Draft, subject: str | None) -> Draft | None:
        """A figure of the same head for another subject, where the text holds one."""
        found = (d for d in self.levels(limit=40) if d.subject == subject and d.head == draft.head)
        return next(found, None)

    def rate_named(self, sentence: int) -> Draft | None:
        """The newest rate of the sentence that was told by its own name (开工率达95%)."""
        found = (d for d in self.back(12) if d.sentence == sentence and d.rule == "percent.rate")
        return next(found, None)

    def summed(self, near: Sequence[Number]) -> dict[str, Draft]:
        """For each unit of the numbers behind a mark: the earlier level that they add up to."""
        found = {}
        behind = [number for number in near if not number.is_percent]
        for unit in {number.unit for number in behind}:
            members = [number for number in behind if number.unit == unit]
            total = sum(number.value for number in members)
            levels = self.levels(limit=30) if len(members) > 1 else iter(())
            whole = next((draft for draft in levels if draft.unit == unit and draft.value == total), None)
            if whole is not None:
                found[unit] = found[members[0].kind] = whole
        return found

    def levels(
        self, sentence: int | None = None, paragraph: int | None = None, limit: int = 60
    ) -> Iterator[Draft]:
        """Reported figures (not goals, bases, changes), newest first."""
        for draft in self.back(limit):
            if sentence is not None and draft.sentence != sentence:
                return
            if paragraph is not None and draft.paragraph != paragraph:
                return
            if draft.role == "level" and not draft.is_percent:
                yield draft

    def last_run(self, count: int, sentence: int) -> list[Draft]:
        """The last `count` levels of the sentence in the order of the text, or none if there are fewer.

        What stands in closed brackets is passed over: 亿元以上11个(新增4个)、亿元以下17个，分别….
        """
        found: list[Draft] = []
        for draft in self.levels(sentence):
            if draft.bracket is not None and found and found[0].bracket is None:
                continue
            found.append(draft)
            if len(found) == count:
                return found[::-1]
        return []

    def with_verb(self, verb: str, kind: str, unit: str = "", limit: int = 40) -> Draft | None:
        """The newest level of that unit kind (and currency) whose longer head holds all of `verb`."""
        for draft in self.levels(limit=limit):
            if kind == "money" and unit and unit.endswith("美元") != draft.unit.endswith("美元"):
                continue
            if draft.unit_kind == kind and len(draft.head) > len(verb) and resembles(verb, draft.head) == 1.0:
                if not is_verb(draft.head):
                    return draft
        return None

    def with_word(self, word: str, kind: str) -> Draft | None:
        """The newest level of that unit kind whose head holds `word` (死亡 of 死亡和下落不明)."""
        found = (d for d in self.levels(limit=80) if d.unit_kind == kind and word in d.head)
        return next(found, None)

    def of_kind(
        self, kind: str, sentence: int | None = None, paragraph: int | None = None, unit: str = ""
    ) -> Draft | None:
        """The newest level with that unit kind (and unit)."""
        for draft in self.levels(sentence, paragraph):
            if draft.bracket is None and draft.unit_kind == kind and (not unit or draft.unit == unit):
                return draft
        return None

    def companion(self, draft: Draft, kind: str) -> Draft | None:
        """What stood right behind an earlier figure of the same head, where its unit is of `kind`.

        签约8个、46.5亿元 reads like 签约项目12个、合同金额39.8亿元 before it.
        """
        drafts = self.drafts
        for index in range(len(drafts) - 2, max(len(drafts) - 60, -1), -1):
            earlier, behind = drafts[index], drafts[index + 1]
            if earlier is draft or earlier.head != draft.head or earlier.unit_kind != draft.unit_kind:
                continue
            if earlier.role == "level" and earlier.sentence == behind.sentence and behind is not draft:
                same = behind.role == "level" and behind.unit_kind == kind and behind.bracket is None
                return behind if same else None
        return None

    def called(
        self, words: str, sentence: int | None = None, limit: int = 60, kinds: tuple[str, ...] = ()
    ) -> Draft | None:
        """The level whose head best fits `words`; `None` where none fits well."""
        best, score = None, 0.0
        for distance, draft in enumerate(self.levels(sentence, limit=limit)):
            if kinds and draft.unit_kind not in kinds:
                continue
            fit = (
                min(resembles(words, draft.head), 1.0) * 0.7
                + 0.3 * resembles(draft.head, words)
                - distance * 0.004
            )
            if fit > score:
                best, score = draft, fit
        return best if score >= 0.6 else None
