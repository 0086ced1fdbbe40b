"""Questions about a report as a whole, a person, or whether something is mentioned at all."""

import re

from service.language.words import pattern_of
from service.understand.model import Task, TitleLine, Understood
from service.understand.pairs import ACHIEVED, FULFILLED, GOAL
from vectorstore import late

# The line under a report's title: who gave it, when, at which session.
WHO = late.pattern(r"谁|哪一?位|哪个人|叫什么|姓什么|名字|姓名|报告人")
WHEN = re.compile(rf"{pattern_of('when_asked').pattern}|日期")
WHERE = late.pattern(
    r"(?:哪|什么|几)(?:一?次|个|届)?(?:会议?上?|大会|人代会|人大|两会)|[哪几]届|第?几次会议?|在哪(?:儿|里)?(?=[作做讲])"
)
OFFICE = late.pattern(
    r"[省市区县州旗盟镇乡]长(?![江春沙治城乐海征远期效处])|主席|书记|领导|一把手|报告人|[作做讲念]的?(?:政府工作)?报告"
)
GIVEN = late.pattern(r"报告.{0,8}[作做讲念]的?|[作做讲念]的?.{0,14}报告|人民?代?表?大会?|人代会")
WHO_OR_WHEN = late.pattern(
    rf"(?:又|都|那|[作讲做])?(?:是|在)?(?:{WHO.pattern}|{WHEN.pattern}|{WHERE.pattern})(?:呢|的|上|[作讲做开]的?)*"
)
MENTION = late.pattern(
    r"(?:有没有|是否|有无|是不是)(?:专门|明确|具体)?(?:提到|提及|说到|讲到|谈到|写到|写|涉及|出现|提)"
    r"|提没提|(?:提到|提及|说到|讲到|谈到|写到|涉及|提)(?:过|了)?.{1,20}(?:吗|没有|没|么)[?？]?$"
)
WHO_MENTIONS = late.pattern(
    r"(?:哪[些个几一]|谁|哪里|哪儿|几个).{0,10}(?:(?:提到|提及|说到|讲到|谈到|写到|涉及)(?:过|了)?|[提写](?:过|了))(?!.*(?:多少|几))"
    r"|(?:几|多少)(?:份|个(?:地区|地方|报告)|家).{0,6}(?:提到|提及|说到|讲到|谈到|写到|涉及|提)(?:过|了)?"
)
HEADLINE = late.pattern(
    r"(?:主要|预期|核心|重点|关键|总体|发展|经济|工作)(?:的|预期|经济|社会|发展|增长|工作)*(?:目标|指标|数据)"
    r"|各项(?:目标|指标|数据)|定了?(?:哪些|什么|几个)(?:数|目标|指标)|目标(?:是什么|有哪些|有啥|是啥|都有|定了哪|定的?是)|(?:有哪些|定了什么|定了哪些|定了啥)目标"
    r"|(?:经济|家底|总体|整体)(?:社会)?(?:发展|运行|增长)?(?:的)?(?:形势|状况|情况|成绩单|表现|搞)?得?(?:怎么样|怎样|咋样|如何|好不好|好吗|行不行)"
)
HOW_MUCH, TARGETS = late.pattern(r"怎么样|怎样|如何|情况"), late.pattern(r"目标|任务|计划")
AIMS = late.pattern(r"(?:目标|指标)[是呢吗有都啥什么哪些列出一下吧说\s?？。]*$")
VERBS = late.pattern(r"(?:要|将|会|能|还|再|得|没|过|做|搞|抓|办|干|推进|重点|主要|拟)+")
AHEAD = late.pattern(r"今年|明年|下一步|接下来|计划|打算|准备|安排|部署|要|将|目标|任务|未来|今后")
DOING = late.pattern(
    r"工作|任务|[做干搞办忙抓推](?:了|过|些|哪|什么|啥|几)|干啥|干什么|做什么|做啥|成绩|成效|成就|亮点|进展|打算|安排|举措|措施|重点|大事"
)
WHOLE = late.pattern(
    r"成果|说法|存(?!款|量|栏)|以及|[和与及]|重点工作|主要工作|工作任务|重点任务|工作安排|工作重点|主要任务|成绩单?|成效|成就|亮点|进展|问题|困难|短板|不足|挑战|"
    r"工作|任务|打算|安排|举措|措施|重点|主要|自己|存在|面临|承认|经济社会发展|经济发展|发展|事情|大事|事|干|下一步|短处|方面|明年|"
    r"接下来|列出|总结|概括|做|搞|抓|办|忙|推进|总体|整体|全面|经济|指标|核心|关键|数据|社会|运行|形势|状况|情况|得|要|将|"
    r"定了?|数$|哪几|各项|几件|几项|项|件|去年|今年|政府|准备|部署|都|些|没|过|表现|说|讲|内容|写"
)


