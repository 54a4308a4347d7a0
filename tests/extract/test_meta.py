"""Metadata of bulletins, from invented heads and tails (synthetic); only the place names exist."""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from extract.meta import read_meta
from schemas import Document, Furniture, Meta, Source, Truncation

BODY = "一、总体情况\n全年目标明确，各单位推进有力，新签约项目21个。\n二、下步要求\n各单位要加快进度。\n"


class Case(NamedTuple):
    """A text, what its page told, and the fields of the metadata that must come out."""

    name: str
    text: str
    expected: dict[str, Any]
    furniture: Furniture = Furniture()


def meta_of(text: str, furniture: Furniture | None = None) -> Meta:
    """The metadata of a text without a loader."""
    document = Document(source=Source(sha256="0"), text=text, blocks=[], furniture=furniture or Furniture())
    return read_meta(document)


def plain(meta: Meta) -> dict[str, Any]:
    """Area as its code and level, period as its ends and kind: what the table below writes."""
    fields = meta.model_dump()
    fields["area"] = (meta.area.code, meta.area.level) if meta.area else None
    fields["period"] = (meta.period.start, meta.period.end, meta.period.kind) if meta.period else None
    return fields


PAGES = [
    Case(
        "a letterhead above a title that tells of the whole area",
        "大理州商务局\n2022年上半年全州项目推进情况通报\n（第3期）\n" + BODY,
        {"title": "2022年上半年全州项目推进情况通报", "issuer": "大理州商务局", "kind": "通报"},
    ),
    Case(
        "a reporter and a day below a headline",
        "各县年报出炉，谁在领跑？\n某地观察 记者 方某 2023年2月7日 08:10\n截至2月6日，各县数据全部公布。\n",
        {"kind": "新闻", "issued": "2023-02-07"},
    ),
    Case(
        "a summary that calls itself material",
        "平潭县2021年工作总结材料\n" + BODY,
        {"kind": "总结", "title": "平潭县2021年工作总结材料"},
    ),
    Case(
        "an account's page: an exclaiming headline, who wrote it and when on one line",
        "平潭前5月旅游数据来啦！\n原创 小岚 平潭文旅 2021-06-15 18:20 发表于福建\n"
        "1—5月，平潭接待游客212万人次，增长36%。\n",
        {"issued": "2021-06-15", "period": ("2021-01", "2021-05", "cumulative")},
    ),
    Case(
        "a column above a headline of two parts, the reporter beside the day",
        "访谈\n“让项目等人的日子过去了”\n——访敦煌市市长某某\n丝路周刊记者 方某 2009年4月7日\n\n"
        "记者：一季度情况怎样？\n某某：一季度签约12个。\n",
        {"title": "“让项目等人的日子过去了”——访敦煌市市长某某", "issued": "2009-04-07"},
    ),
    Case(
        "an office as author; the site's name tells the county of a short name",
        "琼中项目建设提速\n截至9月底，琼中列入重点项目31个。\n",
        {"issuer": "县发展和改革委员会", "area": ("469030", "county")},
        Furniture(
            published="2018-10-16", author="县发展和改革委员会", site="首页 > 琼中黎族苗族自治县人民政府网"
        ),
    ),
    Case(
        "a name of two characters behind a word of time",
        "山水之间——“十三五”时期易县旅游业发展综述\n“十三五”期间，累计接待游客3200万人次。\n",
        {"area": ("130633", "county")},
    ),
]
RED_HEADS = [
    Case(
        "number between letterhead and title",
        "中共桃源县委督查室文件\n桃督〔2019〕14号\n关于2019年1-7月全县重点项目推进情况的通报\n"
        f"各乡镇、街道，县直各单位：\n{BODY}中共桃源县委督查室\n2019年8月6日\n",
        {
            "title": "关于2019年1-7月全县重点项目推进情况的通报",
            "issuer": "中共桃源县委督查室",
            "document_number": "桃督〔2019〕14号",
            "kind": "通报",
            "issued": "2019-08-06",
            "area": ("430725", "county"),
            "period": ("2019-01", "2019-07", "cumulative"),
        },
    ),
    Case(
        "spread letterhead, signatory beside the number",
        "宣 城 市 商 务 局 文 件\n宣商〔2020〕 9 号 签发人：某某\n关于 2020 年一季度外资外贸情况的通报\n"
        f"各县市区商务主管部门：\n{BODY}宣城市商务局\n2020 年 4 月 17 日\n",
        {
            "title": "关于2020年一季度外资外贸情况的通报",
            "issuer": "宣城市商务局",
            "document_number": "宣商〔2020〕9号",
            "issued": "2020-04-17",
            "area": ("341800", "prefecture"),
            "period": ("2020-01", "2020-03", "cumulative"),
        },
    ),
    Case(
        "title over three lines, office first, number below",
        "澧县工业和信息化局\n关于2022年1-11月全县规模以上工业企业\n技术改造投资完成情况的通报\n澧工信〔2022〕41号\n\n"
        f"各镇（街道）：\n{BODY}澧县工业和信息化局\n2022年12月8日\n",
        {
            "title": "澧县工业和信息化局关于2022年1-11月全县规模以上工业企业技术改造投资完成情况的通报",
            "issuer": "澧县工业和信息化局",
            "document_number": "澧工信〔2022〕41号",
            "area": ("430723", "county"),
            "period": ("2022-01", "2022-11", "cumulative"),
        },
    ),
    Case(
        "square brackets, two offices sign, imprint below",
        "关于上半年全市招商引资工作考核情况的通报\n东办[2016]第23号\n各区、县（市）：\n"
        f"{BODY}中共大庆市委办公室\n大庆市人民政府办公室\n2016年7月22日\n大庆市委办公室\n2016年7月23日印发\n",
        {
            "issuer": "中共大庆市委办公室、大庆市人民政府办公室",
            "document_number": "东办[2016]第23号",
            "issued": "2016-07-22",
            "area": ("230600", "prefecture"),
            "period": ("2016-01", "2016-06", "cumulative"),
        },
    ),
    Case(
        "issue of a series, date in the head",
        "督 查 通 报\n第 12 期\n弋阳县人民政府督查室 2018年9月11日\n全县8月份重点工程建设进度通报\n"
        f"{BODY}报：县委常委，县政府领导。\n",
        {
            "title": "全县8月份重点工程建设进度通报",
            "document_number": "第12期",
            "issued": "2018-09-11",
            "issuer": "弋阳县人民政府督查室",
            "area": ("361126", "county"),
            "period": ("2018-08", "2018-08", "interval"),
        },
    ),
    Case(
        "series number in brackets under the masthead, office and date below it",
        f"工作简报\n（19）\n巴东县发展和改革局\n2017年12月4日\n2017年1-11月全县固定资产投资情况通报\n{BODY}",
        {
            "title": "2017年1-11月全县固定资产投资情况通报",
            "document_number": "（19）",
            "issuer": "巴东县发展和改革局",
            "issued": "2017-12-04",
            "area": ("422823", "county"),
        },
    ),
    Case(
        "Chinese date of signature",
        f"关于二〇一三年前三季度工业经济运行情况的通报\n各乡镇人民政府：\n{BODY}颍州区经济委员会\n二〇一三年十月二十一日\n",
        {
            "issued": "2013-10-21",
            "issuer": "颍州区经济委员会",
            "area": ("341202", "county"),
            "period": ("2013-01", "2013-09", "cumulative"),
        },
    ),
    Case(
        "year in the body only, announced with 现将",
        "关于重点工业项目建设情况的通报\n各镇：\n按照2018年印发的考核办法，现将今年1至4月份重点工业项目建设情况通报如下：\n"
        f"{BODY}如皋市重大项目建设指挥部办公室\n2019年5月9日\n",
        {
            "period": ("2019-01", "2019-04", "cumulative"),
            "area": ("320682", "county"),
            "issuer": "如皋市重大项目建设指挥部办公室",
        },
    ),
    Case(
        "parent and county in the name of the office",
        f"重庆市潼南区商务委员会\n关于2020年1-5月社会消费品零售总额情况的通报\n各镇街：\n{BODY}2020年6月18日\n",
        {
            "title": "重庆市潼南区商务委员会关于2020年1-5月社会消费品零售总额情况的通报",
            "issuer": "重庆市潼南区商务委员会",
            "issued": "2020-06-18",
            "area": ("500152", "county"),
        },
    ),
    Case(
        "county name that occurs twice, told apart by the places of the text",
        "鼓楼区2021年三季度营商环境考核情况通报\n各街道：\n三季度，我区在福州市各县区中排名第二，居仓山区之后。\n"
        f"{BODY}",
        {"area": ("350102", "county"), "period": ("2021-07", "2021-09", "interval")},
    ),
    Case(
        "county name that occurs twice, nothing to tell it apart",
        f"鼓楼区2021年三季度营商环境考核情况通报\n各街道：\n{BODY}",
        {"area": None, "kind": "通报"},
    ),
    Case(
        "period by days in a weekly bulletin",
        f"全县项目建设周调度通报\n（2023年3月6日-3月12日）\n各乡镇：\n{BODY}汶上县项目推进中心\n2023年3月13日\n",
        {"issued": "2023-03-13", "area": ("370830", "county"), "issuer": "汶上县项目推进中心"},
    ),
    Case(
        "moment instead of a span",
        "关于截至2022年10月底全市企业投诉办结情况的通报\n各县（区）：\n"
        f"{BODY}汉中市营商环境建设办公室\n2022年11月9日\n",
        {"period": (None, "2022-10", "as_of"), "area": ("610700", "prefecture")},
    ),
    Case(
        "period over two years",
        f"关于2020年7月至2021年6月河长制工作考核结果的通报\n各镇：\n{BODY}宁远县水利局\n2021年8月2日\n",
        {"period": ("2020-07", "2021-06", "interval"), "area": ("431126", "county")},
    ),
]

