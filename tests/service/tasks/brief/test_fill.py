from service.shapes import Item, Table
from service.tasks.brief.fill import LONE, LONGEST, Offer, filled, room, weight
from tests.service.tasks.making import fact, report


def _items(*lengths: int) -> tuple[Item, ...]:
    return tuple(Item(text="字" * (length - 1) + "。") for length in lengths)


def test_sentences_are_taken_by_rank_and_printed_in_their_order() -> None:
    items = _items(26, 27, 25)
    blocks = filled([Offer("甲", items, (3.0, 2.0, 1.0))], 4)
    assert blocks[0].items == (items[1], items[2])


def test_what_does_not_fit_is_left_out_whole() -> None:
    items = _items(80, 20)
    blocks = filled([Offer("甲", items, (1.0, 2.0))], 3)
    assert [item.text for item in blocks[0].items] == [items[1].text]


def test_a_block_without_room_for_a_sentence_has_no_heading() -> None:
    offers = [Offer("甲", _items(26), (1.0,)), Offer("乙", _items(26), (2.0,))]
    assert [block.heading for block in filled(offers, 3)] == ["甲"]


def test_blocks_take_turns() -> None:
    offers = [Offer("甲", _items(26, 26), (1.0, 2.0)), Offer("乙", _items(26), (1.0,))]
    blocks = filled(offers, 4)
    assert [len(block.items) for block in blocks] == [1, 1]


def test_every_block_begins_with_its_shortest_where_one_would_be_left_out() -> None:
    offers = [
        Offer("甲", _items(80, 26), (1.0, 2.0)),
        Offer("乙", _items(100), (3.0,)),
    ]
    lengths = [[len(item.text) for item in block.items] for block in filled(offers, 7)]
    assert lengths == [[26], [100]]


def test_a_region_left_out_comes_before_a_longer_sentence_of_another() -> None:
    items = tuple(
        Item(text="字" * (length - 1) + "。", citations=(number,))
        for number, length in enumerate((78, 24, 78, 52), start=1)
    )
    offer = Offer("甲", items, (1.0, 3.0, 2.0, 4.0))
    regions = {1: "东", 2: "东", 3: "西", 4: "西"}
    alone = filled([offer], 4)
    told = filled([offer], 4, regions=regions)
    assert [item.citations for item in alone[0].items] == [(1,)]
    assert [item.citations for item in told[0].items] == [(2,), (4,)]


def test_regions_come_together_or_not_at_all() -> None:
    offer = Offer("各地", _items(26, 26, 26), (1.0, 1.0, 2.0), together=True)
    assert filled([offer], 2) == ()
    assert len(filled([offer], 3)[0].items) == 2
    assert len(filled([offer], 4)[0].items) == 3


def test_sentences_that_run_on_save_their_last_lines() -> None:
    items = _items(15, 15, 15)
    apart = filled([Offer("甲", items, (1.0, 2.0, 3.0))], 3)
    joined = filled([Offer("甲", items, (1.0, 2.0, 3.0), joined=True)], 3)
    assert (len(apart[0].items), len(joined[0].items)) == (2, 3)


def test_source_marks_take_their_room_whether_they_are_printed_or_not() -> None:
    item = Item(text="字" * 25 + "。", citations=(1, 2, 3))
    offer = Offer("甲", (item,), (1.0,))
    assert not filled([offer], 2)
    assert filled([offer], 3)


def test_table_title_and_notes_take_their_lines_first() -> None:
    table = Table(header=("指标", "值"), rows=(("甲", "1"),) * 5)
    assert room("标题", (), None) == 20
    assert room("标题", (), table) == 16
    assert room("标题" * 15, ("注",), None) == 18


def test_a_long_sentence_is_taken_where_its_block_would_be_empty_without() -> None:
    items = _items(LONE, LONGEST + 1)
    blocks = filled([Offer("甲", items, (1.0, 2.0))], 18)
    assert [item.text for item in blocks[0].items] == [items[0].text]


def test_a_large_sum_tells_more_than_what_is_counted_and_mail_tells_nothing() -> None:
    place = report("甲市")
    known = fact(place)
    large = fact(place, "投入7.1亿元", value="7.1", unit="亿元", known=False)
    few = fact(place, "设信号灯4处", value="4", unit="处", known=False)
    mail = fact(place, "办理建议246件", value="246", unit="件", indicator="人大代表建议")
    assert [weight(one) for one in (known, large, few, mail)] == [1.0, 0.8, 0.4, 0.0]
