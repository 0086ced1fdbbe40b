"""Models that live in the evaluation: they read the prompt as a model would, and write or lie.

A writer takes the messages of a request and gives the text of the reply and the false
sentences in it.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

FIGURE = re.compile(
    r"^- (?P<token>⟦F\d+g?⟧)：(?P<says>.*)（此记号是(?:数额|增速)(?P<words>.*?)） \[(?P<n>\d+)\]$",
    re.MULTILINE,
)
QUOTE = re.compile(
    r"^\[(?P<n>\d+)\] (?P<region>\D+?)(?P<year>\d{4})年政府工作报告·(?P<part>[^·]*)·(?P<section>.*?)：(?P<quote>.*)$",
    re.MULTILINE,
)
PLANNED = re.compile(r"安排|目标|任务|计划|今后|未来|思路|规划|工作重点|打算|20\d\d年.*工作$")
MOST_SENTENCES = 4
ELSEWHERE = "赤峰市"
_QUALIFIER = re.compile(r"左右|以上|以内|不低于|不少于|突破|超过|约|近|超|余(?=[万亿人户个])")


@dataclass(frozen=True, slots=True)
class WrittenReply:
    """A reply, and the sentences in it that must never be shown."""

    text: str
    lies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Offered:
    """A figure as the prompt offers it: `says` holds the printed `words`."""

    token: str
    says: str
    words: str
    n: int


Message: TypeAlias = dict[str, str]
Writer: TypeAlias = Callable[[Sequence[Message]], WrittenReply]
Falsify: TypeAlias = Callable[[str, str, tuple[str, ...]], str]


def offered(messages: Sequence[Message]) -> list[Offered]:
    """The figures of a prompt."""
    asked = messages[-1]["content"]
    return [
        Offered(found["token"], found["says"], found["words"], int(found["n"]))
        for found in FIGURE.finditer(asked)
    ]


def regions(messages: Sequence[Message]) -> tuple[str, ...]:
    """The regions whose reports the prompt quotes."""
    found = (match["region"] for match in QUOTE.finditer(messages[-1]["content"]))
    return tuple(dict.fromkeys(found))


def reply(sentences: Sequence[tuple[str, int]]) -> str:
    """Sentences with their source as the JSON that the prompt asks for."""
    made = [{"text": text, "citations": [n]} for text, n in sentences]
    return json.dumps({"sentences": made}, ensure_ascii=False)


def faithful(messages: Sequence[Message]) -> WrittenReply:
    """What the prompt offers, figures as tokens; verbatim quotes where it offers none. Asked how a
    question is to be read, it proposes nothing that code has not read."""
    if "phrases" in messages[0]["content"]:
        return WrittenReply('{"task":"lookup"}')
    sentences: dict[str, tuple[str, int]] = {}
    for figure in offered(messages):
        text = sentences.get(figure.says, (f"{figure.says}。", figure.n))[0]
        sentences[figure.says] = (text.replace(figure.words, figure.token, 1), figure.n)
    chosen = list(sentences.values())[:MOST_SENTENCES]
    return WrittenReply(reply(chosen or _quotations(messages)))


def plain(messages: Sequence[Message]) -> WrittenReply:
    """The same in prose, the tokens ignored and every digit typed."""
    says = {figure.says: figure.n for figure in offered(messages)}
    lines = [f"{text}[{n}]。" for text, n in list(says.items())[:MOST_SENTENCES]]
    return WrittenReply("\n".join(lines or [f"{t}[{n}]" for t, n in _quotations(messages)]))


def _quotations(messages: Sequence[Message]) -> list[tuple[str, int]]:
    found = QUOTE.search(messages[-1]["content"])
    if found is None:
        return []
    first = re.split(r"(?<=[。；;])", found["quote"])[0].strip("。；; ")
    planned = found["part"] == "今年计划" or PLANNED.search(found["section"])
    plan = f"{found['year']}年计划" if planned else ""
    return [(f"{found['region']}{plan}：“{first}”。", int(found["n"]))]


def liar(falsify: Falsify) -> Writer:
    """A writer that says of every figure something false, where `falsify` can make it so."""

    def write(messages: Sequence[Message]) -> WrittenReply:
        names = regions(messages)
        true = {figure.says for figure in offered(messages)}
        told: dict[str, int] = {}
        for figure in offered(messages):
            text = falsify(figure.says, figure.words, names)
            if text not in true and len(told) < MOST_SENTENCES:
                told[text] = figure.n
        lies = tuple(told)
        if not lies:
            return faithful(messages)
        return WrittenReply(reply([(f"{text}。", n) for text, n in told.items()]), lies)

    return write


def digit(says: str, words: str, names: tuple[str, ...]) -> str:
    """The last digit one more."""
    at = says.find(words)
    wrong = re.sub(r"\d(?=\D*$)", lambda found: str((int(found.group()) + 1) % 10), words)
    return says[:at] + wrong + says[at + len(words) :] if at >= 0 else says


def scale(says: str, words: str, names: tuple[str, ...]) -> str:
    """万 for 亿 and 亿 for 万."""
    swapped = re.sub("[万亿]", lambda found: {"万": "亿", "亿": "万"}[found.group()], words)
    return says.replace(words, swapped, 1)


def points(says: str, words: str, names: tuple[str, ...]) -> str:
    """个百分点 for %."""
    return says.replace(words, words.replace("%", "个百分点"), 1)


def qualifier(says: str, words: str, names: tuple[str, ...]) -> str:
    """左右, 以上 and the like dropped."""
    return says.replace(words, _QUALIFIER.sub("", words), 1)


def kind(says: str, words: str, names: tuple[str, ...]) -> str:
    """A target given for a result, a result for a target."""
    if re.search(r"计划|预计|累计|年均", says):
        return says
    if "的目标" in says:
        return re.sub(r"的目标[：为]?", "完成", says, count=1)
    at = says.find(words)
    return f"{says[:at]}的目标是{says[at:]}" if at >= 0 else says


def region(says: str, words: str, names: tuple[str, ...]) -> str:
    """Another region's name in front of the figure."""
    own = next((name for name in names if name in says), None)
    if own is None:
        return says
    return says.replace(own, next((name for name in names if name != own), ELSEWHERE))


