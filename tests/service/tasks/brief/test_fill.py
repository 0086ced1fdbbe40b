from service.shapes import Item, Table
from service.tasks.brief.fill import Offer, filled, room


def _items(*lengths: int) -> tuple[Item, ...]:
    return tuple(Item(text="字" * (length - 1) + "。") for length in lengths)


def test_sentences_are_taken_by_rank_and_printed_in_their_order() -> None:
    items = _items(26, 27, 25)
    blocks = filled([Offer("甲", items, (3.0, 2.0, 1.0))], 4, sources=False)
    assert blocks[0].items == (items[1], items[2])


def test_what_does_not_fit_is_left_out_whole() -> None:
    items = _items(80, 20)
    blocks = filled([Offer("甲", items, (1.0, 2.0))], 3, sources=False)
    assert [item.text for item in blocks[0].items] == [items[1].text]


def test_a_block_without_room_for_a_sentence_has_no_heading() -> None:
    offers = [Offer("甲", _items(26), (1.0,)), Offer("乙", _items(26), (2.0,))]
    assert [block.heading for block in filled(offers, 3, sources=False)] == ["甲"]


def test_blocks_take_turns() -> None:
    offers = [Offer("甲", _items(26, 26), (1.0, 2.0)), Offer("乙", _items(26), (1.0,))]
    blocks = filled(offers, 4, sources=False)
    assert [len(block.items) for block in blocks] == [1, 1]


def test_regions_come_together_or_not_at_all() -> None:
    offer = Offer("各地", _items(26, 26, 26), (1.0, 1.0, 2.0), together=True)
    assert filled([offer], 2, sources=False) == ()
    assert len(filled([offer], 3, sources=False)[0].items) == 2
    assert len(filled([offer], 4, sources=False)[0].items) == 3


def test_sentences_that_run_on_save_their_last_lines() -> None:
    items = _items(15, 15, 15)
    apart = filled([Offer("甲", items, (1.0, 2.0, 3.0))], 3, sources=False)
    joined = filled([Offer("甲", items, (1.0, 2.0, 3.0), joined=True)], 3, sources=False)
    assert (len(apart[0].items), len(joined[0].items)) == (2, 3)


def test_source_marks_take_room_when_they_are_printed() -> None:
    item = Item(text="字" * 25 + "。", citations=(1, 2, 3))
    offer = Offer("甲", (item,), (1.0,))
    assert filled([offer], 2, sources=False)
    assert not filled([offer], 2, sources=True)


def test_table_title_and_notes_take_their_lines_first() -> None:
    table = Table(header=("指标", "值"), rows=(("甲", "1"),) * 5)
    assert room("标题", (), None) == 18
    assert room("标题", (), table) == 13
    assert room("标题" * 15, ("注",), None) == 16
