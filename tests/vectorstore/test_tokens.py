from vectorstore.tokens import count


def test_an_empty_text_costs_nothing():
    assert count("") == 0


def test_a_chinese_character_costs_about_a_token():
    text = "全年地区生产总值完成141.5亿元"
    assert 0.5 * len(text) <= count(text) <= 2 * len(text)


def test_words_of_a_model_protocol_are_counted_as_text():
    assert count("<|endoftext|>") > 1