REPORTS = [
    Case(
        "office above a summary, no date",
        f"呼和浩特市新城区商务局\n\n2018年上半年工作总结\n\n今年以来，在区委领导下，工作平稳推进。\n{BODY}",
        {
            "title": "呼和浩特市新城区商务局2018年上半年工作总结",
            "issuer": "呼和浩特市新城区商务局",
            "kind": "总结",
            "issued": None,
            "area": ("150102", "county"),
            "period": ("2018-01", "2018-06", "cumulative"),
        },
    ),
    Case(
        "title, office and date in brackets one below the other",
        f"安康市二〇一一年元至十月招商引资工作汇报\n\n安康市招商局\n\n（二〇一一年十一月三日）\n\n今年以来，全市上下一心。\n{BODY}",
        {
            "title": "安康市二〇一一年元至十月招商引资工作汇报",
            "issuer": "安康市招商局",
            "kind": "汇报",
            "issued": "2011-11-03",
            "area": ("610900", "prefecture"),
            "period": ("2011-01", "2011-10", "cumulative"),
        },
    ),
    Case(
        "communiqué with a note's sign",
        "湘西自治州2017年国民经济和社会发展统计公报[1]\n\n湘西自治州统计局\n国家统计局湘西调查队\n\n2018年3月19日\n\n"
        f"2017年，全州经济稳中有进。\n{BODY}",
        {
            "title": "湘西自治州2017年国民经济和社会发展统计公报",
            "kind": "公报",
            "issued": "2018-03-19",
            "area": ("433100", "prefecture"),
            "period": ("2017-01", "2017-12", "cumulative"),
        },
    ),
    Case(
        "report of an autonomous county under its short name",
        f"积石山县2022年前十一个月乡村振兴项目进展情况报告\n\n县委农办：\n{BODY}积石山县乡村振兴局\n2022年12月5日\n",
        {
            "kind": "报告",
            "area": ("622927", "county"),
            "period": ("2022-01", "2022-11", "cumulative"),
            "issuer": "积石山县乡村振兴局",
        },
    ),
    Case(
        "masked place and year",
        f"**县xx年一季度招商引资工作总结\n\nxx年，我县招商引资稳步推进，××食品公司已落户**镇。\n{BODY}",
        {"area": None, "period": None, "kind": "总结", "redacted": True, "issuer": None},
    ),
    Case(
        "masked office and date in the signature",
        f"××市20xx年1-5月项目建设情况通报\n各区：\n{BODY}××市项目办公室\n20xx年6月4日\n",
        {"area": None, "period": None, "issued": None, "issuer": "××市项目办公室", "redacted": True},
    ),
    Case(
        "bare 全区 with no other clue",
        f"全区2020年1-2月招商引资工作情况汇报\n\n今年以来，全区上下克服困难。\n{BODY}",
        {"area": None, "period": ("2020-01", "2020-02", "cumulative"), "redacted": False},
    ),
    Case(
        "table of contents in front of the text, date of the page",
        "全县2015年1-10月项目工作情况汇报\n目录/提纲：……\n一、主要成效\n二、存在问题\n（一）进展不快\n……\n"
        "全县2015年1-10月项目工作情况汇报\n\n今年以来，沁源县上下真抓实干，全县项目工作有新进展。\n一、主要成效\n……",
        {
            "title": "全县2015年1-10月项目工作情况汇报",
            "kind": "汇报",
            "issued": "2015-11-06",
            "area": ("140431", "county"),
            "truncated": {"shown": 900, "total": 2400},
        },
        Furniture(published="2015/11/6 8:05:00", truncated=Truncation(shown=900, total=2400)),
    ),
    Case(
        "table without a text",
        "舟山市2024年1-3月各县（区）海洋经济主要指标完成情况表\n单位\t总产出（亿元）\n定海区\t12.4\n",
        {
            "title": "舟山市2024年1-3月各县（区）海洋经济主要指标完成情况表",
            "kind": "其他",
            "area": ("330900", "prefecture"),
            "period": ("2024-01", "2024-03", "cumulative"),
        },
    ),
]

