"""The words of questions: what makes a task, a kind, a measure. Data, and where it is read."""

import re

from service.language.asked_units import units
from service.language.words import pattern_of
from service.understand.model import AskedKind, Measure, Task
from vectorstore import late

LACK = pattern_of("lack").pattern
TASKS: tuple[tuple[Task, re.Pattern[str]], ...] = (
    ("other", late.pattern(r"天气(?!率)|写(?:一?首)?诗|股票|彩票|预测一下|翻译成|笑话|你是谁|算命|菜谱")),
    ("explain", late.pattern(r"(?:工程|行动|计划|模式|战略|机制|体系)(?:是|指)什么|(?:什么是|何谓|解释一?下?|名词解释)|(?:是?什么意思|指的?是?什么|是指什么|什么含义|啥意思|(?:都|各)?(?:是指|指的是|分别指)(?:什么|哪)|具体指(?!标)|怎么解释)")),
    ("count", late.pattern(r"(?:有?多少|(?<![这那])几)(?:个|份|家)?(?:地区|地方|区县|报告)")),
    ("compare", late.pattern(r"相比|对比|比较|[高低快慢多少大小](?:还是|还|或是?).{1,10}[高低快慢多少大小]|比.{1,12}(?:高|低|多|少|快|慢|大|小)|(?:高|低|多|少|差|相差|快|慢)(?:了|出)?(?:多少|几)|差距|差多少|谁[高低多少快慢大小更]")),
    ("rank", late.pattern(r"排名|排序|排[个一](?:下|个)?[名序队位]?|排第|(?:谁|哪里|哪儿|哪个|哪地|哪一?[个家地]).{0,14}(?:最|更|高|低|快|慢|多|少|大|小)|最(?:高|低|快|慢|多|少|大|小)的?(?:是|地区|地方)?|第一名|从[高低大小]到[高低大小]")),
    ("problems", late.pattern(rf"(?:{LACK})(?:有哪些|是什么|有什么|在哪)|(?:存在|面临|哪些|什么|自己承认)的?.{{0,6}}(?:{LACK})")),
    ("list", late.pattern(r"各地|各个?地区|各区|各县|各市|所有地区|每个地区|[三四五几]个?(?:地区|地方|地|份报告)|都(?!做|干|搞|抓|采取)|分别|哪些地区|哪些地方|哪几个|列出|汇总")),
    ("planned", late.pattern(r"(?<![主重需必纲])要(?:做|干|搞|办|抓)(?:些|点)?(?:什么|哪些)|(?:计划|打算|准备|将要?|安排|部署).{0,12}(?:怎么|怎样|如何|哪些|什么|做)|(?:怎么|怎样|如何).{0,10}(?:计划|打算|安排)|(?:什么|哪些|啥).{0,2}(?:安排|打算|计划|部署)|下一步|重点任务|工作安排")),
    ("done", late.pattern(r"(?:[\u4e00-\u9fff](?<![定])了|采取|推出|有)(?:哪些|什么)|怎么|怎样|如何|(?:哪些|什么)(?:措施|举措|成效|成绩|工作|进展|做法|亮点)|(?:措施|举措|成效|进展|做法|亮点)(?:有哪些|是什么|如何)?|情况(?:怎么样|如何)?$")),
)  # fmt: skip
# What is wanted of the years to come: 要到多少, 想收多少, 定多少; 主要 and 需要 want nothing.
WANTED = late.pattern(
    r"(?<![主重需必纲摘概简首只就不])(?<!为什么)要(?![求素点件领不闻么紧是]|知道|查|问|看|了解|写|你|$)|得(?:控制|达到|保|完成)|控制在(?:多少|几)|(?<![思理设猜感不])想(?!知道|了解|问|查|看|象|法|请|要知道)"
    r"|(?<![一肯决规稳固特指鉴待假否协约法测评审确])定(?:了|的|在|成|为|到|得)*(?:多少|几(?!点)|啥|什么|\d|多[高低大])"
)
EXPECTED = late.pattern(r"(?<!不及)(?<!于)(?<!超)(?<!低)(?<!未达)预期(?!寿命)")
TARGET = late.pattern(rf"{pattern_of('target_asked').pattern}|{WANTED.pattern}|{EXPECTED.pattern}")
# What is wanted, said by its verb: it names nothing to search for.
AIM = late.pattern(
    r"(?:打算|计划|准备|预计|力争|想要?|要|得|会)(?:让|把|再)?(?:达到?|做到|搞到|干到|涨到|增到|升到|提高?到|降到|控制[到在]|稳定?在|稳住|保持在?|突破|收到?|涨|增长|增|完成|实现|到|定[在为到]?|搞|干|有)"
    r"(?=多少|几|啥|什么|[ ？?]|$)|(?:要|想|得)[保招拿卖产建修造种引签](?=多少|几)|定(?:了|的|在|成|为|到|得)*(?=多少|几|啥|什么|[ ？?]|$)"
)
# A change taken for granted of which the reason is asked: 怎么少了.
WHY_MOVED = late.pattern(
    r"怎么(?:会|又|还|反而|倒|就)?(?:变)?(?:少|多|降|跌|下降|下滑|低|慢|高|快|掉|涨|差)(?:了|得|这么|那么)+(?:多|快|厉害|猛|低|高|少)?"
)
BOUND = late.pattern(r"(?:控制在)?(?:多少|几)(?:以内|以下|以上|左右)")
# 分别打算怎么干 asks for plans, though it lists them.
HOW_PLANNED = late.pattern(r"分别(?:打算|计划|准备|将|要)(?:怎么|怎样|如何|做什么|干什么)")
ASKING = (
    "sum_asked",
    "same_asked",
    "why_asked",
    "series_asked",
    "which_year_asked",
    "set_so",
    "when_asked",
)
EVERY_YEAR = late.pattern(r"(?<!平均)每年(?!平均)")
# What is applied for is no aim: 向上争取资金多少.
APPLIED = late.pattern(r"向上争取|争取(?=到|了|上级|中央|省级|国家|资金|专项|项目|债券|政策)")
KINDS: tuple[tuple[AskedKind, re.Pattern[str]], ...] = (
    ("average", late.pattern(r"年均|平均每年|年平均")),
    ("target", TARGET),
    ("cumulative", late.pattern(r"累计|总共|一共|合计|总计|共计")),
    (
        "result",
        late.pattern(
            r"完成|实现|达到了?|[\u4e00-\u9fff](?<![定涨增长降差])了(?:多少|几|哪些|什么)|(?:做|干|搞|办|采取|推出|出台)了|实际|结果|做到|实绩"
        ),
    ),
)
GROWTH = late.pattern(r"增长|增速|增幅|涨幅|涨|增加了?百分|下降|降幅|降了|同比|变化率")
# An indicator (left out of the question by now) and its growth: GDP和增速.
BEFORE_WHY = 2  # who asks what a word means, or what is not ours, asks for no reason
BOTH = late.pattern(r" (?:和|及|与|、|以及)(?:其|它的|同比)*(?:增速|增幅|涨幅|增长)")
FASTER = late.pattern(r"快|慢")
AMOUNT = late.pattern(
    r"^[ 的是有到]*多少[?？。 ]*$|多少(?:亿|万|元|钱)|总量|数额|金额|规模|绝对(?:值|数)|是多少(?:亿|万|元)?|多少个|(?<!哪)几个(?!百?分?点)|多少人|多少户|总额|有多大|多大|几亿"
)
OF_ONE = late.pattern(r"(?:增速|增幅|涨幅|增长率)(?=、)(?!.*(?:增速|增幅|涨幅|增长))")
SUM = late.pattern(
    r"多少(?:亿|万|元|钱)|总量|数额|金额|规模|绝对(?:值|数)|多少个|(?<!哪)几个(?!百?分?点)|多少人|多少户|总额|几亿"
)
FIGURE = late.pattern(
    r"多少|(?<!哪)几(?!点|乎|何)|数据|数字|指标|增速|增幅|涨幅|占比|比重|比例|率|总额|总量|规模|目标|排名|谁[高低]|多高|多大|高不高"
)
UNIT = late.pattern(rf"(?:多少|(?<!哪)几)(?:万|亿)*((?:{units()}|钱)(?!百?分?点|[万亿]))")
LOWEST = late.pattern(r"最(?:低|少|小|慢)|垫底|倒数|从[低小]到")
# What sort of thing it is that was just asked about: 谁拿了奖牌，什么项目.
SORT = r"(?:是|都是|属于)?(?:什么|哪一?个)项目[?？]?"
NOISE = late.pattern(
    rf"^{SORT}$|([超达完])[没不]\1(?:额|过|到|成)?|[这那]一?块(?:儿|工作)?|排[个一](?:下|个)?[名序队位]?|有?(?:什么|哪些|啥)(?:具体|新)?的?(?:安排|部署)|一年来|年来|进展(?:怎么样|如何|情况)|(?:具体|到底|究竟|确切)(?=[是有多])|(?:怎么|如何)?[做干搞办忙抓弄推](?:的|好)?$|怎么[做干搞办抓弄]|几个百分点|几[户家个人名件项座条所处台套头只亩]|(?<=[ 的比较])实际(?!利用|使用|到位|到账|吸收|引进)|^实际(?!利用|使用|到位|到账|吸收|引进)|[做干搞办忙抓弄]了?(?:过|些)*(?:什么|哪些|啥|几件)(?:事|工作)?|请问|也?(?:是不是|是否|是)第[一二三](?:名|位)?|给自己|(?:增速|数额)?也要|说说|方面|(?:[里中])?说的|[升降涨跌]了|还是|做法|有些|自己(?:承认|指出|说|认)(?:了|的)?|年[底末]|采取(?:了|的)?|办法|提没提(?:到|过)?|有没有|是不是|有无|是否|(?:提到|提及|说到|讲到|谈到|写到|涉及)(?:过|了)?|咋样|咋|啥|好不好|哪几[项件方]面?|帮我|帮忙|查一?下|告诉我|我?想(?:知道|了解)|看看|一下|政府工作报告|工作报告|报告(?:里面?|中)?|里面|提到|"
    r"从多少(?:增[加长]|提[高升]|上升|下降|降低|减少|压[缩减])?到了?多少|(?:是|有|为|达到?)?多少(?:[美欧]元|[万亿]?元|[万亿]|人次|人(?!口|均)|个|家(?!庭)|户|天|%|百分点|[立平]方米|公里|吨|列|套|座|处|件|项(?!目)|所|名|辆|亩|公顷)?|百分之几|是什么|有什么|什么|有?哪些|"
    r"如何|怎么样|怎么|怎样|有?多大|多久|各?是?(?:多少)?各是|几倍|几个百分点|几个|的?比重|情况|各地区?|各个?地区|各[区县市省]|所有地区|每个地区|"
    r"哪几个(?:地方|地区)?|哪个地区|哪个|哪里|分别|想要?(?:做到|达到|完成|实现)|(?<![需主重])要(?:做到|达到|完成|实现)|完成了?|实现了?|达到了?|增长了?|增速|增幅|下降了?|目标|计划|预期(?!寿命)|累计|年均|打算|准备(?!金)|"
    r"预计|力争|同比|环比|总共|一共|意思|全[市区县省旗]|我[市区县省旗]|年(?!度|均|产|末)|[吗呢吧啊了的]|谁|都"
)
LEADING = "那搞弄抓到在对从是与和及跟把被将更比还又"
TRAILING = "各都到在对从是有做为与和及跟把被将里中占高低多少快慢更比还又"
PUNCTUATION = late.pattern(r"[\s，。？！、；：,.?!;:“”\"'《》()（）【】]+")

