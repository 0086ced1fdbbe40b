"""Reader: the sentences of a report in order become claims.

A group of figures goes through named steps: its role, its subjects, its times, what it says on
of, and then one claim for each figure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from service.language.changes import ChangeReader, completed
from service.language.claim import Claim
from service.language.claiming import Claiming
from service.language.clauses import Clause, SplitSentence
from service.language.describe import (
    anew,
    bare_percent,
    described,
    each_rate,
    lifted,
    one_unit,
    percent_of,
    rate_in_points,
    spent_on,
    timed,
)
from service.language.kinds import is_average
from service.language.lines import SentenceReading, opener_of
from service.language.marks import added, aimed, held, reached
from service.language.names import (
    benefited,
    beside,
    dealt,
    goes_on,
    headed,
    of_trade,
    on_topic,
    reaching,
    redone,
    rehoused,
    topical,
    unled,
)
from service.language.owners import Owners
from service.language.parts import paired, part_of, stock_of, unnamed
from service.language.phrases import Phrase, Spoken
from service.language.roles import RoleReading, read
from service.language.scopes import Home
from service.language.streaks import done_in, lasting, streak
from service.language.subjects import Subject, invested, scene
from service.language.timing import Clock
from service.language.topics import Topics
from vectorstore import late

_REPEATED = late.pattern(
    r"连续(?:\d+|[一二三四五六七八九十]+)(?:个?(?:季度|月)|年)(?:保持|环比|增速|增幅|增长)+"
)
_DURATIONS = frozenset({"年", "岁"})
_COMPARABLE = late.pattern(
    r"[（(](?:按|以|扣除|剔除)?[^（）()]{0,8}(?:同口径|可比口径|可比)[^（）()]{0,4}$"
)
_ASIDE = late.pattern(r"[（(](?:以?下同|以下简称[^（）()]{1,10})[）)]$")
_TOTAL = late.pattern(r"达到?|总数|总量")
_SPENT_ON = late.pattern(
    r"(?:以上|左右|多)?(?:的[^，,。；;]{0,8})?(?P<use>(?:全部)?(?:用于|投向|来自)[^，,。；;]{1,12})"
)
_LASTING_NAMES = ("寿命", "年限", "年龄", "期限", "周期")
_STRIVES_ON = late.pattern(
    r"[\s、，,]*(?:并|且)?(?:力争|争取|努力|确保|奋力)(?:实现|达到|完成|增长)?"
)


class Reader:
    """Reads the sentences of one report in order."""

    def __init__(self, text: str, home: Home, clock: Clock) -> None:
        self.text = text
        self.clock = clock
        self.topics = Topics(text, home)
        self.owners = Owners(text, home)
        self.changes = ChangeReader(text, clock)
        self.opener = ""
        self.claiming = Claiming(text, clock, self.changes)

    def sentence(self, sentence: SplitSentence) -> tuple[Claim, ...]:
        """The claims of one sentence, in the order of their figures."""
        line = SentenceReading(sentence, self.clock.cues_of(sentence))
        self.owners.hear(sentence)
        if sentence.opens:
            self.opener = opener_of(self.text[sentence.start : sentence.end])
        line.topic = self.opener
        if not any(clause.groups for clause in sentence.clauses):
            return ()
        self.owners.open(line)
        for clause in sentence.clauses:
            self.owners.turn(line, clause)
            if not clause.groups:
                self._scene(line, clause.start, clause.end)
            for phrase in self._phrases(clause):
                self._phrase(line, phrase)
        return tuple(sorted((*line.claims, *line.asides), key=lambda claim: claim.place))

    def _phrases(self, clause: Clause) -> Iterator[Phrase]:
        ends = (*(group.start for group in clause.groups[1:]), clause.end)
        for group, after in zip(clause.groups, ends, strict=False):
            words = _ASIDE.sub("", self.text[group.before : group.start])
            yield Phrase(clause, group, after, words, self.text[clause.start : group.start])

    def _scene(self, line: SentenceReading, start: int, stop: int) -> None:
        """Words without a figure of their own may name what the next ones are said of."""
        named = scene(self.text[start:stop], start, self.topics.home)
        line.subjects = (named,) if named else line.subjects

    def _phrase(self, line: SentenceReading, phrase: Phrase) -> None:
        if self._lasts(line, phrase):
            return
        spoken = self._spoken(line, phrase)
        if spoken is None or self._joins(line, phrase, spoken):
            return
        self._remember(line, phrase, spoken)
        reading, figures = spoken.reading, spoken.figures
        times = spoken.times if len(spoken.times) == len(figures) else spoken.times * len(figures)
        for subject, figure, when in zip(spoken.subjects, figures, times, strict=False):
            many = len(spoken.subjects) > 1
            own = each_rate(reading, subject, phrase.words) if many else reading
            claim = self.claiming.claim(line, phrase, subject, figure, when, own)
            line.claims = (*line.claims, claim)

    def _lasts(self, line: SentenceReading, phrase: Phrase) -> bool:
        """How long something has gone on is a claim of its own, and nothing is said on of it."""
        words, figure, group = phrase.words, phrase.figure, phrase.group
        goes_on = lasting(words, figure) or done_in(self.text, words, figure)
        if goes_on:
            end = phrase.clause.end
            subject = streak(self.text, words, group.before, figure, end, line.subjects)
            if subject is not None:
                (when,) = self.clock.of(line, group, 1)
                reading = RoleReading("streak", 0)
                claim = self.claiming.claim(line, phrase, subject, figure, when, reading)
                line.asides = (*line.asides, claim)
        named = line.subjects and line.subjects[-1].text.endswith(_LASTING_NAMES)
        named = named or any(name in words for name in _LASTING_NAMES)
        if goes_on or (figure.unit in _DURATIONS and not named):
            self._scene(line, group.before, group.start)
            return True
        return False

    def _spoken(self, line: SentenceReading, phrase: Phrase) -> Spoken | None:
        """Role, subjects, figures and times of a group, side by side."""
        words, figure, group = phrase.words, phrase.figure, phrase.group
        figures = one_unit(group.figures, words)
        reading = read(words, figures[0])
        subjects, own = self.topics.of(line, group, words[: reading.stop], phrase.after)
        if not subjects:
            return None
        own = own or line.said_since(subjects[-1].start)
        reading, subjects = anew(reading, subjects, words, group.end)
        subjects = tuple(self._meant(line, each, phrase) for each in subjects)
        reading = self._resumed(line, phrase, reading, subjects[0])
        if reading.role == "growth" or subjects[0].text.endswith("余额"):
            subjects = tuple(map(unled, subjects))
        reading = rate_in_points(reading, subjects[0], words)
        reading = bare_percent(reading, subjects[0], figure, words, own=own)
        used = _SPENT_ON.match(self.text, group.end) if figure.plain_unit == "%" else None
        if used and reading.role in ("value", "growth"):
            subjects = tuple(spent_on(each, used["use"]) for each in subjects)
            reading = RoleReading("value", reading.stop)
        times = tuple(self.clock.of(line, group, len(figures)))
        subjects, figures = paired(subjects, figures, times)
        spoken = Spoken(reading, subjects, figures, times, own)
        return self._said_on(line, phrase, self._apart(line, phrase, spoken))

    def _apart(self, line: SentenceReading, phrase: Phrase, spoken: Spoken) -> Spoken:
        """Subjects of a stock, a topic, a part, a comparable scope or a repetition say so."""
        words, role, subjects = phrase.words, spoken.reading.role, spoken.subjects
        mean = role == "growth" and is_average(words)
        if not spoken.own and (mean or (role == "value" and _TOTAL.search(words))):
            subjects = tuple(map(stock_of, subjects))
        alone = phrase.group.before == phrase.clause.start
        if role == "share" and alone and not words[: spoken.reading.stop].strip():
            subjects = tuple(on_topic(self._topic(line, phrase), each) for each in subjects)
        if "其中" in words:
            line.claims = unnamed(line.claims, subjects[0])
            subjects = tuple(part_of(each, words) for each in subjects)
        if not spoken.own:
            subjects = tuple(reaching(each, words) for each in subjects)
        if _COMPARABLE.search(words):
            subjects = tuple(replace(each, scope="可比口径") for each in subjects)
        again = None if spoken.own else _REPEATED.search(phrase.so_far)
        if again:
            subjects = tuple(each.renamed(f"{each.text}{again.group()}") for each in subjects)
        return replace(spoken, subjects=subjects, own=spoken.own or again is not None)

    def _said_on(self, line: SentenceReading, phrase: Phrase, spoken: Spoken) -> Spoken:
        """An amount of what was named before may be held for years, added, or pass a mark."""
        if not spoken.amount_said_on:
            return spoken
        subjects = held(line, spoken.subjects, phrase.so_far, spoken.times[-1])
        reading = added(spoken.reading, line, subjects[0], phrase.words, phrase.figure)
        line.claims = reached(line, subjects, phrase.words, phrase.figure)
        return replace(spoken, subjects=subjects, reading=reading)

    def _resumed(
        self, line: SentenceReading, phrase: Phrase, reading: RoleReading, subject: Subject
    ) -> RoleReading:
        """增长6%以上、力争7%, 增长6.5%、高于6%的预期目标: a rate said on is the same change."""
        last, figure = line.last, phrase.figure
        if last is None or last.growth is None or reading.role != "value":
            return reading
        same = figure.plain_unit == last.growth.plain_unit and subject.name == last.subject.name
        silent = not phrase.words.strip("、，, ")
        on = _STRIVES_ON.fullmatch(phrase.words) or (aimed(self.text, figure) and silent)
        return RoleReading("growth", reading.stop, falls=last.falls) if same and on else reading

    def _meant(self, line: SentenceReading, subject: Subject, phrase: Phrase) -> Subject:
        """The subject by its full name and by whose it is."""
        group, last = phrase.group, line.last
        words = self.text[group.before : group.start]
        if phrase.figure.plain_unit not in ("%", "个百分点"):
            subject = benefited(line.subjects, subject)
        subject = redone(of_trade(tuple(c.subject for c in line.claims), subject, words), words)
        topic = self._topic(line, phrase)
        subject = topical(topic, headed(line.spoken, line.subjects, subject))
        subject = subject if topic else beside(last, subject, phrase.figure)
        follows = last is not None and last.value is not None and last.value.end == group.before
        listed = goes_on(self.text, last, subject, phrase.figure, words)
        said = last.subject if last and (follows or listed) else None
        subject = dealt(said, subject, f"、{words}" if listed else words)
        subject = self.owners.of(line, rehoused(line.subjects, subject))
        subject = timed(percent_of(subject, phrase.figure), phrase.figure)
        return lifted(subject, self.text[group.end : line.clause_end(group.end)])

    def _topic(self, line: SentenceReading, phrase: Phrase) -> str:
        """The words of the sentence's clause before this one, where it holds no figure."""
        start = phrase.group.before
        before: Sequence[Clause] = [c for c in line.sentence.clauses if c.end <= start]
        silent = bool(before) and not before[-1].groups
        return self.text[before[-1].start : before[-1].end] if silent else ""

    def _joins(self, line: SentenceReading, phrase: Phrase, spoken: Spoken) -> bool:
        """Whether a group only says more of the claims before it: their change, or their total."""
        if spoken.own:
            return False
        joined = None
        if spoken.reading.role == "growth":
            joined = self.changes.attached(line, phrase.group, phrase.words, spoken.reading)
        elif spoken.reading.role == "value":
            joined = completed(line, phrase.group, phrase.words, spoken.times[-1])
        line.claims = line.claims if joined is None else joined
        return joined is not None

    def _remember(self, line: SentenceReading, phrase: Phrase, spoken: Spoken) -> None:
        """Later clauses may speak on of these subjects; after 其中 sums still speak of the whole."""
        words, subjects = phrase.words, spoken.subjects
        if spoken.reading.sticks:
            line.subjects = tuple(described(each, spoken.reading, words) for each in subjects)
        elif not invested(words):
            if "其中" not in words and not subjects[-1].text.endswith("率"):
                line.whole = subjects[-1]
            line.subjects = subjects