PRESS = [
    Case(
        "half-year report of the press: the day of publication is no period",
        "12市“半年报”来了 合肥领跑\n截至7月27日，安徽12市上半年主要经济数据悉数公布。全省进出口3600亿元。\n",
        {
            "area": ("340000", "province"),
            "period": ("2021-01", "2021-06", "cumulative"),
            "issuer": "皖江经济观察",
        },
        Furniture(published="2021-07-28 09:10", source_name="皖江经济观察"),
    ),
    Case(
        "yearly report of the press, the year in the first sentence",
        "9个市州“年报”出齐\n截至2月9日，9个市州2022年经济数据全部出炉，增速普遍回升。\n",
        {"period": ("2022-01", "2022-12", "cumulative")},
        Furniture(published="2023-02-10"),
    ),
    Case(
        "first quarter by another name",
        "我市首季“成绩单”亮眼\n记者5月5日从统计部门获悉，固定资产投资增长8%。\n",
        {"period": ("2022-01", "2022-03", "cumulative")},
        Furniture(published="2022-05-06"),
    ),
    Case(
        "last year, told by the first words",
        "鹤壁外贸迈上新台阶\n去年，全市进出口45亿元，增长12%。\n",
        {"period": ("2021-01", "2021-12", "cumulative")},
        Furniture(published="2022-02-08"),
    ),
    Case(
        "a quarter in the title, the months up to its end in the text",
        f"鹤壁市三季度工业用电情况\n2019年1—9月，全市工业用电32亿千瓦时。\n{BODY}",
        {"period": ("2019-01", "2019-09", "cumulative")},
    ),
    Case(
        "a plan that is under way",
        f"鹤壁市“十四五”以来工业发展情况\n{BODY}鹤壁市工业和信息化局\n2023年11月6日\n",
        {"period": ("2021-01", "2023-11", "interval")},
    ),
    Case(
        "dateline without a year",
        "鹤壁开门红\n鹤壁新闻网4月12日讯（记者 某某）2018年第一批项目集中签约仪式昨日举行。\n",
        {"issued": "2018-04-12"},
    ),
    Case(
        "office and date in brackets below the title",
        f"鹤壁市2018年9月份金融运行情况\n（鹤壁市财政局金融科，2018年10月17日）\n{BODY}",
        {"issuer": "鹤壁市财政局金融科", "issued": "2018-10-17"},
    ),
    Case(
        "an assembly's report named by its year",
        "2017年政府工作报告\n各位代表：\n一、2016年工作回顾\n去年，签约项目21个。\n二、2017年工作安排\n",
        {"period": ("2016-01", "2016-12", "cumulative")},
    ),
]

