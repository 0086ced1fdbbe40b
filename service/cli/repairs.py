"""`gongbao show REPORT --repairs`: what was changed between the file and the clean text."""

from service.cli.output import say, say_json
from service.tasks.repairs import document, doubt, kind_words, summary
from vectorstore.documents import CleanText, Repair

_MOST_SHOWN = 60


def list_repairs(clean: CleanText, report: str, *, as_json: bool) -> None:
    """Say every repair in the order of the clean text, guesses and what stays unreadable too."""
    if as_json:
        say_json({"report": report, "repairs": [document(clean, one) for one in clean.repairs]})
        return
    for repair in clean.repairs:
        say(_line(clean, repair))
    say(summary(clean))


def _line(clean: CleanText, repair: Repair) -> str:
    raw = clean.raw_offset(repair.start), clean.raw_offset(repair.end)
    where = f"{repair.start}–{repair.end}（原文{raw[0]}–{raw[1]}）"
    change = f"{_short(repair.before)} → {_short(repair.after) or '（删去）'}"
    uncertain = doubt(repair)
    return f"{where}  {kind_words(repair.kind)}  {change}" + (
        f"  [{uncertain}]" if uncertain else ""
    )


def _short(text: str) -> str:
    shown = text.replace("\n", "⏎")
    half = _MOST_SHOWN // 2
    return shown if len(shown) <= _MOST_SHOWN else f"{shown[:half]}……{shown[-half:]}"
