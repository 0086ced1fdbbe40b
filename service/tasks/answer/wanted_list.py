"""The lists that a question asks for by their number or their name: 十件民生实事有哪些, 四大板块、两大
基地都是什么, 集中抓的几件大事."""

import re
from dataclasses import dataclass

from service.language.numerals import numeral
from service.language.words import pattern_of, words_of
from service.understand import Understood
from vectorstore import late

MANY = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
COUNT = rf"(?P<count>{MANY})"
UNIT = r"(?:个方面|方面|大类|个|大|项|件|条|种|类|点)"
# What is counted in a question: 十件民生实事, 哪五种关系; 几 stands for any number.
WANTED = late.pattern(
    rf"(?:{COUNT}|哪?几){UNIT}(?P<noun>[\u4e00-\u9fff]{{0,10}}?)(?=是|有|(?<!之)都|[、和与及]{MANY}{UNIT}|各|分别|的|吗|哪|呢|$|[，。？?\s])"
)
THINGS = ("事", "大事", "事情")  # 要抓哪八件事: 八个方面工作


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list asked for: its number, if one is said, its name, the words that stand beside it, and
    how the question calls it."""

    count: int | None
    noun: str
    beside: str
    words: str


def wanted_list(understood: Understood) -> tuple[int | None, str] | None:
    """The number and the name of what is asked for; None where no list is asked for by them."""
    first = next(iter(wanted_lists(understood)), None)
    return (first.count, first.noun) if first and not first.beside else None


def wanted_lists(understood: Understood) -> list[Wanted]:
    """The lists asked for: 四大板块、两大基地都是什么 asks for two."""
    if understood.indicators or understood.measures or understood.task in ("why", "mention"):
        return []
    made: list[Wanted] = []
    for found in WANTED.finditer(understood.asked):
        noun = found["noun"] or _before(understood.asked[: found.start()])
        count = int(number_of(found["count"])) if found["count"] else None
        rest = understood.asked[: found.start()] + understood.asked[found.end() :]
        beside = "" if count else _content(rest.replace(noun, ""))
        if noun in THINGS and not beside:
            noun = "工作"
        if noun:
            made.append(Wanted(count, noun, beside, found.group()))
    sure = [each for each in made if not each.beside or each.noun in THINGS]
    if not sure and understood.nth and understood.subject.isalpha():
        return [Wanted(None, understood.subject, "", understood.subject)]
    return sure if all(each.count for each in sure) else sure[:1]


def _before(asked: str) -> str:
    """The name before 有哪十件: 民生重点实事."""
    words = re.sub(r"(?:都|一共|总共)?(?:有|是|包括|的)*哪?$", "", asked.strip())
    return re.split(r"[\s，。的]", words)[-1]


def _content(rest: str) -> str:
    """What the rest of a question names as matter of its own, which the words that announce the list
    then hold: 集中 of 集中抓的几件大事."""
    left = pattern_of("no_content", "beside_the_thing", "sort_asked").sub("", rest)
    left = re.sub(r"[\s，。？?、的是有都了着力抓好重点主要分别今后将]", "", left)
    return "" if len(left) < 2 or left in words_of("sort_of_thing") else left


def number_of(text: str) -> float:
    """十 and 10 as a number; 0 where it is none."""
    value = int(text) if text.isdigit() else numeral(text)
    return float(value or 0)