NEWS = [
    Case(
        "zone in the headline of a web page",
        "赣州高新区三季度新签约项目突破四十个\n本报讯 记者昨日从高新区管委会获悉，三季度新签约项目41个。\n",
        {
            "title": "赣州高新区三季度新签约项目突破四十个",
            "kind": "新闻",
            "issued": "2020-10-13",
            "issuer": "赣南新闻",
            "area": ("360700", "zone"),
            "period": ("2020-07", "2020-09", "interval"),
        },
        Furniture(published="2020-10-13 07:40", source_name="赣南新闻"),
    ),
    Case(
        "headline and subtitle",
        "敢闯敢拼 大湖之畔起新城\n——2022年岳阳市产业招商工作综述\n\n2022年，岳阳市签约项目再创新高，各县市区竞相发力。\n",
        {
            "title": "敢闯敢拼 大湖之畔起新城——2022年岳阳市产业招商工作综述",
            "kind": "综述",
            "area": ("430600", "prefecture"),
            "period": ("2022-01", "2022-12", "cumulative"),
            "issued": "2023-02-01",
        },
        Furniture(published="2023.2.1", source_name="洞庭时报"),
    ),
    Case(
        "place without its ending, last quarter read in January",
        "遵义四季度实际利用外资增长三成\n本网讯 记者从市商务局获悉，四季度，全市新设外资企业9家。\n",
        {
            "kind": "新闻",
            "area": ("520300", "prefecture"),
            "period": ("2012-10", "2012-12", "interval"),
            "issued": "2013-01-15",
        },
        Furniture(published="2013年1月15日", source_name="黔北资讯"),
    ),
    Case(
        "period in the first sentence only",
        "北海市外贸进出口逆势上扬\n本报讯（记者 某某）今年前五个月，北海市完成进出口总额118亿元，增长9.2%。\n",
        {"kind": "新闻", "area": ("450500", "prefecture"), "period": ("2014-01", "2014-05", "cumulative")},
        Furniture(published="2014-06-20", source_name="北部湾观察"),
    ),
    Case(
        "bulletin on a government page: the source is the office",
        f"关于高密市2021年第二季度热线办理情况的通报\n各镇街：\n{BODY}",
        {
            "kind": "通报",
            "issuer": "高密市行政审批服务局",
            "issued": "2021-07-12",
            "area": ("370785", "county"),
            "period": ("2021-04", "2021-06", "interval"),
        },
        Furniture(published="2021-07-12 15:20", source_name="高密市行政审批服务局"),
    ),
    Case(
        "title in the page only, with the name of the site",
        "各镇人民政府：\n现将2023年1-6月全县安全生产情况通报如下：\n一、总体情况\n共发生事故3起。\n桐庐县应急管理局\n2023年7月10日\n",
        {
            "title": "2023年1-6月全县安全生产情况通报",
            "kind": "通报",
            "area": ("330122", "county"),
            "issued": "2023-07-10",
        },
        Furniture(page_title="2023年1-6月全县安全生产情况通报_桐庐县人民政府网"),
    ),
    Case(
        "text of a province with a relative year",
        "去年全省口岸进出口创新高\n记者从海南省商务厅获悉，去年，全省口岸进出口货物1.2亿吨。\n",
        {"area": ("460000", "province"), "period": ("2018-01", "2018-12", "cumulative"), "kind": "新闻"},
        Furniture(published="2019-01-22", source_name="琼岛传媒"),
    ),
]


