"""What a model's reading of doubtful paragraphs may change, and what no reading may."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
import respx

from service.doctor import examine
from service.filing import Filing
from service.ledger import FactQuery, Ledger, is_intact
from service.rereading.task import Reread, reread, who_read
from service.settings import Settings, load_settings
from service.wiring import World, embeddings_from, wire
from tests.llm_mock import BASE_URL, chat_reply, llm, messages_of

__all__ = ["llm"]

Reader = Callable[[str], dict[str, dict[str, str]]]
TEXT = """2022年丰川县政府工作报告
——2022年1月5日在丰川县第十五届人民代表大会第二次会议上
各位代表：
现在，我代表县人民政府向大会报告工作，请予审议。
一、2021年工作回顾
城镇新增就业3100人。新建幼儿园6所、新增学位1800个，新建改扩建中小学校4所、新增学位2600个。
改造农村公路85公里，14户“双强”企业产值增长4.1%。
二、2022年工作安排
全年地区生产总值增长6%左右。
"""
PLACES = {"owner": "幼儿园", "head": "学位", "verb": "新增"}
SCHOOLS = {"owner": "中小学校", "head": "学位", "verb": "新增"}
READ: dict[str, dict[str, str]] = {
    "城镇新增就业⟦": {"head": "城镇新增就业"},
    "幼儿园⟦": {"head": "幼儿园", "verb": "新建"},
    "中小学校⟦": {"head": "中小学校", "verb": "新建改扩建"},
    "学位⟦": PLACES,
    "农村公路⟦": {"head": "农村公路", "verb": "改造"},
    "增长⟦": {"head": "“双强”企业产值", "verb": "增长", "role": "growth"},
    "，⟦": {"head": "“双强”企业产值"},
}


def strong(text: str) -> dict[str, dict[str, str]]:
    """A reader that names each number by what stands before it, and tells the 学位 apart."""
    read: dict[str, dict[str, str]] = {}
    for found in re.finditer(r"⟦(F\d+)⟧", text):
        before = text[: found.start()]
        own = next((each for end, each in READ.items() if before.endswith(end[:-1])), None)
        if own is not None:
            second = own is PLACES and "中小学校" in before
            read[found[1]] = SCHOOLS if second else own
    return read


def behind(text: str) -> dict[str, dict[str, str]]:
    """A weak reader that names each number by the two letters before it, or behind it."""
    found = re.finditer(r"(\w\w)⟦(F\d+)⟧", text)
    return {each[2]: {"head": each[1]} for each in found}


def same(text: str) -> dict[str, dict[str, str]]:
    """A weak reader that gives all the first name."""
    return {token: {"head": "城镇新增就业"} for token in re.findall(r"⟦(F\d+)⟧", text)}


def asking(read: Reader) -> Callable[[httpx.Request], httpx.Response]:
    """An endpoint that reads paragraphs so."""

    def answered(request: httpx.Request) -> httpx.Response:
        text = messages_of(request)[-1]["content"].rpartition("资料：")[2]
        told = {"role": "value", "period": "2021", "kind": "actual"}
        read_so = [told | {"token": token} | each for token, each in read(text).items()]
        return chat_reply(json.dumps({"readings": read_so}, ensure_ascii=False))

    return answered


def settings_of(folder: Path) -> Settings:
    return load_settings(
        data_dir=folder,
        backend="openai",
        openai_api_key="mock",
        openai_base_url=BASE_URL,
        openai_model="reader",
        retries=0,
    )


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of one report in which three facts are doubtful."""
    folder = tmp_path_factory.mktemp("built")
    source = folder / "丰川县2022.txt"
    source.write_text(TEXT, "utf-8")
    settings = settings_of(folder / "data")
    Filing(settings.places, embeddings_from(settings.embeddings_spec), lambda _: None).ingest(
        [source]
    )
    return folder / "data"


@pytest.fixture
def world(built: Path, tmp_path: Path) -> World:
    """That library, one's own, and a model."""
    return wire(settings_of(Path(shutil.copytree(built, tmp_path / "data"))))


def doubtful(world: World) -> list[str]:
    facts = Ledger(world.library()).facts(FactQuery(standing="doubtful"))
    return [f"{fact.indicator} {fact.value}" for fact in facts]


def test_what_a_strong_reader_and_code_agree_on_is_sure_and_what_was_read_is_not_asked_again(
    world: World, llm: respx.MockRouter
) -> None:
    route = llm.post("/chat/completions").mock(side_effect=asking(strong))
    assert doubtful(world) == ["新增学位 1800", "新增学位 2600", "“双强”企业产值增长 14"]
    made = reread(world)
    assert (made.paragraphs, made.lifted, made.notice) == (2, 2, None)
    assert doubtful(world) == ["“双强”企业产值增长 14"]  # 企业产值 is no number of firms
    sure = Ledger(world.library()).facts(
        FactQuery(indicators=("幼儿园新增学位", "中小学校新增学位"))
    )
    assert [(fact.indicator, fact.value, fact.doubts) for fact in sure] == [
        ("幼儿园新增学位", "1800", ()),
        ("中小学校新增学位", "2600", ()),
    ]
    library = world.library()
    report = library.reports()[0]
    text = library.text(report.id)
    assert is_intact(library.engine, library.filing(report.id), report, text)
    asked = route.call_count
    assert reread(world).paragraphs == 0
    assert route.call_count == asked
    assert who_read(world) == (("reader", 1, 2),)
    told = {check.name: check.detail for check in examine(world.settings).checks}
    assert told["读取"].endswith("；reader读过1份报告里存疑的2段；还有1条数据存疑")


@pytest.mark.parametrize("weak", [behind, same, lambda text: {}])
def test_a_weak_reader_leaves_things_doubtful_and_makes_nothing_false(
    world: World, llm: respx.MockRouter, weak: Reader
) -> None:
    before = Ledger(world.library()).facts(FactQuery(standing=None))
    llm.post("/chat/completions").mock(side_effect=asking(weak))
    assert reread(world).lifted == 0
    assert Ledger(world.library()).facts(FactQuery(standing=None)) == before


def test_a_reading_that_broke_off_goes_on_where_it_was(world: World, llm: respx.MockRouter) -> None:
    route = llm.post("/chat/completions")
    answer = asking(strong)
    turns = iter([answer])

    def first_only(request: httpx.Request) -> httpx.Response:
        turn = next(turns, None)
        return turn(request) if turn else httpx.Response(500)

    route.mock(side_effect=first_only)
    broken = reread(world)
    assert (broken.lifted, (broken.notice or "")[:11]) == (0, "模型没有读完存疑的段落")
    route.mock(side_effect=answer)
    again = route.call_count
    assert reread(world).lifted == 2
    assert route.call_count == again + 1  # the first paragraph is kept


def test_without_a_model_nothing_is_read(world: World) -> None:
    offline = wire(world.settings.model_copy(update={"backend": "offline"}))
    assert reread(offline) == Reread()
