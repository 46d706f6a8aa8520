"""Making the sentence model the house uses from the weights its package carries.

A process of its own: python -m hearthside.engines.retrieval.model_making WEIGHTS INTO. What
it takes to make a model need not stay in memory to use it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from hearthside.engines.retrieval.sentences import MODEL, VOCABULARY, WIDTH, NoModel

# The files we looked at; any other weights are not what was measured.
WEIGHTS: Final = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
WORDS: Final = "07eced375cec144d27c900241f3e339478dec958f92fddbc551f295c992038a3"
LAYERS: Final = 6
HEADS: Final = 12
EPSILON: Final = 1e-12
# What an ignored piece is added before attention: nothing is left of it.
IGNORED: Final = -10000.0

Array = npt.NDArray[Any]


def make(weights: Path, *, into: Path) -> None:
    """Make the model from a folder with model.safetensors and vocab.txt. Takes seconds.

    into -- made if need be; a model that is there is replaced whole or not at all.

    Raises NoModel: other files than those we know.
    """
    _know(weights / "model.safetensors", WEIGHTS)
    _know(weights / "vocab.txt", WORDS)
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into) as made:
        large, small = Path(made) / "large.onnx", Path(made) / MODEL
        graph = _Graph(read_weights(weights / "model.safetensors"))
        onnx.save(graph.model(), large)
        quantize_dynamic(
            large,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        words = Path(made) / VOCABULARY
        words.write_bytes((weights / "vocab.txt").read_bytes())
        os.replace(words, into / VOCABULARY)
        os.replace(small, into / MODEL)


def _know(path: Path, digest: str) -> None:
    if not path.is_file():
        raise NoModel(f"{path.name} is not among the files of the sentence model.")
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            raise NoModel(f"{path.name} is not the file this house knows.")


def read_weights(path: Path) -> dict[str, Array]:
    """Return the numbers of a safetensors file by their names, float32 and int64.

    Source: the safetensors format: eight bytes of length, a JSON header, the numbers.
    """
    raw = np.memmap(path, dtype=np.uint8, mode="r")
    length = int(raw[:8].view("<u8")[0])
    header = json.loads(raw[8 : 8 + length].tobytes())
    header.pop("__metadata__", None)
    kinds = {"F32": "<f4", "I64": "<i8"}
    found = {}
    for name, one in header.items():
        first, after = (8 + length + at for at in one["data_offsets"])
        flat = np.frombuffer(raw[first:after].tobytes(), kinds[one["dtype"]])
        found[name] = flat.reshape(one["shape"])
    return found


class _Graph:
    """BERT with six layers, the mean of its last one, brought to length 1."""

    def __init__(self, weights: dict[str, Array]) -> None:
        self._weights = weights
        self._nodes: list[onnx.NodeProto] = []
        self._kept: dict[str, onnx.TensorProto] = {}

    def model(self) -> onnx.ModelProto:
        """Return the whole model, checked: pieces and there in, points out."""
        here = self._beginning()
        hidden = self._hidden_pieces()
        for layer in range(LAYERS):
            here = self._layer(here, hidden, layer)
        self._mean(here)
        graph = helper.make_graph(
            self._nodes,
            "sentences",
            [
                helper.make_tensor_value_info(
                    name, TensorProto.INT64, ["texts", "long"]
                )
                for name in ("pieces", "there")
            ],
            [
                helper.make_tensor_value_info(
                    "points", TensorProto.FLOAT, ["texts", WIDTH]
                )
            ],
            list(self._kept.values()),
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)])
        model.ir_version = 9
        # Nothing is left to prepare, and the tool that makes it small asks for it by name.
        helper.set_model_props(model, {"onnx.quant.pre_process": "onnxruntime.quant"})
        onnx.checker.check_model(model)
        return model

    def _do(self, what: str, inputs: list[str], out: str, **how: Any) -> str:
        self._nodes.append(helper.make_node(what, inputs, [out], name=out, **how))
        return out

    def _keep(self, name: str, value: Array) -> str:
        if name not in self._kept:
            whole = np.ascontiguousarray(value)
            self._kept[name] = numpy_helper.from_array(whole, name)
        return name

    def _number(self, name: str, value: float) -> str:
        return self._keep(name, np.array(value, np.float32))

    def _whole(self, name: str, *values: int) -> str:
        return self._keep(name, np.array(values, np.int64))

    def _weight(self, name: str) -> str:
        return self._keep(name, self._weights[name])

    def _linear(self, here: str, name: str) -> str:
        turned = self._keep(f"{name}.turned", self._weights[f"{name}.weight"].T)
        product = self._do("MatMul", [here, turned], f"{name}.product")
        return self._do("Add", [product, self._weight(f"{name}.bias")], f"{name}.sum")

    def _level(self, here: str, name: str) -> str:
        inputs = [here, self._weight(f"{name}.weight"), self._weight(f"{name}.bias")]
        return self._do(
            "LayerNormalization", inputs, f"{name}.out", axis=-1, epsilon=EPSILON
        )

    def _beginning(self) -> str:
        words = self._weight("embeddings.word_embeddings.weight")
        places = self._weight("embeddings.position_embeddings.weight")
        kind = self._weights["embeddings.token_type_embeddings.weight"][0]
        word = self._do("Gather", [words, "pieces"], "word")
        shape = self._do("Shape", ["pieces"], "shape")
        long = self._do("Gather", [shape, self._whole("second", 1)], "how_long")
        zero = self._whole("zero", 0)
        place = self._do("Slice", [places, zero, long, zero], "place")
        placed = self._do("Add", [word, place], "placed")
        whole = self._do("Add", [placed, self._keep("kind", kind)], "whole")
        return self._level(whole, "embeddings.LayerNorm")

    def _hidden_pieces(self) -> str:
        self._do("Cast", ["there"], "there_too", to=TensorProto.FLOAT)
        away = self._do("Sub", [self._number("one", 1.0), "there_too"], "away")
        low = self._do("Mul", [away, self._number("ignored", IGNORED)], "low")
        return self._do("Unsqueeze", [low, self._whole("heads", 1, 2)], "hidden")

    def _layer(self, here: str, hidden: str, layer: int) -> str:
        name = f"encoder.layer.{layer}"
        looked = self._attention(here, hidden, f"{name}.attention")
        seen = self._linear(looked, f"{name}.attention.output.dense")
        both = self._do("Add", [seen, here], f"{name}.seen")
        here = self._level(both, f"{name}.attention.output.LayerNorm")
        wide = self._linear(here, f"{name}.intermediate.dense")
        bent = self._do("Gelu", [wide], f"{name}.bent")
        narrow = self._linear(bent, f"{name}.output.dense")
        both = self._do("Add", [narrow, here], f"{name}.both")
        return self._level(both, f"{name}.output.LayerNorm")

    def _attention(self, here: str, hidden: str, name: str) -> str:
        query = self._heads(here, f"{name}.self.query", [0, 2, 1, 3])
        key = self._heads(here, f"{name}.self.key", [0, 2, 3, 1])
        value = self._heads(here, f"{name}.self.value", [0, 2, 1, 3])
        alike = self._do("MatMul", [query, key], f"{name}.alike")
        scale = self._number("scale", (WIDTH // HEADS) ** -0.5)
        scaled = self._do("Mul", [alike, scale], f"{name}.scaled")
        open_ = self._do("Add", [scaled, hidden], f"{name}.open")
        share = self._do("Softmax", [open_], f"{name}.share", axis=-1)
        mixed = self._do("MatMul", [share, value], f"{name}.mixed")
        back = self._do("Transpose", [mixed], f"{name}.back", perm=[0, 2, 1, 3])
        joined = self._whole("joined", 0, 0, WIDTH)
        return self._do("Reshape", [back, joined], f"{name}.joined")

    def _heads(self, here: str, name: str, order: list[int]) -> str:
        apart = self._whole("apart", 0, 0, HEADS, WIDTH // HEADS)
        split = self._do("Reshape", [self._linear(here, name), apart], f"{name}.split")
        return self._do("Transpose", [split], f"{name}.heads", perm=order)

    def _mean(self, here: str) -> None:
        along = self._whole("along", 1)
        counted = self._do(
            "Unsqueeze", ["there_too", self._whole("last", 2)], "counted"
        )
        real = self._do("Mul", [here, counted], "real")
        total = self._do("ReduceSum", [real, along], "total", keepdims=0)
        many = self._do("ReduceSum", [counted, along], "many", keepdims=0)
        mean = self._do("Div", [total, many], "mean")
        self._do("LpNormalization", [mean], "points", axis=-1, p=2)


def main(words: list[str]) -> int:
    """Make the model; 1, and why on the error stream, where it cannot be made."""
    weights, into = words
    try:
        make(Path(weights), into=Path(into))
    except NoModel as no:
        sys.stderr.write(no.why)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
