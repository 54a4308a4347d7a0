"""Subjects: the area, office or team that a clause is about.

>>> names = SubjectReader()
>>> names.leading("西城开发区在库技改项目"), names.leading("全区新签约项目"), names.leading("城镇居民人均可支配收入")
('西城开发区', None, None)
>>> names.leading("市自然资源局"), names.leading("新型工业化专班项目编制任务数"), names.leading("**镇")
('市自然资源局', '新型工业化专班', '**镇')
"""

from __future__ import annotations

import regex

from extract.lexicon import parts
from extract.patterns import compile_pattern, openings
from extract.short_names import ShortNames

NAME_RUN = regex.compile(r"[\p{Han}A-Za-z*×·]{2,20}(?:\([^()，。；：:\d]{1,10}\)\p{Han}{0,6})?")
# Words that no name of a place or an office holds; a name ends before them.
STOP = regex.compile(
    r"""签约|引进|开工|投产|在建|在库|在谈|入库|到位|完成|实际|实现|总投|计划|新增|新签|新开|新引|累计|共有|增长|下降|占
    |其中|分别|项目|资金|金额|任务|目标|外出|同比|没有|已有|未|地区(?=生产)|(?<=.)对|被|的|建成|超|和(?!城乡建设|规划局|改革|信息化|旅游|社会保障|计划生育|民政|科技局)|与|及|为|是|有|等|达|均|从|由|把|将|排名|排|居|列|位|第|名
    |分(?=[县区市地产行类乡镇])|邀|请|来(?=[自到访看我考]|[县市区]考|[县市区镇乡村](?:游客|旅游|投资|考察|就业|务工|的))|(?<=.)率(?=城|县|建制|农)|比|后[一二两三四五]|[—\\-“”]|请示|力争|确保|争取|预计|计划|有望|考察|要求|境内|全[区市县省]|全州(?!县)|我[区市县省]|死亡|受理|办理|发生|平均|规划(?!局|和自然|分局|委)|拥有|于|在(?!沟|河)|涉及|来自|距|登记|入选|入围|获评|荣获|属于|评为|获批|跻身|成功|率先|创建(?!路|办)|创成|进至|跨入|迈入|挂牌|揭牌|授牌|建立|认定|人口|常住|居民|通过|依托|会同|按照|联合|导致|造成|致使|牵头|联系|超过|改造|老旧|前[三五十几]|后[三五十几]|各[乡镇县区市级]
    |(?:城镇|城市|市区|城区|农村|农牧区|牧区|农区)(?=居民|常住|人均|新增|登记|职工|牧区)|利用|(?<=[镇乡县区市])(?:国内)?省[外内]|域外|国内(?=省)
    """,
    regex.VERBOSE,
)
# 乙县|入选全省先进县, but not 乙县物流园|项目
OVERRUN = regex.compile(rf"(?!(?:建设)?(?:项目|工程)$)(?:{STOP.pattern})", regex.VERBOSE)
WHOLE = compile_pattern(r"^<whole_area>$")
SUFFIX = compile_pattern(r"<subject_suffix> (?: \( [^()：:]{1,12} \) )? $")
# 泰和|法院: the court of an area by its short name
COURT = regex.compile(r"(?:法院|检察院)(?!系统|工作|受理|干警|队伍|执行局)")
# The last character of a name; SUFFIX looks past a line break
LAST = frozenset(word[-1] for word in parts()["subject_suffix"]) | frozenset(")\n")
GENERIC = frozenset(parts()["generic_area"])
NO_NAME = (
    *(
        "各",
        "全",
        "该",
        "本",
        "我",
        "其",
        "每",
        "使",
        "令",
        "部分",
        "多个",
        "城乡",
        "一个",
        "境外",
        "境内",
        "到",
    ),
    *("分乡镇", "分县", "分区域", "分地区", "分单位"),
)
# 奖励甲山镇, 签约项目数甲山镇, 8月份甲山镇: what stands right before a name and is no part of it
BEFORE_NAME = compile_pattern(r"""
    ^ (?: <before_name> | (?: \d{4} 年 )? \d{1,2} 月份? | (?: 截至 | 截止 )? \d{1,2} 月 [底末] ，?
      | [^，。；：:、()]{0,20}
        (?: 到位 | 指标 | 数 (?! [字据码控] ) | 额 (?! [尔敏济] ) | 度 (?! 假 ) | 投资 (?! 区 | 集团 | 公司 | 促进 )
          | [量率速幅值] | 得分 | 指数 | 资金 | 收入 | [内外] 资 ) )
""")
BEFORE_OPENS = openings(compile_pattern(r"<before_name> | \d | 截至 | 截止"))
BEFORE_ENDS = frozenset("位标数额度资量率速幅值分金入")
# 用电量|苏州
MEASURED = compile_pattern(r"(?: <measure> | [率量度额数速幅值] ) $")
# 限上零售额|城关镇: a measure, and the place that has it
MEASURE_FIRST = regex.compile(
    r"\p{Han}{2,10}(?:额(?![尔敏济])|率|产值|增加值|收入|投资(?!区)|进出口|出口|余额|面积(?!镇|乡)|用电量|产量)\p{Han}{2,6}(?:镇|乡|街道|县)"
)
# 乡镇(街道): a class of units with its other name
BRACKET = regex.compile(r"\([^()]*\)$")
# 转派县(市、区): all divisions of a level, and none by its name
CLASS_IN_BRACKET = ("(市、区)", "(市)", "(区)", "(市区)", "(区、市)", "(市、区、旗)")
# 副县|长, 县委|书记: who leads, not what is led
TITLE = regex.compile(r"长(?![江三期安城沙春治途效寿乐岭葛垣宁海兴汀白])|副?书记|主任|常委|班子")
TITLE_OPENS = openings(TITLE)
# 经镇村自验, 九个市州, 丙乡三个镇: by whom, and how many
VILLAGES = regex.compile(
    r"经[县市区镇乡村]|[一二两三四五六七八九十百]+个|[一二两三四五六七八九十\d]+[省市县区镇乡](?!\p{Han})|\p{Han}{2,8}[省市县区镇乡旗道局委办][两三四五六七八九十]+个"
)
ENDS_NO_NAME = parts()["ends_no_name"]
# 参加城乡|居民基本医疗保险: town and country, which is no township
TOWN_AND_COUNTRY = regex.compile(
    r"城乡(?=居民|低保|养老|医[疗保]|统筹|一体|融合|环[卫境]|建设|客运|公交|供水|规划|结合|社[会区]|困难|基本|特困|最低)"
)
# 成功举办首届德州…会, 聚焦省委…, 新建…园区, 省级…产业园: what somebody does, or a class, rather than a name
OPENS_NO_NAME = compile_pattern(
    r"""[*]* (?: <opens_no_name> | 新型 (?= 农村 | 社区 | 职业 ) | 城市 (?! 管理 | 建设 | 规划 )
        | 发展 (?! 街道 | 和改革 | 改革 )
        | 投资 (?! 区 | 促进 | 公司 | 集团 | 管理 | 发展 | 服务 | 局 | 控股 | 集聚 )
        | 开发 (?! 区 ) | 创新 (?! 园 | 区 | 港 )
        | 建设 (?! 镇 | 街道 | 乡 | 路 | 局 | 厅 | 银行 | 集团 ) | [一二三四五六七八九十\d]+年 | 获 (?! 嘉 )
        | [两三四五六七八九十]大 (?= 水系 | 流域 | 河流 | 湖泊 )
        | [向为给] [省国外]
        | 新建 (?! 区 | 县 | 镇 | 街道 ) | [国省市县区][家星]?级 (?! 机关 | 部门 | 单位 )
        | 把 [^，。；]{1,12} (?: 作为 | 列为 ) )"""
)