EXPLAINED = late.pattern(
    r"(?:具体|分别|到底|究竟|(?<![一二三四五六七八九十])都|各)*(?:是指|指的是|指的|指|是|叫)?(?:什么意思|什么含义|什么|哪几?[个项]|啥|怎么解释)(?:工程|行动)?|解释一?下?|什么是|何谓"
)
POINTED = late.pattern(
    r"报告(?:里面?|中)?的?|(?:报告)?(?:里面?|中)?(?:[说提讲写]到?过?的?|所谓的?)|[这那]个|解释一?下?|什么是|何谓|^的|请问"
)
QUOTED_TERM = late.pattern(r"[“\"]([^”\"]{2,16})[”\"]")


def task_of(question: str) -> Task:
    """The first task whose words the question uses; a plain look-up if none."""
    for task, pattern in TASKS[:BEFORE_WHY]:
        if pattern.search(question):
            return task
    if pattern_of("why_asked").search(question) or WHY_MOVED.search(question):
        return "why"
    if pattern_of("series_asked").search(question) or EVERY_YEAR.search(question):
        return "trend"
    if HOW_PLANNED.search(question):
        return "planned"
    for task, pattern in TASKS[BEFORE_WHY:]:
        if pattern.search(question):
            return task
    return "lookup"


def kind_of(question: str) -> AskedKind | None:
    """Result, target, sum or average, if the question says so."""
    question = APPLIED.sub(" ", question)
    for kind, pattern in KINDS:
        if pattern.search(question):
            return kind
    return None