FORMS = [
    Case(
        "the last line of the title alone looks like a masthead",
        f"关于2023年1-4月全市利用外资和重大外资项目推进\n情况通报\n各区：\n{BODY}东营市商务局\n2023年5月16日\n",
        {"title": "关于2023年1-4月全市利用外资和重大外资项目推进情况通报", "area": ("370500", "prefecture")},
    ),
    Case(
        "period in brackets below the title",
        f"全县粮食生产工作通报\n（2022年1-9月）\n各乡镇：\n{BODY}太和县农业农村局\n2022年10月8日\n",
        {"title": "全县粮食生产工作通报", "period": ("2022-01", "2022-09", "cumulative")},
    ),
    Case(
        "masthead with its number on one line",
        f"督办通报（31）\n普宁市人民政府办公室 2020年6月3日\n2020年1-5月全市税收入库情况通报\n{BODY}",
        {
            "title": "2020年1-5月全市税收入库情况通报",
            "document_number": "（31）",
            "issuer": "普宁市人民政府办公室",
            "issued": "2020-06-03",
            "area": ("445281", "county"),
        },
    ),
    Case(
        "issue number behind the masthead, running number beside it",
        f"招商引资简报\n2019年第6期（总第88期）\n蒙城县招商局编 2019年7月5日\n关于上半年招商引资情况的通报\n{BODY}",
        {
            "document_number": "2019年第6期（总第88期）",
            "issuer": "蒙城县招商局",
            "issued": "2019-07-05",
            "area": ("341622", "county"),
            "period": ("2019-01", "2019-06", "cumulative"),
        },
    ),
    Case(
        "two offices above the title",
        "中共澄迈县委办公室\n澄迈县人民政府办公室\n关于2015年第一季度重点工作督查情况的通报\n"
        f"各镇：\n{BODY}2015年4月20日\n",
        {
            "title": "中共澄迈县委办公室 澄迈县人民政府办公室关于2015年第一季度重点工作督查情况的通报",
            "area": ("469023", "county"),
            "issued": "2015-04-20",
        },
    ),
    Case(
        "tables of the annex behind the signature",
        f"关于1-10月全区技改投资情况的通报\n各镇街：\n{BODY}附件：技改投资完成表\n宜宾市翠屏区经济商务信息化局\n"
        "2020年11月11日\n附件\n技改投资完成表\n" + "某街道\t3.2\t41.0\n" * 60,
        {
            "issuer": "宜宾市翠屏区经济商务信息化局",
            "issued": "2020-11-11",
            "area": ("511502", "county"),
            "attachments": ["技改投资完成表"],
        },
    ),
    Case(
        "imprint only, with the number of copies",
        f"2018年9月份全县空气质量情况通报\n各乡镇：\n{BODY}抄送：县委办公室\n垣曲县环境保护局\n2018年10月12日印发 共印60份\n",
        {"issuer": "垣曲县环境保护局", "issued": "2018-10-12", "area": ("140827", "county")},
    ),
    Case(
        "parks of a city are no zone",
        f"关于岳阳市产业园区2021年1-6月建设情况的通报\n各园区：\n{BODY}",
        {"area": ("430600", "prefecture")},
    ),
    Case(
        "county that is called a new area",
        f"浦东新区2022年1-5月重大项目推进情况通报\n各镇：\n{BODY}",
        {"area": ("310115", "county")},
    ),
    Case(
        "zone that signs",
        f"关于一季度全区项目建设情况的通报\n各部门：\n{BODY}济宁高新区管委会办公室\n2017年4月12日\n",
        {"area": ("370800", "zone"), "period": ("2017-01", "2017-03", "cumulative")},
    ),
    Case(
        "places that the title only goes to",
        f"关于赴温州市开展招商活动情况的通报\n各镇：\n{BODY}金寨县商务局\n2019年3月28日\n",
        {"area": ("341524", "county"), "kind": "通报"},
    ),
    Case(
        "decision and not bulletin",
        f"关于对2020年度招商引资先进单位予以通报表彰的决定\n各乡镇：\n{BODY}中共宾川县委\n2021年2月9日\n",
        {"kind": "其他", "issuer": "中共宾川县委", "period": ("2020-01", "2020-12", "cumulative")},
    ),
    Case(
        "summary and plan in one",
        f"海东市商务局2021年工作总结及2022年工作打算\n\n2021年，全市商务运行平稳。\n{BODY}",
        {
            "kind": "总结",
            "issuer": "海东市商务局",
            "area": ("630200", "prefecture"),
            "period": ("2021-01", "2021-12", "cumulative"),
        },
    ),
    Case(
        "headline about a meeting on a bulletin",
        "荆州市召开项目推进情况通报会\n本报讯（记者 某某）9月7日，荆州市召开会议，通报1-8月项目推进情况。\n",
        {"kind": "新闻", "area": ("421000", "prefecture"), "issued": "2021-09-08"},
        Furniture(published="2021-09-08", source_name="江汉商报"),
    ),
    Case(
        "district after a prefecture's league",
        f"锡林郭勒盟行政公署办公室\n关于2016年三季度绿色矿山建设进展情况的通报\n各旗县市：\n{BODY}",
        {"area": ("152500", "prefecture"), "period": ("2016-07", "2016-09", "interval")},
    ),
    Case(
        "traditional script is told by the loader, the text is simplified",
        f"南雄市2010年第四季度旅游接待情况通报\n各镇：\n{BODY}南雄市旅游局\n二〇一一年一月十七日\n",
        {"issued": "2011-01-17", "area": ("440282", "county"), "period": ("2010-10", "2010-12", "interval")},
    ),
    Case(
        "county under a name that it no longer bears",
        f"南康市2009年1-6月工业园区建设情况通报\n各镇：\n{BODY}南康市工业园区管委会\n2009年7月7日\n",
        {"area": ("360782", "county")},
    ),
    Case(
        "five-year plan",
        f"永兴县“十二五”招商引资工作总结\n\n“十二五”以来，全县上下一心。\n{BODY}",
        {"period": ("2011-01", "2015-12", "interval"), "kind": "总结", "area": ("431023", "county")},
    ),
    Case(
        "two offices on the line of the signature",
        "关于2018年上半年全县招商引资工作情况的\n通  报\n各乡镇：\n"
        f"{BODY}中共绩溪县委办公室    绩溪县人民政府办公室\n2018年7月20日\n",
        {
            "title": "关于2018年上半年全县招商引资工作情况的通报",
            "issuer": "中共绩溪县委办公室、绩溪县人民政府办公室",
            "area": ("341824", "county"),
        },
    ),
    Case(
        "rule below the masthead, two offices and the date on one line",
        "通 报\n（第9期）\n中共叶县县委、叶县人民政府督查局 2014年9月15日\n————————\n"
        f"关于8月份全县重点工作完成情况的通报\n{BODY}",
        {
            "title": "关于8月份全县重点工作完成情况的通报",
            "document_number": "第9期",
            "issuer": "中共叶县县委、叶县人民政府督查局",
            "issued": "2014-09-15",
            "period": ("2014-08", "2014-08", "interval"),
        },
    ),
    Case(
        "head that lost its lines",
        "桂东县发展和改革局文件 桂发改〔2021〕33号 桂东县发展和改革局关于2021年1-6月全县重点项目建设情况的通报 "
        f"各乡镇：今年以来，全县上下聚焦项目建设，完成投资21亿元，各项工作有序推进。\n{BODY}",
        {
            "title": "桂东县发展和改革局关于2021年1-6月全县重点项目建设情况的通报",
            "document_number": "桂发改〔2021〕33号",
            "issuer": "桂东县发展和改革局",
        },
    ),
    Case(
        "no title at all",
        f"各县（市、区）商务局：\n现将2016年1-11月全市利用外资情况通报如下：\n{BODY}黄山市商务局\n2016年12月13日\n",
        {
            "title": None,
            "kind": "通报",
            "area": ("341000", "prefecture"),
            "period": ("2016-01", "2016-11", "cumulative"),
        },
    ),
    Case(
        "date of signature in digits only",
        f"2021年1—9月份全市民营经济运行监测\n情况通报\n各县（市、区）工信局：\n{BODY}咸宁市经济和信息化局\n2021-10-20\n",
        {
            "title": "2021年1—9月份全市民营经济运行监测情况通报",
            "issuer": "咸宁市经济和信息化局",
            "issued": "2021-10-20",
        },
    ),
    Case(
        "column title above the headline",
        "【招商快讯】\n我市前三季度到位内资突破百亿\n今年前三季度，我市到位内资101.2亿元，其中迎江区12亿元。\n",
        {"title": "我市前三季度到位内资突破百亿", "area": ("340800", "prefecture"), "kind": "新闻"},
        Furniture(published="2019年10月22日", source_name="安庆日报"),
    ),
    Case(
        "township that reports for itself",
        f"渑池县果园乡2022年上半年工作总结\n\n今年以来，全乡上下一心。\n{BODY}",
        {"area": ("411221", "township"), "kind": "总结"},
    ),
]


