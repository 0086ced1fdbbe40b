from service.facts.model import Fact
from service.tasks.summary.salient import best, candidates
from tests.service.tasks.making import fact, report
from vectorstore.documents import Part, Section

A = report("甲市")
REVIEW: frozenset[Part] = frozenset(("review",))


def _sections(text: str, part: Part = "review") -> list[Section]:
    heading = text.split("\n", 1)[0]
    return [Section(path=(heading,), heading=heading, part=part, start=0, end=len(text))]


def _texts(text: str, facts: tuple[Fact, ...] = ()) -> list[str]:
    return [one.text for one in candidates(text, _sections(text), facts, REVIEW)]


def test_sentences_are_whole_and_word_for_word() -> None:
    text = "一、回顾\n全年实施重点项目101个,完成投资22.4亿元。新建学校三所并投入使用。"
    assert _texts(text) == ["全年实施重点项目101个,完成投资22.4亿元。", "新建学校三所并投入使用。"]


def test_ceremony_and_fragments_are_left_out() -> None:
    text = (
        "一、回顾\n在市委的坚强领导下,各项事业取得了新进步。其中,超亿元项目27个已经全部开工。"
        "各位代表,过去一年成绩来之不易令人振奋。新建学校三所并投入使用。"
    )
    assert _texts(text) == ["新建学校三所并投入使用。"]


def test_the_reports_own_problems_are_no_deeds() -> None:
    text = "一、回顾\n新建学校三所并投入使用。我们清醒地看到存在不足:公共服务设施建设还有明显短板。"
    assert _texts(text) == ["新建学校三所并投入使用。"]


def test_an_estimate_is_never_cut_from_its_word() -> None:
    long = (
        "预计"
        + "全市各项工作稳步推进,".ljust(60, "甲")
        + ";"
        + "生产总值达到309亿元".ljust(60, "乙")
    )
    assert _texts(f"一、回顾\n{long}。") == []


def test_parts_that_were_not_asked_for_are_left_out() -> None:
    text = "二、安排\n新建学校三所并投入使用。"
    assert candidates(text, _sections(text, "plan"), (), REVIEW) == []


def test_sentences_with_facts_come_first_and_are_spread_over_sections() -> None:
    one, two = (
        "一、经济\n全年实施重点项目101个工程。全年实施水利项目45个工程。",
        "二、民生\n新建学校三所并投入使用。",
    )
    text = f"{one}\n{two}"
    at = text.index("二、民生")
    sections = [
        Section(path=("一、经济",), heading="一、经济", part="review", start=0, end=at),
        Section(path=("二、民生",), heading="二、民生", part="review", start=at, end=len(text)),
    ]
    facts = [
        fact(A, "重点项目101个", value="101", unit="个", start=text.index("全年")),
        fact(A, "水利项目45个", value="45", unit="个", start=text.index("全年实施水利")),
    ]
    chosen = best(candidates(text, sections, facts, REVIEW), 2)
    assert [sentence.section.heading for sentence in chosen] == ["一、经济", "二、民生"]


def test_a_sentence_alone_bears_no_number_of_its_list() -> None:
    text = "一、回顾\n⑤完成6个老旧小区改造提升工程。三是新建学校三所并投入使用。一是修路两条；二是架桥三座。"
    assert _texts(text) == [
        "完成6个老旧小区改造提升工程。",
        "新建学校三所并投入使用。",
        "一是修路两条；二是架桥三座。",
    ]


def test_what_only_leads_over_is_left_out() -> None:
    text = (
        "一、回顾\n对这些问题，我们将高度重视，进一步采取措施逐步加以解决。"
        "为了实现上述目标，今年抓好以下十方面工作：\n新建学校三所并投入使用。"
    )
    assert _texts(text) == ["新建学校三所并投入使用。"]