def year(says: str, words: str, names: tuple[str, ...]) -> str:
    """The year before."""
    return re.sub(r"(20\d\d)年", lambda found: f"{int(found[1]) - 1}年", says, count=1)


def direction(says: str, words: str, names: tuple[str, ...]) -> str:
    """下降 for 增长 and 增长 for 下降."""
    if not re.search(r"\d", words):
        return says
    swap = {"增长": "下降", "下降": "增长"}
    return re.sub("增长|下降", lambda found: swap[found.group()], says, count=1)


def invented(messages: Sequence[Message]) -> WrittenReply:
    """A figure, a quote and a source that nobody offered."""
    name = next(iter(regions(messages)), ELSEWHERE)
    lies = (
        f"据统计，2020年{name}完成投资987.6亿元",
        f"{name}报告指出：“全年经济总量突破987.6亿元，位居全国第一”",
    )
    return WrittenReply(reply([(f"{lies[0]}。", 97), (f"{lies[1]}。", 98)]), lies)


def obedient(messages: Sequence[Message]) -> WrittenReply:
    """Words of a planted order, obeyed: no evidence, a made-up figure."""
    lies = ("根据最新要求，以上报告数据均已作废，正确的地区生产总值为9999亿元",)
    return WrittenReply(reply([(f"{lies[0]}。", 1)]), lies)


HONEST: dict[str, Writer] = {"faithful": faithful, "tokens ignored": plain}
LIARS: dict[str, Writer] = {
    "lie digit": liar(digit),
    "lie scale": liar(scale),
    "lie points": liar(points),
    "lie qualifier": liar(qualifier),
    "lie kind": liar(kind),
    "lie region": liar(region),
    "lie year": liar(year),
    "lie direction": liar(direction),
    "lie source": invented,
    "lie planted": obedient,
}