SIGNATURES = [
    Case(
        "two offices side by side above the title",
        "中共耒阳市委督查室 耒阳市人民政府督查室\n督查通报\n第8期(总第43期)\n"
        f"关于2020年1-9月全市重点项目督查情况的通报\n各乡镇：\n{BODY}2020年10月13日\n",
        {
            "title": "关于2020年1-9月全市重点项目督查情况的通报",
            "issuer": "中共耒阳市委督查室、耒阳市人民政府督查室",
            "document_number": "第8期(总第43期)",
            "issued": "2020-10-13",
        },
    ),
    Case(
        "section of an office",
        f"茶陵县2018年1—10月财政收支情况简析\n{BODY}茶陵县财政局国库股\n2018年11月6日\n",
        {"issuer": "茶陵县财政局国库股", "area": ("430224", "county")},
    ),
    Case(
        "office with the number of a hotline",
        f"桂东12345热线一周办件情况通报\n(2023年第28周，7月10日—7月16日)\n各乡镇：\n{BODY}"
        "桂东县12345政务服务热线管理中心\n2023年7月18日\n",
        {
            "title": "桂东12345热线一周办件情况通报",
            "issuer": "桂东县12345政务服务热线管理中心",
            "period": ("2023-07-10", "2023-07-16", "interval"),
        },
    ),
    Case(
        "office in two lines, with its seal",
        f"关于2022年三季度全市招商引资情况的通报\n各县：\n{BODY}衡阳市招商引资工作\n领导小组办公室\n(代章)\n2022年10月18日\n",
        {
            "issuer": "衡阳市招商引资工作领导小组办公室",
            "issued": "2022-10-18",
            "area": ("430400", "prefecture"),
        },
    ),
    Case(
        "labels of the office and the day",
        f"2023年上半年招商引资工作总结\n报送单位：沅陵县商务局 报送时间：2023年7月5日\n{BODY}",
        {"title": "2023年上半年招商引资工作总结", "issuer": "沅陵县商务局", "issued": "2023-07-05"},
    ),
    Case(
        "zero as a digit among Chinese ones",
        f"关于2010年1—5月份工业经济运行情况的通报\n各镇：\n{BODY}醴陵市经济局\n二0一0年六月十二日\n",
        {"issuer": "醴陵市经济局", "issued": "2010-06-12"},
    ),
    Case(
        "a number that begins with its series, a day without its year",
        f"韶山市文化旅游局\n2023年国庆假日旅游市场情况\n假日工作简报〔2023〕第8期 10月7日\n"
        f"今年“双节”长假（9月29日至10月6日），全市接待游客38万人次。\n{BODY}",
        {
            "title": "韶山市文化旅游局2023年国庆假日旅游市场情况",
            "document_number": "假日工作简报〔2023〕第8期",
            "issued": "2023-10-07",
            "period": ("2023-09-29", "2023-10-06", "interval"),
        },
    ),
    Case(
        "series with the year of its number",
        f"新田县重点项目督导组\n督导通报(2025年第2期)\n2025年1—4月全县重点项目进度通报\n各镇：\n{BODY}2025年5月8日\n",
        {"title": "2025年1—4月全县重点项目进度通报", "issuer": "新田县重点项目督导组"},
    ),
    Case(
        "weekly report whose caption is its period",
        f"平江县信访局\n信访工作周报\n第28周(7月8日—7月14日)\n2024年第28期\n本周，全县受理46件。\n{BODY}2024年7月15日\n",
        {
            "title": "信访工作周报",
            "document_number": "2024年第28期",
            "period": ("2024-07-08", "2024-07-14", "interval"),
        },
    ),
    Case(
        "holiday without its days",
        f"2024年春节假期全县旅游市场综述\n春节期间，全县接待游客12万人次。\n{BODY}2024年2月18日\n",
        {"period": None, "issued": "2024-02-18"},
    ),
    Case(
        "month before the number of a hotline",
        f"2022年11月12345热线运行分析报告\n11月，全市受理工单8216件。\n{BODY}浏阳市政务服务中心\n2022年12月5日\n",
        {"period": ("2022-11", "2022-11", "interval")},
    ),
    Case(
        "review of five years, province by its short name",
        "三湘大地起新潮\n——从数字看湖南五年之变\n五年，可以改变什么？\n全省进出口总额5624亿元。\n",
        {
            "area": ("430000", "province"),
            "kind": "新闻",
            "period": ("2020-01", "2024-12", "interval"),
        },
        Furniture(published="2025年2月19日", source_name="虚构晚讯"),
    ),
    Case(
        "office and date in brackets below the title",
        f"关于民政工作的发布词\n(市民政局 2022年11月16日)\n各位记者：\n{BODY}",
        {"issued": "2022-11-16"},
    ),
    Case(
        "area by the assembly that was reported to",
        f"政府工作报告(摘要)\n——2017年1月9日在桂东县第十七届人民代表大会第一次会议上\n各位代表：\n{BODY}",
        {"area": ("431027", "county"), "issued": "2017-01-09"},
    ),
    Case(
        "county by its townships",
        "民企唱主角 开平前三季工业投资增三成\n昨日，记者从市经贸局获悉，1-9月，我市完成投资18亿元。\n"
        "水口镇4亿元，苍城镇2亿元，月山镇1亿元。\n",
        {"area": ("440783", "county"), "kind": "新闻"},
    ),
]


