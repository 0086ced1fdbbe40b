"""The report as JUnit XML: the verdict and every result, failing where a gate fails.

A wrong answer that the baseline accepts fails no gate: it is told in the case's output.
"""

import re
from xml.etree.ElementTree import Element, SubElement, tostring

from evals.report.document import STATES, TIERS, RunDocument, origin, rerun
from evals.result import Result

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(document: RunDocument) -> str:
    """The XML of a run."""
    verdict = document.verdict
    suite = Element("testsuite", name=f"gongbao eval [{document.tier}]")
    properties = SubElement(suite, "properties")
    for name, value in [("层级", TIERS[document.tier]), *origin(document)]:
        SubElement(properties, "property", name=name, value=_clean(value))
    first = SubElement(suite, "testcase", classname=f"{document.tier}.verdict", name="verdict")
    if verdict.state != "passed":
        _say(SubElement(first, "failure", message=STATES[verdict.state]), verdict.reasons)
    for result in document.results:
        _case(suite, document, result)
    for name in document.skipped:
        _left_out(suite, document, name, "预算用完，没有跑")
    for name in document.unconfirmed:
        _left_out(suite, document, name, "草稿，没有人确认")
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("failures", str(len(suite.findall("testcase/failure"))))
    suite.set("errors", str(len(suite.findall("testcase/error"))))
    suite.set("skipped", str(len(suite.findall("testcase/skipped"))))
    suite.set("time", f"{document.timing.seconds}")
    suite.set("timestamp", document.timing.started)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(suite, encoding="unicode") + "\n"


def _case(suite: Element, document: RunDocument, result: Result) -> None:
    classname = f"{document.tier}.{result.task}"
    case = SubElement(suite, "testcase", classname=classname, name=_clean(result.id))
    wrong = [f"{check.key}：{check.detail}" for check in result.checks if check.state == "fail"]
    if result.error:
        SubElement(case, "error", message=_clean(result.error))
    elif result.id in document.verdict.cases:
        _say(SubElement(case, "failure", message="不通过"), [*wrong, rerun(document, result)])
    elif result.right is None and not wrong:
        SubElement(case, "skipped", message="无从判断")
    elif wrong:
        _say(SubElement(case, "system-out"), ["基线已接受的差错：", *wrong])


def _left_out(suite: Element, document: RunDocument, name: str, why: str) -> None:
    case = SubElement(suite, "testcase", classname=f"{document.tier}.ask", name=_clean(name))
    SubElement(case, "skipped", message=why)


def _say(element: Element, lines: tuple[str, ...] | list[str]) -> None:
    element.text = _clean("\n".join(lines))


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("?", text)
