"""What a part is about that names nothing of its own: the thing asked about before it."""

from service.language.indicators import find
from service.language.words import pattern_of
from service.understand.general import WHO_OR_WHEN, leftover, titled_of
from service.understand.model import Understood
from service.understand.parts import SHARED, under
from vectorstore import late

POINTING = late.pattern(
    r"[这那](?:个|一|[两二三四五几些]|[两二三四五几][个项])?(?:方面|块|件事|事|项工作|个|项|些|指标|数)+"
)
OPEN = late.pattern(r"什么|哪些|怎么(?!样)|如何")
# Among whom a place is asked for, which is nothing that holds it: 副省级城市里排第几.
AMONG = late.pattern(r"在?[\u4e00-\u9fff]{1,6}(?:城市|地区|港口|市州|县市)")
SHARE = late.pattern(r"占|其?比重|所占")


def thing_kept(question: str, read: Understood, before: Understood) -> dict[str, object]:
    """What is asked about, where the part names nothing of its own (`about` says so)."""
    kept: dict[str, object] = {}
    own = POINTING.sub(" ", read.subject).replace("实际", "")  # 这两项实际增长多少
    pointing = bool(POINTING.search(question)) and len(leftover(own)) < 2
    pointing = pointing or (read.relation == "rank" and bool(AMONG.fullmatch(read.subject)))
    bare = read.wants_figure and not pattern_of("names_no_thing").sub("", read.subject).strip()
    if not read.indicators and (pointing or bare or len(read.subject.replace(" ", "")) < 2):
        attribute = before.about and SHARED.fullmatch(before.subject)  # 投资 of 重点项目
        thing = f"{before.about} {before.subject}" if attribute else before.subject
        kept = {"about": "", "indicators": before.indicators, "subject": thing}
        kept |= {"called": before.called}
        kept |= {"spoken": before.spoken} if read.relation == "years" else {}
        kept |= {"topic": ""} if read.task != "lookup" else {"topic": "", "task": before.task}
        kept |= {"asked": before.asked} if read.nth else {}  # 第五件呢
        if read.task in ("done", "planned") and OPEN.search(question):
            about = before.spoken or before.subject
            kept |= {"indicators": (), "subject": about, "spoken": about, "topic": about}
    if read.relation == "multiple" and not read.indicators:
        kept |= {"years": before.years, "period": before.period, "any_span": before.any_span}
        kept |= {"reports": before.reports, "indicators": before.indicators}
        kept |= {"subject": before.subject, "topic": before.topic}
    kept |= _of_its_head(read, before)
    alike = bool(read.spoken) and all(n.startswith(read.spoken) for n in before.indicators)
    if len(read.indicators) == 1 and alike and read.indicators[0] in before.indicators:
        kept["indicators"] = before.indicators  # 旅游目标 behind 旅游人次、旅游收入
    if SHARE.match(question):
        kept |= {"indicators": (), "measures": (), "relation": "share"}
        kept["subject"] = before.indicators[0] if before.indicators else before.subject
    return kept


def titled_kept(question: str, before: Understood) -> dict[str, object]:
    """哪天呢 behind a question who gave the report."""
    if before.task != "person" or not WHO_OR_WHEN.fullmatch(question):
        return {}
    titled = titled_of(f"作的报告{question}") or before.titled
    return {"task": "person", "indicators": (), "subject": before.subject, "titled": titled}


def _of_its_head(read: Understood, before: Understood) -> dict[str, object]:
    """A bare amount as that of what the thing before it is of: 收入 behind 旅游人次 is 旅游收入."""
    bare = not read.indicators and len(read.subject) > 1 and len(before.indicators) == 1
    head = find(before.indicators[0]) if bare else None
    known = under(head, read.subject) if head else None
    return {"indicators": (known.name,), "subject": known.name, "topic": ""} if known else {}