# 现代农业专班, 特色产业招商专班: what a team is for may open like a class of things
TEAM_NAME = regex.compile(
    r"(?:现代|特色|智慧|重点|重大|优质|城市|新型|农村|示范|标准化|发展)\p{Han}{0,10}专班$"
)
INSIDE_OFFICE = compile_pattern(r"<office>")
# What lies inside a whole, by the last characters of names
PART_OF = {"国": "省市县区州旗盟镇乡道", "省": "市县区州旗盟镇乡道", "市": "县区旗镇乡道"}
SIDE_BY_SIDE = regex.compile(r"、|以?及|[和与]")
# 市政|市容, 非遗|市集: where the last character of a name begins another word
OTHER_WORD = regex.compile(
    r"市(?:圈|容|集(?!中|团|聚|体|成|资|约)|民(?!营|生|政|间|办|用|企|宿|族|主)|值|盈|面(?!积|上))|区(?:域|间|块|位)|县域"
    # 处分省|部级干部: a rank, and no place
    r"|省份|[省市县区乡镇村](?:部|处|科|管|属|直)?级(?!市|中心|机关)|省部级|厅局级|县处级|乡科级"
    r"|乡(?:村|愁|亲|土|贤)|局(?:面|部|势|地)|会(?:议|计|员|展|商)|委(?:托|派)|办(?:公(?!室)|法|理(?!结)|件|案|学)|园(?:林|艺)"
)
# 县林业和草原局, 孟州市供销社: the division whose office it is stands among the first characters
DIVISIONS = frozenset("省市县区州旗盟")
OFFICE_REACH = 6
OFFICE = compile_pattern(
    r"(?: \p{Han}{1,4} (?: [市县旗] | (?<! 园 | 社 | 地 | 辖 ) 区 ) )? [省市县区州旗盟] <office>"
    r"(?! [一二三四]期 | \p{Han}? 院区 | 新址 | 门诊楼 | 项目 | 工程 | [改扩迁新重] {1,2} 建 )"
)


