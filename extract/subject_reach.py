"""Subject reach: from where on a sentence is about somebody, and where it is about the whole area again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import regex

from extract.breakdowns import Breakdown
from extract.clause_subjects import of_all, subject_of
from extract.former_latter import unit_meant
from extract.indirect_subjects import pointed_back
from extract.memory import Memory
from extract.periods import PeriodMention
from extract.situation import Context
from extract.subjects import SubjectReader

# How far a clause is looked at for who is meant
REACH = 40
# 河东综保区|封关运行，: what happened once, and says nothing of whose the next numbers are
EVENT = regex.compile(
    r"[^，。；：\d]{0,12}?(?:获批|获评|荣获|入选|跻身|封关|挂牌|揭牌|授牌|建成|通航|通车|投运|投用|投入(?:使用|运营)|开工建设|开建|开业|首开|落地|启动"
    r"|竣工|贯通|开通|开诊|开园|并网|创建|创成|被[评认列确]|升格|升级为|列入|纳入|获得|加快(?:建设|推进)|加速(?:建设|推进|构建)|稳步推进|基本形成|全面展开|复牌|复航|首航)[^，。；：\d]{0,24}，"
)
FACILITY = regex.compile(
    r"(?:机场|综合保税区|综保区|保税物流中心|高速|铁路|水库|大桥|港区|港|车站|站|码头|隧道|地铁|班列)$"
)
# 某河出境断面水质达标，全年优良天数…: a station that no number is told of
STATION = regex.compile(r"(?:断面|点位|站点|河段|水源地|监测点)$")
CLAUSE_END = regex.compile(r"[，；。]")
# 绿色工厂86家、|绿色工业园区7个, 湿地公园3个、|森林公园5个: kinds of things that are counted one after another
KIND = regex.compile(
    r"(?:园区|公园|产业园|示范园|示范区|景区|保护区|试验区|先行区|社区|街区|小区|牧区|机场|基地|学校|医院|车站|电站|港区"
    r"|中心|院|所|站|馆|园)\d"
)


@dataclass(slots=True)
class SubjectReach:
    """The subjects of one sentence; `listed` is how many stand side by side, each with a number: 甲镇3个、乙镇2个."""

    text: str
    end: int
    sentence: int
    names: SubjectReader
    memory: Memory
    breakdown: Breakdown
    home: str | None = None
    listed: int = 0
    opened: int = -1
    passing: bool = False

    def named(self, start: int, times: Iterable[PeriodMention]) -> tuple[bool, str | None]:
        """Whether the clause at `start` settles the subject, and which it is; `None` is the whole area."""
        opening = self.text[start : start + 8]
        back = self._pointed_back(opening, start) if "者" in opening else None
        settled, subject = (True, back) if back else subject_of(self.text, start, self.end, times, self.names)
        if settled and subject is not None and self._counted_too(subject, start):
            settled, subject = False, None
        self.opened = start if self.opened < 0 else self.opened
        if settled and subject is not None and self._happened(subject, start):
            return False, None
        told = settled and subject is not None and not self._tells_no_more(start)
        if settled and subject is not None and not told:
            if self._is_counted(subject, start) or STATION.search(subject):
                return False, None
        if self.passing and not settled and self.text[start - 1] in "，；":
            settled, subject = True, self.home
        if self.text[start] not in "、":
            self.passing = settled and subject is not None and self._is_counted(subject, start)
        if settled:
            self.listed = self.listed + 1 if subject is not None and self.text[start] == "、" else 0
            self.breakdown.name(subject, start)
        return settled, subject

    def _pointed_back(self, opening: str, start: int) -> str | None:
        """Whom 前者 and 后者 mean: of two units named side by side, else of the two last spoken of."""
        meant = unit_meant(self.text, start, self.names)
        return meant or pointed_back(opening, self.memory.spoken_of(self.sentence))

    def _is_counted(self, subject: str, start: int) -> bool:
        """78个|民族乡(镇)全部通公路，: whether what opens as a name is what was just counted, of that clause only."""
        if not self.text.startswith(subject, start) or self.text[start - 1 : start] not in tuple("个所座处"):
            return False
        return subject not in self.names.known and subject not in self.names.short

    def _tells_no_more(self, start: int) -> bool:
        """Whether no number stands in the rest of the clause."""
        clause = self.text[start : min(self.end, start + REACH)]
        return not any(char.isdigit() for char in CLAUSE_END.split(clause, 1)[0])

    def _happened(self, subject: str, start: int) -> bool:
        """Whether a clause only tells what happened to somebody, in passing or to a works: 乙水机场建成通航，."""
        at = self.text.find(subject, start, min(self.end, start + REACH))
        if at < 0 or (start == self.opened and not FACILITY.search(subject)):
            return False
        return EVENT.match(self.text, at + len(subject), self.end) is not None

    def _counted_too(self, subject: str, start: int) -> bool:
        """Whether a name behind 、 is a kind of things, counted next to the one right before: 通用机场2座."""
        end = start + 1 + len(subject)
        if self.text[start] != "、" or self.breakdown.begun or subject in self.names.known:
            return False
        if not self.text.startswith(subject, start + 1) or not KIND.search(
            subject + self.text[end : end + 1]
        ):
            return False
        last = self.memory.last
        counted = last is not None and last.number.end == start and last.unit_kind == "count"
        return counted and last is not None and last.subject is None and last.own_head

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
