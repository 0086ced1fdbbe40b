"""What metrics, slips and tags are called on a page: Chinese for the reader, names for scripts."""

METRICS = {
    "questions": "问题答对",
    "must": "必须答对的问题",
    "comparisons": "对比表全对",
    "must answer": "该答的给了答案",
    "must refuse": "该拒的拒了",
    "reason": "拒答理由正确",
    "answer figures": "答案中的数据",
    "answer words": "答案中的用语",
    "facts headline": "台账：主要指标",
    "facts other": "台账：其他数据",
    "facts judgement": "台账：见仁见智的",
    "ledger headline": "台账里的主要指标都对（查准）",
    "ledger other": "台账里的其他数据都对（查准）",
    "ledger judgement": "台账里见仁见智的",
    "digits that state nothing": "不是数据的数字未入台账",
    "coverage": "对比表的格子",
    "citations": "引用",
    "evidence cited": "引用了应引的原文",
    "unsupported": "没有无依据的数",
    "meaning": "数的时期、性质、指标说对",
    "recall@5": "检索：前5段有依据（recall@5）",
    "proof refuses": "核验：拒绝假话",
    "proof keeps": "核验：不误删真话",
    "proof": "核验",
    "faithful kept": "忠实的模型：句子全留下",
    "model failure said": "模型出错：答案有说明",
    "gold": "用例的引文在报告里",
}
SENTENCES = {
    "sourced": "按句：有数的句子都有出处",
    "numbers": "按句：出处里有句中的每个数",
    "period": "按数：时期说对",
    "kind": "按数：性质（完成、预计、目标等）说对",
    "indicator": "按数：指标说对",
}
OWN_SENTENCES = "模型自己的句子经核验留下"
OWN_ANSWERS = "有模型自己的句子的答案"
PARTS = {
    "value": "数值",
    "unit": "单位",
    "period": "时期",
    "kind": "性质（完成、预计、目标等）",
    "entity": "主体（地区、指标、口径）",
    "qualifier": "限定词（左右、以上等）",
}
_SLIPS = {
    "10^k": "差10的幂",
    "万/亿": "万、亿混淆",
    "%/个百分点": "%与个百分点混淆",
    "unit": "单位",
    "value": "数值",
    "growth": "增速",
    "direction": "升降反了",
    "target/result": "目标与完成混淆",
    "kind": "性质",
    "neighbour region": "别的地区",
    "indicator": "指标",
    "scope": "口径",
    "period": "时期",
    "basis": "年度、累计或平均",
    "qualifier": "限定词",
    "qualifier dropped": "丢了限定词",
    "missing": "缺",
    "wrong figure": "不该有的数",
    "no figure": "不是数据",
    "wrong blank": "空格的理由",
    "filled": "该空的有数",
    "false answer": "该拒的答了",
    "false refusal": "该答的拒了",
    "wrong status": "状态",
    "wrong reason": "拒答的理由",
    "unproven number": "没有依据的数",
    "invented citation": "不存在的出处",
    "foreign citation": "没有查阅的报告",
    "no source": "没有出处",
    "evidence": "没有引用应引的原文",
    "not retrieved": "没有检索到",
    "false fact": "台账里不实的数据",
    "bad gold": "用例有误",
    "silent": "出错没有说明",
    "said period": "说错时期",
    "said kind": "说错性质",
    "said indicator": "说错指标",
    "false alarm": "误删真话",
}
_KINDS = {"region": "地区", "report": "报告", "variant": "模型的表现"}
_GRADES = {"easy": "易", "medium": "中", "hard": "难"}


def slip(name: str) -> str:
    """A slip in Chinese: `lie: digit` is a lie that the proof let pass."""
    kind, _, detail = name.partition(": ")
    return f"放过假话（{detail}）" if kind == "lie" else _SLIPS.get(name, name)


def slice_title(tag: str) -> str:
    """A tag with its sort in front: `地区 · 乌海市`, `难度 · 易`, `类型 · trap`."""
    if tag in _GRADES:
        return f"难度 · {_GRADES[tag]}"
    kind, _, name = tag.partition(":")
    return f"{_KINDS[kind]} · {name}" if name and kind in _KINDS else f"类型 · {tag}"