class SubjectReader:
    """Finds names by their suffix and by the bulletin's own lists."""

    def __init__(
        self,
        known: frozenset[str] = frozenset(),
        own: frozenset[str] = frozenset(),
        short: ShortNames | None = None,
        own_short: str | None = None,
    ) -> None:
        self.shorts = short or ShortNames()
        self.known = (known | self.shorts.full) - own
        self.short = self.shorts.all
        self.places = self.shorts.places
        self.own_short = own_short
        self.own = tuple(own)
        self.initials = frozenset(name[0] for name in self.known | self.short)
        self._openings = frozenset(name[:2] for name in self.known)
        self._longest = max(map(len, self.known), default=0)
        self._judged: dict[str, bool] = {}
        self._leading: dict[str, str | None] = {}

    def leading(self, text: str) -> str | None:
        """The name at the start of `text`, the longest that its words allow; `None` where it starts with none."""
        try:
            return self._leading[text]
        except KeyError:
            found = self._leading[text] = self._find_leading(text)
            return found

    def _find_leading(self, text: str) -> str | None:
        if text.startswith("较"):
            return None
        longest = min(self._longest, len(text)) if text[:2] in self._openings else 0
        for length in range(longest, 1, -1):
            if text[:length] in self.known:
                return self._inside(text, length) or text[:length]
        office = None if DIVISIONS.isdisjoint(text[:OFFICE_REACH]) else OFFICE.match(text)
        run = NAME_RUN.match(text) if office is None else None
        found = office[0] if office else self._first_name(run[0]) if run else None
        if found and (
            self._behind_measure(found) or (found[-1] in "镇乡道县" and MEASURE_FIRST.match(found))
        ):
            found = None
        short = self.shorts.leading(text)
        court = COURT.match(text, len(short)) if short and not found else None
        if short and court:
            return short + court[0]
        if found and short and found.startswith(short) and OPENS_NO_NAME.match(found, len(short)):
            return short
        return found or short

    def leading_all(self, text: str) -> tuple[str, int]:
        """The names side by side at the start of `text`, and how far they reach; none where an item is no name.

        >>> SubjectReader().leading_all("甲山县、乙水县和丙川县增长"), SubjectReader().leading_all("甲山县、签约项目")
        (('甲山县、乙水县、丙川县', 11), ('', 0))
        """
        found: list[str] = []
        end = 0
        while name := self.leading(text[end:]):
            found.append(name)
            end += len(name)
            joint = SIDE_BY_SIDE.match(text, end)
            if joint is None or not self.leading(text[joint.end() :]):
                return ("、".join(found), end) if joint is None or joint[0] != "、" else ("", 0)
            end = joint.end()
        return "", 0

    def _first_name(self, run: str) -> str | None:
        """The longest name at the start of a run of characters, up to a word that no name holds."""
        if LAST.isdisjoint(run):
            return None
        stop = STOP.search(run)
        limit = stop.start() if stop else min(len(run), 16)
        if "投资区" in run[:12]:
            limit = max(limit, run.index("投资区") + 3)
        country = TOWN_AND_COUNTRY.search(run) if "城乡" in run else None
        for length in range(limit, 1, -1):
            if country is not None and length == country.end():
                continue
            name = run[:length]
            if run[length : length + 1] in TITLE_OPENS and TITLE.match(run, length):
                continue
            if name[-1] in LAST and self.is_name(name) and name not in self.short:
                if OTHER_WORD.match(run, length - 1):
                    continue
                return name
        return None

    def _inside(self, text: str, end: int) -> str | None:
        """甲县|乙园区: a unit that is named with the division in which it lies."""
        if text[:end] not in self.shorts.full or OPENS_NO_NAME.match(text, end):
            return None
        office = INSIDE_OFFICE.match(text, end)
        run = NAME_RUN.match(text, end) if office is None else None
        found = office[0] if office else self._first_name(run[0]) if run else None
        return text[:end] + found if found and len(found) > 2 else None

    def _behind_measure(self, found: str) -> bool:
        """用电量苏州: a measure, and a place by its short name, whose ending makes it look like one name."""
        shorts = (found[cut:] for cut in range(2, len(found) - 1)) if self.short else ()
        return any(name in self.short and MEASURED.search(found.removesuffix(name)) for name in shorts)

    def owned(self, text: str) -> str | None:
        """The bulletin's own area at the start of `text`, if nothing inside it is named (台州, but not 台州湾新区)."""
        name = next((name for name in self.own if text.startswith(name)), None)
        if name is not None or not self.own_short or not text.startswith(self.own_short):
            return name
        return self.own_short if self.leading(text) in (None, self.own_short) else None

    def is_wider(self, whole: str) -> bool:
        """Whether 全国, 全省, 全市 is more than the bulletin's own area: 全市 in a bulletin of a county."""
        parts = PART_OF[whole[-1]]
        return bool(self.own) and all(name[-1] in parts and not name.endswith("自治区") for name in self.own)

    def overruns(self, text: str) -> bool:
        """Whether a shorter name opens `text` and what is said of it follows: 乙县入选全省先进县."""
        first = self.leading(text) if STOP.search(text, 2) else None
        return first is not None and first != text and OVERRUN.match(text, len(first)) is not None

    def is_name(self, text: str) -> bool:
        """Whether `text` as a whole reads like the name of an area, an office or a team."""
        judged = self._judged.get(text)
        if judged is None:
            judged = self._judged[text] = self._is_name(text)
        return judged

    def _is_name(self, text: str) -> bool:
        if text in self.known or text in self.short:
            return True
        if not DIVISIONS.isdisjoint(text[:OFFICE_REACH]) and OFFICE.fullmatch(text):
            return True
        if len(text) < 2 or text[-1] not in LAST or text.startswith(NO_NAME):
            return False
        if text[-1] == "州" and any(text.endswith(name) for name in self.short):
            # 不过杭州, 比第二名温州: a short name, and what leads up to it
            return False
        if text == self.own_short or WHOLE.match(text) or VILLAGES.match(text):
            return False
        if text.endswith(CLASS_IN_BRACKET):
            return False
        bare = BRACKET.sub("", text) if "(" in text else text
        if bare in GENERIC or text.count("(") != text.count(")"):
            return False
        if len(text) > 2 and text.endswith(ENDS_NO_NAME):
            return False
        if "的" in text or (OPENS_NO_NAME.match(text) and not TEAM_NAME.match(text)):
            return False
        match = SUFFIX.search(text)
        return match is not None and (match.start() > 0 or len(match[0]) > 2)


