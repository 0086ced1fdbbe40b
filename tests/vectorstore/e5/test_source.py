"""The package's file as it is read."""

from pathlib import Path

import numpy as np
import pytest

from vectorstore.e5.source import ForeignWeights, Sizes, Source, find


def test_the_sizes_are_those_of_multilingual_e5_small(source: Source) -> None:
    epsilon = source.sizes.epsilon
    assert source.sizes == Sizes(384, 12, 12, 1536, 250037, 512, 2, epsilon)
    assert epsilon == pytest.approx(1e-12)


def test_the_vocabulary_holds_250_002_pieces(source: Source) -> None:
    vocabulary = source.vocabulary()
    assert len(vocabulary.pieces) == len(vocabulary.scores) == 250_002
    marks = (vocabulary.begin, vocabulary.end, vocabulary.unknown)
    assert [vocabulary.pieces[mark] for mark in marks] == ["<s>", "</s>", "<unk>"]
    assert vocabulary.pieces.index("▁de") == 8
    assert vocabulary.normal[ord("％")] == "%"


def test_a_block_is_a_scale_and_32_nibbles_less_8(source: Source) -> None:
    block = source.blocks("l0.q.w", 384)[0, 0]
    packed = [int(byte) for byte in block["nibbles"]]
    levels = [byte % 16 - 8 for byte in packed] + [byte // 16 - 8 for byte in packed]
    expected = np.array(levels, np.float32) * np.float32(block["scale"])
    assert np.array_equal(source.weights("l0.q.w", 384)[0, :32], expected)
    assert source.weights("l0.fo.w", 1536).shape == (384, 1536)


def test_other_bytes_are_not_our_model(tmp_path: Path) -> None:
    (tmp_path / "no.bin").write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ForeignWeights, match=r"no\.bin"):
        Source(tmp_path / "no.bin")

    changed = bytearray(find().read_bytes())
    changed[-1] ^= 1
    (tmp_path / "other.bin").write_bytes(changed)
    with pytest.raises(ForeignWeights, match=r"other\.bin"):
        Source(tmp_path / "other.bin").require_known()