def measures_of(
    question: str, *, faster: bool = False, planned: bool = False
) -> tuple[Measure, ...]:
    """Whether the amount, the growth or both are asked for; nothing if it is left open.

    With `faster` 快 and 慢 speak of growth: whose GDP is faster, not whose counter is. A plan
    (`planned`) is as often a growth as an amount: 目标是多少 leaves that open, 多少亿 does not.
    """
    found: list[Measure] = []
    if of_one := OF_ONE.search(question):  # GDP增速、财政收入、固投分别怎么样: of the first alone
        question = question[: of_one.start()] + question[of_one.end() :]
        planned = planned or not GROWTH.search(question)
    growth = bool(GROWTH.search(question)) or (faster and bool(FASTER.search(question)))
    amount = bool((SUM if planned else AMOUNT).search(question))
    only_growth = re.search(
        r"(?:增长|增速|增幅|涨幅|下降|降幅)[^，。？,?]{0,6}(?:是|为|有)?多少(?!亿|万)", question
    )
    if amount and not (
        growth and only_growth and not re.search(r"亿|万|元|总量|数额|金额", question)
    ):
        found.append("amount")
    if growth:
        both = not amount and BOTH.search(question)
        found.extend(("amount", "growth") if both else ("growth",))
    return tuple(found)