def apart(words: str, names: SubjectReader) -> tuple[str, str]:
    """What stands before a name at the end of `words`, and the name.

    >>> names = SubjectReader()
    >>> apart("奖励甲山镇", names), apart("到位资金总量甲山镇", names), apart("旅游度假区", names)
    (('奖励', '甲山镇'), ('到位资金总量', '甲山镇'), ('', '旅游度假区'))
    """
    led = words[:1] in BEFORE_OPENS or not BEFORE_ENDS.isdisjoint(words)
    before = BEFORE_NAME.match(words) if led else None
    name = words[before.end() :] if before else ""
    if (
        before is None
        or (len(name) < 3 and name not in names.short)
        or STOP.search(name)
        or not (names.is_name(name) or name[0] in "*×")
    ):
        return "", words
    return before[0], name


def names_in(names: str) -> list[str]:
    """The names of a plural subject.

    >>> names_in("甲县、乙县")
    ['甲县', '乙县']
    """
    return names.split("、")


def printed_in(names: str, words: str) -> str | None:
    """A plural subject as a clause prints it.

    >>> printed_in("甲县、乙县", "甲县和乙县签约"), printed_in("甲县、乙县", "签约")
    ('甲县和乙县', None)
    """
    if names in words:
        return names
    if "、" not in names:
        return None
    spelled = regex.compile(r"(?:、|以?及|[和与])".join(map(regex.escape, names_in(names))))
    found = spelled.search(words)
    return found[0] if found else None