SPANS = [
    Case(
        "report to an assembly, by the heading of its review",
        "政府工作报告\n——2019年2月10日在桂东县第十七届人民代表大会第三次会议上\n各位代表：\n现在，我报告工作。\n"
        "一、2018年工作回顾\n签约项目20个。\n二、2019年工作安排\n签约项目30个。\n",
        {"issued": "2019-02-10", "period": ("2018-01", "2018-12", "cumulative"), "kind": "报告"},
    ),
    Case(
        "report to an assembly in January, its day behind the title",
        "政府工作报告(2020年1月6日 某某)\n各位代表：\n一、工作情况\n签约项目20个。\n",
        {"issued": "2020-01-06", "period": ("2019-01", "2019-12", "cumulative")},
    ),
    Case(
        "report to the first assembly of a term",
        "桂东县政府工作报告\n——2017年1月9日在桂东县第十七届人民代表大会第一次会议上\n各位代表：\n"
        "一、过去五年工作回顾\n签约项目20个。\n",
        {"issued": "2017-01-09", "period": ("2012-01", "2016-12", "interval")},
    ),
    Case(
        "report named for the year it was given in, without a day",
        "桂东县2016年政府工作报告(节选)\n“十二五”工作回顾\n五年来，全县经济稳步发展。\n签约项目20个。\n",
        {"period": ("2011-01", "2015-12", "interval")},
    ),
    Case(
        "report whose first part names no period",
        "桂东县2016年政府工作报告摘要\n县长指出，2015年全县签约项目20个。\n",
        {"period": ("2015-01", "2015-12", "cumulative")},
    ),
    Case(
        "report on the years since one",
        "政府工作报告\n——2012年2月10日在桂东县第十五届人民代表大会第一次会议上\n一、2008年以来的工作回顾\n"
        "签约项目20个。\n",
        {"period": ("2008-01", "2011-12", "interval")},
    ),
    Case(
        "review of a plan that is not over",
        "桂东县“十四五”工业发展综述\n2025-10-22\n全县工业持续向好。\n签约项目20个。\n",
        {"period": ("2021-01", "2024-12", "interval")},
    ),
    Case(
        "as of a day",
        "关于重点项目进展情况的通报\n各乡镇：\n据4月18日调度，全县开工项目20个。\n桂东县发展和改革局\n2019年4月20日\n",
        {"period": (None, "2019-04-18", "as_of")},
    ),
    Case(
        "the year of comparison before the year of report",
        "关于重点项目进展情况的通报\n各乡镇：\n与2015年相比，2018年全县开工项目增加20个。\n桂东县发展和改革局\n"
        "2019年4月20日\n",
        {"period": ("2018-01", "2018-12", "cumulative")},
    ),
    Case(
        "no year but that of the comparison",
        f"关于一季度工业经济的通报\n各乡镇：\n增速比2018年全年提高0.3个百分点。\n{BODY}",
        {"period": ("2019-01", "2019-03", "cumulative")},
    ),
    Case(
        "a month with the months up to it",
        "关于工业生产情况的通报\n各乡镇：\n现将7月份工业生产情况通报如下：\n1—7月，全县产值20亿元。\n桂东县统计局\n"
        "2019年8月12日\n",
        {"period": ("2019-01", "2019-07", "cumulative")},
    ),
    Case(
        "the first months, named further down",
        "桂东县招商引资工作稳步推进\n县委高度重视。各单位推进有力。前三季度，全县签约项目20个。\n桂东县商务局\n"
        "2019年10月12日\n",
        {"period": ("2019-01", "2019-09", "cumulative"), "area": ("431027", "county")},
    ),
    Case(
        "city by its short name in the first sentences",
        "招商引资走访纪实\n今年以来，招商引资成效明显。一季度台州共签约项目20个，全市上下一心。\n2019年4月12日\n",
        {"period": ("2019-01", "2019-03", "cumulative"), "area": ("331000", "prefecture")},
    ),
    Case(
        "by-line of a reporter",
        "小城里的大产业\n记者 某某某 通讯员 报道\n7月，桂东县签约项目20个，全县上下一心。\n",
        {"kind": "新闻"},
        Furniture(published="2019-08-12"),
    ),
]