def leftover(subject: str) -> str:
    """What a subject names beside words that stand for the report as a whole."""
    return re.sub(r"\W", "", WHOLE.sub("", subject))


def refined(question: str, read: Understood, *, alone: bool) -> Understood:
    """The reading, with a task of its own where the question names no indicator.

    A person, a mention and the main figures are asked for in set phrases; what is left of a
    question about the whole report is nothing but such words as 工作 and 干. `alone`: nothing was
    asked before it.
    """
    read = read.model_copy(update={"subject": _named(read.subject), "topic": _named(read.topic)})
    titled = titled_of(question)
    if titled:
        asked = {"task": "person", "titled": titled, "indicators": (), "relation": None}
        return read.model_copy(update=asked)
    if alone and (met := _met_as_a_whole(question, read)):
        return met
    if (MENTION.search(question) or WHO_MENTIONS.search(question)) and not read.indicators:
        return read.model_copy(update={"task": "mention"})
    told = read.indicators or read.measures or len(leftover(read.subject)) >= 2
    if told or read.task == "why":
        return read
    if HEADLINE.search(question) or (alone and AIMS.search(question)):
        return read.model_copy(update={"task": "headline"})
    if read.task not in ("lookup", "list", "done", "planned") or not DOING.search(question):
        return read
    return read.model_copy(update={"task": _direction(question, read)})


def titled_of(question: str) -> tuple[TitleLine, ...]:
    """What the line under the title is asked for: 县长是谁, 在哪次会议上做的报告."""
    given = GIVEN.search(question)
    who = WHO.search(question) and (OFFICE.search(question) or given)
    when = given and WHEN.search(question)
    where = (given or who or "报告" in question) and WHERE.search(question)
    found: tuple[tuple[TitleLine, object], ...] = (("who", who), ("when", when), ("where", where))
    return tuple(name for name, asked in found if asked)


def _met_as_a_whole(question: str, read: Understood) -> Understood | None:
    """Whether the year's targets were met, where none is named: 年度目标完成得咋样."""
    if not FULFILLED.search(question) or leftover(
        ACHIEVED.sub("", GOAL.sub("", read.subject.replace(" ", "")))
    ):
        return None
    named = read.indicators and not GOAL.search(question)
    figures = HOW_MUCH.search(question) and not TARGETS.search(question)  # 指标完成得怎么样
    if named or figures or read.task == "why":
        return None
    bare = {"indicators": (), "subject": "目标", "spoken": "目标", "topic": "", "measures": ()}
    return read.model_copy(
        update={**bare, "task": "headline", "relation": "fulfilled", "kind": "result"}
    )


def _named(words: str) -> str:
    """The words of a subject without bare verbs (要办 民生实事), where others remain."""
    kept = [word for word in words.split() if not VERBS.fullmatch(word)]
    return " ".join(kept) or words


def _direction(question: str, read: Understood) -> Task:
    """Whether the work done or the work planned is asked for."""
    if read.task == "planned" or read.kind == "target":
        return "planned"
    past = re.search(
        r"去年|上年|做了|干了|搞了|办了|抓了|完成|实现|取得|过去|成绩|成效|成就|亮点|进展", question
    )
    return "planned" if not past and (read.nth or AHEAD.search(question)) else "done"