def split_names(text: str) -> list[str]:
    """The members of an enumeration: `A、B、C和D` gives four; brackets keep their inner separators.

    >>> split_names("工业新区、西城开发区、汉江街办"), split_names("区政府办公室(区金融办、区统计局)和区医保局")
    (['工业新区', '西城开发区', '汉江街办'], ['区政府办公室(区金融办、区统计局)', '区医保局'])
    """
    members, depth, left = [], 0, 0
    for mark in NAME_MARKS.finditer(text):
        char, index = mark[0], mark.start()
        depth += (char in "(（") - (char in ")）")
        if depth == 0 and (char in "、,，" or (char in "和及与" and _is_joint(text, index))):
            members.append(text[left:index])
            left = index + 1
    members.append(text[left:])
    return [member.strip() for member in members if member.strip()]


# What ends a name in a row of names, and the brackets that keep it open
NAME_MARKS = regex.compile(r"[(（)）、,，和及与]")


def _is_joint(text: str, index: int) -> bool:
    """Whether 和 / 及 / 与 joins the last member, rather than standing inside a name (三和镇, 呼和浩特, 和平区)."""
    left, right = text[:index], text[index + 1 :]
    if "、" in right or not right or not left:
        return False
    suffixes = (
        "市",
        "县",
        "区",
        "镇",
        "乡",
        "道",
        "局",
        "委",
        "办",
        "园",
        "班",
        ")",
        "州",
        "旗",
        "会",
        "司",
        "领导",
    )
    return left.endswith(suffixes) or (
        "、" in left and len(left.rpartition("、")[2]) >= 2 and len(right) >= 2
    )
