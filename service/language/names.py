"""Names: the report's own noun phrase without the bare verbs before it, and with its head."""

from dataclasses import replace

from service.language.claim import Claim
from service.language.measure import Measure
from service.language.subjects import Subject, tidy
from service.language.words import pattern_of, starting, words_of
from vectorstore import late

_EMPTY = late.pattern(
    r"^(?:\d{1,2}[.．、](?=[\u4e00-\u9fff])|抓牢抓实|抓紧抓实|抓细抓牢|抓好抓实|抓实抓好|突出抓好|重点抓好|全力抓好|切实抓好|抓好|抓实|抓住|"
    r"(?:重点|全力|着力|加快|大力|积极)(?=打造|推动|推进|实施|建设|发展|支持|抓|做|开展|引进|培育|完成|解决|落实|启动)|"
    r"推动|推进|加快|围绕|聚焦|因地制宜|妥善|高质量(?!发展)|高标准(?!农田)|扎实|深入|大力|着力|切实|顺利|圆满|成功(?!率)|"
    r"组织(?=实施|开展|召开|举办|引进|参加|选派|培训|各|完成)|统筹(?=推进|实施|布局|安排|整合|完成)|"
    r"全面(?=落实|推进|实施|完成|启动|建成|加强)|落实|实施(?!率|方案)|继续|持续(?!发展)|进一步|"
    r"至少|最少|依法|再(?=[引新建开培签打创完改])|累计|力争|确保|预计|同时|已|就(?![业医学近地餐读])|便(?![民利捷于])|了|着|也|又|将(?!军)|对(?![外口标接俄华台蒙])|在(?![建校册编线岗营园职]|.(?:设立|投资|世界|高校|企业|央企))|把|让|使|与(?!会))"
)
_RATE_OF = late.pattern(
    r"(?:年度|季度|一季度|按期|如期|平均|综合|群众|总体|均)?(?P<rate>[^率度]{2,3}[率度])"
)
_MOVED = late.pattern(
    r"(?:居民|群众|住户|家庭)?(?:喜迁|迁入|搬进|搬入|住进|住上|入住)(?:了)?(?:新居|新房|新家|楼房)$"
)
_TOPIC = late.pattern(
    r"(?P<topic>[^，,。；;“”、]{2,16}?(?:产业|行业|[工商农林牧渔矿造游贸流药务]业|经济|集群|园区|旅游|工程|建设|项目))(?![、和及与园区])"
)
_NEXT = late.pattern(r"\s*(?:、|和|及|与|以及)")
_HAN = late.pattern(r"[\u4e00-\u9fff“《]")
_LED = late.pattern(
    r"(?:[\u4e00-\u9fff]{1,2}性(?=修复|保护|拆除|整治|治理)|至少|最少|再|又|还|有效|依法|集中|成功|陆续|积极|全面|稳步|分别|市区|城区|县城|农村|主城区?|中心城区|[\u4e00-\u9fff]{1,3}新区|全[市省县区州])+"
)
_NO_OBJECTS = (
    "率",
    "比重",
    "占比",
    "投资",
    "收入",
    "产值",
    "税收",
    "利税",
    "利润",
    "贷款",
    "余额",
    "时间",
    "浓度",
)
_SHORTEST = 2
_DEEDS = (
    "取消|下放|调整|保留|合并|承接|废止|修订|修改|清理|精简|暂停|委托|新建|改建|扩建|改扩建|续建|改造|"
    "维修|竣工|开工|新增|引进|培育|签约|建成"
)
_COUNTS = frozenset("个家户所项座处名条")
_LEVELED = late.pattern(r"(?:国家|自治区|[省市县区镇乡村])(?:级|、|市|“|农)")
_THING = late.pattern(r"违[法章规]建设$")
_DEED = late.pattern(_DEEDS)
_DONE_LAST = late.pattern(r"(?P<what>.{3,}?)(?:取消|下放|调整|保留|合并|承接|废止|修订|委托)")
_DONE = late.pattern(rf"(?:{_DEEDS})(?P<what>.{{2,}})")
_TRADES = frozenset({"一产", "二产", "三产", "第一产业", "第二产业", "第三产业"})
_OF_TRADE = late.pattern(
    r"(?P<head>.*?)(?:第[一二三]产业|(?<!第)[一二三]产)(?P<tail>(?:固定资产|完成|项目)*投资|税收|用电量|用电|贷款|外资|从业人员|就业人员|利润|)"
)
_WHOLES = frozenset({"地区生产总值", "人均地区生产总值", "三次产业结构"})


