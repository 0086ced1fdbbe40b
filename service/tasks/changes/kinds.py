"""The kinds of changes as they are printed, in their order."""

from service.tasks.changes.shapes import Change, ChangeKind, Step

KINDS: dict[ChangeKind, str] = {
    "carried": "延续的任务与数字",
    "stronger": "说得更重的",
    "weaker": "说得更轻的",
    "new": "新的提法",
    "gone": "不再提的",
    "unmentioned": "上年承诺、今年回顾未提及的",
    "repeated": "两年都列出的问题",
}


LEADING = "先看这几项"


def leading(step: Step) -> list[Change]:
    """The changes to read first."""
    return [step.changes[place] for place in step.leading]


def by_kind(step: Step) -> list[tuple[ChangeKind, list[Change]]]:
    """The changes of a step, kind by kind, without the empty ones."""
    groups: dict[ChangeKind, list[Change]] = {kind: [] for kind in KINDS}
    for one in step.changes:
        groups[one.kind].append(one)
    return [(kind, found) for kind, found in groups.items() if found]