def unit_of(question: str) -> str:
    """The unit of 多少人, 几个, 多少钱 (元); nothing where none is said."""
    found = UNIT.search(question)
    return found.group(1).replace("钱", "元") if found else ""


def topic_of(rest: str) -> str:
    """What is left of a question without its asking words."""
    rest = pattern_of(*ASKING).sub(" ", rest)
    rest = EVERY_YEAR.sub(" ", AIM.sub(" ", WHY_MOVED.sub(" ", BOUND.sub(" ", rest))))
    words = PUNCTUATION.sub(" ", NOISE.sub(" ", rest)).split()
    bare = (word.lstrip(LEADING).rstrip(TRAILING) for word in words)
    return " ".join(word for word in bare if word)


def term_of(rest: str) -> str:
    """The term that a question wants explained: 说的三区一都是指什么 → 三区一都."""
    asked = EXPLAINED.search(rest)
    quoted = QUOTED_TERM.search(rest)
    if quoted is not None:
        return PUNCTUATION.sub("", rest[quoted.start() : asked.start() if asked else None])
    if asked is None:
        return ""
    before = POINTED.split(rest[: asked.start()].strip())[-1].removesuffix("是")
    return PUNCTUATION.sub("", before) or PUNCTUATION.sub("", rest[asked.end() :].strip("？?的"))