_REACHING = late.pattern(r"惠及|受益|受惠|覆盖|服务|撬动|带动|拉动|涉及")
_DEALT = late.pattern(r"^(?:发放|拨付|兑现|落实|投入|安排)|(?:资金|金额)$")


def cleaned(name: str) -> str:
    """A name without the bare verbs and particles before it: 抓好41个…项目, 抓好生活配套区项目."""
    while True:
        rest = _EMPTY.sub("", name, count=1).lstrip("、，, 的")
        if rest == name or len(rest) < _SHORTEST:
            return name
        name = rest


def rehoused(said: tuple[Subject, ...], subject: Subject) -> Subject:
    """推进棚户区改造,1730户居民喜迁新居: those who moved are counted by the renewal."""
    before = said[-1].indicator if said else None
    if before and before.name == "棚户区改造" and _MOVED.search(subject.text):
        return replace(said[-1], scope=None)
    return subject


_OF_WORKS = late.pattern(r"(?:开复?工|竣工|投产|落地|建成|复工)率$")


def is_bare_rate(name: str) -> bool:
    """Whether a name is a rate without what it is a rate of: 满意率, 群众满意度."""
    found = _RATE_OF.fullmatch(name)
    return found is not None and found["rate"] in words_of("bare_rate")


def _without_rate(name: str) -> str:
    return next((name.removesuffix(r) for r in words_of("bare_rate") if name.endswith(r)), name)


def headed(said: tuple[Subject, ...], others: tuple[Subject, ...], subject: Subject) -> Subject:
    """办复率达100%,满意率达99.7%: a bare rate is said of what was spoken of before; `others` were
    counted last, and only works are opened or finished."""
    if subject.indicator or not is_bare_rate(subject.text):
        return subject
    said = said or (others[-1:] if _OF_WORKS.match(subject.text) else ())
    if not said:
        return subject
    head = (
        cleaned(tidy(_without_rate(said[-1].text)))
        .removesuffix("总额")
        .removesuffix(subject.text[:2])
    )
    if len(head) < _SHORTEST or subject.text in head or head.endswith(("率", "度")):
        return subject
    return subject.renamed(f"{head}{subject.text}")


def beside(last: Claim | None, subject: Subject, figure: Measure) -> Subject:
    """对外承包工程8项,合同金额2亿美元; 产值18亿元,利润2亿元: a bare amount is that of the thing counted
    right before."""
    bare = subject.text.removeprefix("新增").removeprefix("实现") in words_of("bare_amount")
    if last is None or subject.indicator or not bare or last.role not in ("value", "growth"):
        return subject
    said = cleaned(last.subject.text)
    head = _without_amount(said)
    counted = last.value and not last.subject.indicator and figure.plain_unit != "%"
    if last.subject.scope or (head == said and not counted):
        return subject
    head = head[len(deeds(head)) :] or head
    if len(head) < _SHORTEST or head in words_of("bare_name") or not _HAN.match(head):
        return subject
    return last.subject.renamed(f"{head}{subject.text}")


def _without_amount(name: str) -> str:
    """医药产业产值 → 医药产业: what an amount is of."""
    for amount in words_of("bare_amount"):
        if name.endswith(amount):
            return _without_amount(name.removesuffix(amount))
    return name


def benefited(said: tuple[Subject, ...], subject: Subject) -> Subject:
    """发放临时价格补贴7200万元,惠及群众68.7万人次: whom a work reaches is said of that work."""
    if not said or subject.indicator or not starting("benefit").match(subject.text):
        return subject
    work = cleaned(_DEALT.sub("", said[-1].text))
    return subject if work in subject.text else subject.renamed(f"{work}{subject.text}")


def reaching(subject: Subject, words: str) -> Subject:
    """建设供水工程6个,惠及7.6万人: whom it reaches is not how many works there are."""
    found = _REACHING.search(words)
    if found is None or found.group() in subject.text:
        return subject
    return subject.renamed(f"{subject.text}{found.group()}")


def topical(topic: str, subject: Subject) -> Subject:
    """医药健康产业发展势头强劲,实现产值19.73亿元: a bare yield is that of the clause's topic."""
    found = None if subject.indicator else _TOPIC.match(topic.strip())
    if found is None or cleaned(subject.text) not in words_of("bare_amount"):
        return subject
    if len(cleaned(found["topic"])) <= _SHORTEST:
        return subject
    return subject.renamed(f"{cleaned(found['topic'])}{cleaned(subject.text)}")