@pytest.mark.parametrize(
    "case",
    [*PAGES, *RED_HEADS, *REPORTS, *PRESS, *NEWS, *FORMS, *SIGNATURES, *SPANS],
    ids=lambda case: case.name,
)
def test_reads_heads_and_tails(case: Case) -> None:
    found = plain(meta_of(case.text, case.furniture))
    assert {field: found[field] for field in case.expected} == case.expected


@pytest.mark.parametrize(
    ("tail", "titles"),
    [
        ("附件：1．各镇完成情况表\n2．部门完成情况表\n某县商务局", ["各镇完成情况表", "部门完成情况表"]),
        (
            "附件:1.2022年1-8月排名表 2.2022年投诉\n办理明细表\n\n某县商务局",
            ["2022年1-8月排名表", "2022年投诉办理明细表"],
        ),
        ("附件1：签约项目表\n附件2：开工项目表\n", ["签约项目表", "开工项目表"]),
        ("附件：全市招商引资情况一览表\n2021年3月4日", ["全市招商引资情况一览表"]),
        ("有关数据（附件1、附件2）另发。\n", []),
    ],
)
def test_lists_attachments(tail: str, titles: list[str]) -> None:
    assert meta_of(f"关于一季度招商情况的通报\n{BODY}{tail}").attachments == titles


@pytest.mark.parametrize(
    ("sentence", "redacted"),
    [
        ("**镇签约3个", True),
        ("落户北**乡", True),
        ("××光电公司投产", True),
        ("xx年完成投资", True),
        ("面积为3×4米", False),
        ("二○○八年完成", False),
    ],
)
def test_sees_masked_names(sentence: str, redacted: bool) -> None:
    assert meta_of(f"关于一季度招商情况的通报\n一、情况\n{sentence}。\n").redacted is redacted


def test_a_number_that_the_text_cites_is_not_its_own() -> None:
    text = "关于一季度招商情况的通报\n各镇：\n根据某政办〔2020〕8号文件，现将情况通报如下：\n某政办〔2020〕9号另行规定。\n"
    assert meta_of(text).document_number is None


@pytest.mark.parametrize(
    "text", ["", "\n\n", "。", "（", "2021年", "附件：", "关于", "——", "*" * 500, "各" * 500]
)
def test_says_nothing_where_there_is_nothing_to_read(text: str) -> None:
    meta = meta_of(text)
    assert (meta.area, meta.document_number, meta.issuer, meta.attachments) == (None, None, None, [])


def test_text_says_itself_that_it_is_cut() -> None:
    text = f"全县项目建设情况汇报\n{BODY}……(未完,全文共2811字,当前仅显示1203字)"
    assert meta_of(text).truncated == Truncation(shown=1203, total=2811)
