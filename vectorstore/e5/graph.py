"""The model's tensors as an ONNX graph: int8 products, everything else in float32.

In: one text's embedded tokens, (1, tokens, width). Out: the mean of what the last layer says.

Each projection multiplies int8 weights, quantised for each output, by activations quantised as
they come. Weights take 7 of the 8 bits: the sum of two products then fits 16 bits, so that a
processor without VNNI computes what one with it computes.

Of the hidden neurons of nine layers one is as loud as all others together (55 beside 4): it
would take the whole range of the quantised ones, and runs beside them in float32. Its outgoing
weights are the largest, which tells it without a look at any text. Three of four hidden neurons
of the last layer have hardly any weights, and are left out. Cosine to the float32 graph: 0.9986,
with the loud ones among the others 0.9967, with the silent ones 0.9987 at 3% more time.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from vectorstore.e5.session import INPUT, OUTPUT
from vectorstore.e5.source import Source
from vectorstore.vectors import Matrix

_CONTRIB = "com.microsoft"
_OPSETS = (("", 20), (_CONTRIB, 1))
_IR = 10
_MOST = 63  # 7 bits
_LOUD = 3.0  # times the next: 3.2 to 12 in nine layers, below 1.2 in the others
_DEAD = 0.02  # in times out: 0.4 at least in all layers but the last, 0.001 for half of that


class Graph:
    """Nodes and tensors on their way into a model; an op gives the name of what it makes."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.tensors: list[TensorProto] = []

    def tensor(self, name: str, values: NDArray[np.generic]) -> str:
        """A constant."""
        self.tensors.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes: float | str) -> str:
        """A node with one output."""
        return self.ops(kind, *inputs, outputs=1, domain=domain, **attributes)[0]

    def ops(
        self, kind: str, *inputs: str, outputs: int, domain: str = "", **attributes: float | str
    ) -> Sequence[str]:
        """A node with several outputs."""
        names = [f"{kind}.{len(self.nodes)}.{n}" for n in range(outputs)]
        node = helper.make_node(kind, inputs, names, domain=domain)
        node.attribute.extend(helper.make_attribute(*each) for each in attributes.items())
        self.nodes.append(node)
        return names


def model(source: Source) -> ModelProto:
    """The whole model."""
    graph = Graph()
    hidden = _normalised(graph, source, INPUT, "emb.ln")
    for number in range(source.sizes.layers):
        hidden = _layer(graph, source, f"l{number}", hidden)
    axes = graph.tensor("axes", np.array([0, 1]))
    mean = helper.make_node("ReduceMean", [hidden, axes], [OUTPUT], keepdims=0)
    width = source.sizes.width
    return helper.make_model(
        helper.make_graph(
            [*graph.nodes, mean],
            "e5",
            [helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, [1, "length", width])],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, [width])],
            graph.tensors,
        ),
        opset_imports=[helper.make_opsetid(*opset) for opset in _OPSETS],
        ir_version=_IR,
    )


def _layer(graph: Graph, source: Source, name: str, hidden: str) -> str:
    """Attention, then the hidden neurons; each adds to what it was given."""
    said = graph.op("Add", hidden, _attention(graph, source, name, hidden))
    hidden = _normalised(graph, source, said, f"{name}.aln")
    said = graph.op("Add", hidden, _neurons(graph, source, name, hidden))
    return _normalised(graph, source, said, f"{name}.oln")


def _neurons(graph: Graph, source: Source, name: str, hidden: str) -> str:
    """What the hidden neurons add; those that can say nothing are left out."""
    inward = source.weights(f"{name}.fi.w", source.sizes.width)
    outward = source.weights(f"{name}.fo.w", source.sizes.hidden)
    said = np.linalg.norm(inward, axis=1) * np.linalg.norm(outward, axis=0) > _DEAD
    inward, outward = inward[said], outward[:, said]
    bias = source.floats(f"{name}.fi.b")[said]
    strength = np.abs(outward).max(axis=0)
    loud, second = (int(at) for at in np.argsort(-strength)[:2])
    alone = None
    if strength[loud] > _LOUD * strength[second]:
        given = inward[loud], bias[loud], outward[:, loud]
        alone = _loud(graph, f"{name}.loud", hidden, *given)
        inward[loud], outward[:, loud], bias[loud] = 0, 0, 0
    quiet = _gelu(graph, _projected(graph, f"{name}.fi", hidden, inward, bias))
    out = _projected(graph, f"{name}.fo", quiet, outward, source.floats(f"{name}.fo.b"))
    return out if alone is None else graph.op("Add", out, alone)


def _attention(graph: Graph, source: Source, name: str, hidden: str) -> str:
    width = source.sizes.width
    weights = np.concatenate([source.weights(f"{name}.{part}.w", width) for part in "qkv"])
    bias = np.concatenate([source.floats(f"{name}.{part}.b") for part in "qkv"])
    together = _projected(graph, f"{name}.qkv", hidden, weights, bias)
    parts = graph.ops("Split", together, outputs=3, axis=-1, num_outputs=3)
    heads = source.sizes.heads
    seen = graph.op("MultiHeadAttention", *parts, domain=_CONTRIB, num_heads=heads)
    weights, bias = source.weights(f"{name}.ao.w", width), source.floats(f"{name}.ao.b")
    return _projected(graph, f"{name}.ao", seen, weights, bias)


def _loud(
    graph: Graph, name: str, hidden: str, inward: Matrix, bias: np.float32, outward: Matrix
) -> str:
    """What one hidden neuron adds, in float32."""
    heard = graph.op("MatMul", hidden, graph.tensor(f"{name}.in", inward[:, None]))
    level = graph.op("Add", heard, graph.tensor(f"{name}.bias", np.array([bias])))
    return graph.op("MatMul", _gelu(graph, level), graph.tensor(f"{name}.out", outward[None, :]))


def _gelu(graph: Graph, given: str) -> str:
    """By the tangent: a quarter less time, for 0.00001 of cosine."""
    return graph.op("Gelu", given, approximate="tanh")


def _projected(graph: Graph, name: str, given: str, weights: Matrix, bias: Matrix) -> str:
    """`given` times the weights, which have one row for each output, plus the bias."""
    steps = np.maximum(np.abs(weights).max(axis=1), np.finfo(np.float32).tiny * 1e6) / _MOST
    levels = np.rint(weights / steps[:, None]).astype(np.int8)
    return graph.op(
        "DynamicQuantizeMatMul",
        given,
        graph.tensor(f"{name}.levels", levels.T),
        graph.tensor(f"{name}.steps", steps),
        graph.tensor(f"{name}.zeros", np.zeros(len(steps), np.int8)),
        graph.tensor(f"{name}.bias", bias),
        domain=_CONTRIB,
    )


def _normalised(graph: Graph, source: Source, given: str, name: str) -> str:
    scale = graph.tensor(f"{name}.w", source.floats(f"{name}.w"))
    shift = graph.tensor(f"{name}.b", source.floats(f"{name}.b"))
    return graph.op(
        "LayerNormalization", given, scale, shift, axis=-1, epsilon=source.sizes.epsilon
    )