def on_topic(topic: str, subject: Subject) -> Subject:
    """非公有制经济快速发展,占生产总值的61.1%: a share without its own subject is that of the topic."""
    found = _TOPIC.match(topic.strip())
    return subject.renamed(cleaned(found["topic"])) if found else subject


def redone(subject: Subject, words: str) -> Subject:
    """取消行政审批事项35项,调整107项; 许可事项取消30项、下放78项: another thing is done to what was said before."""
    deed = words.strip("、，, ")
    last = None if subject.indicator else _DONE_LAST.fullmatch(subject.text)
    if last and _DEED.fullmatch(deed):
        return subject.renamed(f"{last['what']}{deed}")
    done = None if subject.indicator else _DONE.fullmatch(subject.text)
    if done is None or not _DEED.fullmatch(deed) or done["what"].endswith(deed):
        return subject
    return subject.renamed(f"{deed}{done['what']}")


def dealt(said: Subject | None, subject: Subject, words: str) -> Subject:
    """新增城市绿地2620公顷、公园22座; 改造新建学校30所、幼儿园20所: the deeds at the head of a list are
    done to all that is listed; what names a deed of its own (危房改造) takes none but its beginning."""
    listed = said is not None and _NEXT.match(words) is not None
    if said is None or not listed or subject.indicator or not _HAN.match(subject.text):
        return subject
    deed = _deed_at_head(said)
    own = starting("deed").match(subject.text) is not None
    if deed and starting("begun").match(deed) is None:
        own = own or (subject.text.endswith(words_of("deed")) and not _THING.search(subject.text))
    if deed is None or own or subject.text[:2] not in words:
        return subject
    if subject.text.endswith(("率", "就业") if deed in ("新增", "净增") else _NO_OBJECTS):
        return subject
    return replace(subject.renamed(f"{deed}{subject.text}"), scope=subject.scope)


def goes_on(text: str, last: Claim | None, subject: Subject, figure: Measure, words: str) -> bool:
    """新增工业企业28家,省级专精特新企业23家: a clause that counts more of a level, with no verb of its own,
    lists on behind a comma."""
    if last is None or last.value is None or last.value.end != figure.start - len(words) - 1:
        return False
    alike = last.value.unit == figure.unit and figure.plain_unit in _COUNTS and not figure.qualifier
    bare = words.strip() == subject.text and not pattern_of("deed", "begun").search(words)
    return alike and bare and _LEVELED.match(words) is not None and text[last.value.end] in "，,"


def _deed_at_head(said: Subject) -> str | None:
    """The deeds that a subject begins with, behind how or where they are done: 市区新增停车泊位."""
    led = _LED.match(said.text)
    at = led.end() if led else 0
    done = deeds(said.text[at:])
    if not done or starting("not_a_deed").match(said.text, at + len(done)):
        return None
    return done


def of_trade(said: tuple[Subject, ...], subject: Subject, words: str) -> Subject:
    """第一产业投资增长5%,第二产业增长8%: a trade alone is its value added, but not behind this."""
    if subject.text not in _TRADES:
        return subject
    for before in reversed(said):
        found = _OF_TRADE.fullmatch(before.text)
        if found and before.text in _TRADES:
            return subject
        if found and not before.indicator:
            return subject.renamed(f"{found['head']}{subject.text}{found['tail']}")
    whole = said[-1] if said and "其中" in words else None
    if whole is None or whole.name in _WHOLES or whole.name.endswith("产业增加值"):
        return subject
    return subject.renamed(f"{whole.text}{subject.text}")


def deeds(phrase: str) -> str:
    """The deeds a phrase begins with: 新建续建净月生态文化园."""
    found = starting("deed").match(phrase)
    return found.group() + deeds(phrase[found.end() :]) if found else ""


def unled(subject: Subject) -> Subject:
    """带动汽车销量增长6.7%: what drove a change is no part of what changed."""
    return subject.renamed(subject.text[2:]) if subject.text.startswith("带动") else subject


def staged(subject: Subject, stage: str) -> Subject:
    """新开工污水处理项目61个、完工31个: what was done next was done to the same thing."""
    deed = starting("deed").match(subject.text)
    return subject.renamed(f"{subject.text[deed.end() if deed else 0 :]}{stage}")
