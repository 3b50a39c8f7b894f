"""ONNX files as protocol buffers: as much of their public schema as it takes to edit a graph, without the onnx package.

Fields that are not named here are kept as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Message = Any

_SCHEMA = {
    "Model": ("graph 7 Graph", "opset 8* Opset"),
    "Graph": (
        "node 1* Node",
        "initializer 5* Tensor",
        "input 11* Value",
        "output 12* Value",
        "value_info 13* Value",
    ),
    "Opset": ("domain 1 string", "version 2 int64"),
    "Node": (
        "input 1* string",
        "output 2* string",
        "op_type 4 string",
        "attribute 5* Attribute",
        "domain 7 string",
    ),
    "Attribute": ("name 1 string", "i 3 int64", "ints 8* int64", "type 20 int32"),
    "Tensor": (
        "dims 1* int64",
        "data_type 2 int32",
        "float_data 4* float",
        "name 8 string",
        "raw_data 9 bytes",
    ),
    "Value": ("name 1 string",),
}
"""Messages and their fields: name, number (`*`: many) and kind."""
FLOAT, UINT8, INT8, INT32, INT64 = 1, 2, 3, 6, 7
"""Types of elements in ONNX's numbering."""
_TYPES = {FLOAT: np.float32, UINT8: np.uint8, INT8: np.int8, INT32: np.int32, INT64: np.int64}
_INT, _INTS = 2, 7
"""Types of attributes."""


@cache
def _messages() -> dict[str, Any]:
    """A class for each message."""
    from google.protobuf.descriptor_pb2 import FieldDescriptorProto, FileDescriptorProto
    from google.protobuf.descriptor_pool import DescriptorPool
    from google.protobuf.message_factory import GetMessageClass

    kinds = {
        "string": FieldDescriptorProto.TYPE_STRING,
        "bytes": FieldDescriptorProto.TYPE_BYTES,
        "int64": FieldDescriptorProto.TYPE_INT64,
        "int32": FieldDescriptorProto.TYPE_INT32,
        "float": FieldDescriptorProto.TYPE_FLOAT,
    }
    file = FileDescriptorProto(name="onnx_file.proto", package="scanglot.onnx", syntax="proto2")
    for name, fields in _SCHEMA.items():
        message = file.message_type.add(name=name)
        for field in fields:
            called, number, kind = field.split()
            many = number.endswith("*")
            entry = message.field.add(name=called, number=int(number.rstrip("*")))
            entry.label = FieldDescriptorProto.LABEL_REPEATED if many else FieldDescriptorProto.LABEL_OPTIONAL
            if kind in kinds:
                entry.type = kinds[kind]
                entry.options.packed = many and kind in {"int64", "float"}
            else:
                entry.type, entry.type_name = FieldDescriptorProto.TYPE_MESSAGE, f".scanglot.onnx.{kind}"
    pool = DescriptorPool()
    pool.Add(file)
    found = pool.FindFileByName(file.name).message_types_by_name
    return {name: GetMessageClass(found[name]) for name in _SCHEMA}


def read(content: bytes) -> Message:
    """The model in an ONNX file."""
    return _messages()["Model"].FromString(content)


def array(tensor: Message) -> NDArray[Any]:
    """The values of an initializer whose type is among those known here."""
    kind = _TYPES[tensor.data_type]
    values = np.frombuffer(tensor.raw_data, kind) if tensor.raw_data else np.array(tensor.float_data, kind)
    return values.reshape(tuple(tensor.dims))


def tensor(name: str, values: NDArray[Any]) -> Message:
    """An initializer."""
    (kind,) = (number for number, known in _TYPES.items() if values.dtype == known)
    return _messages()["Tensor"](name=name, dims=values.shape, data_type=kind, raw_data=values.tobytes())


def node(
    op_type: str,
    inputs: Sequence[str],
    outputs: Sequence[str],
    domain: str = "",
    **attributes: int | list[int],
) -> Message:
    """A node with attributes that are whole numbers or lists of them."""
    made = _messages()["Node"](op_type=op_type, input=inputs, output=outputs, domain=domain)
    for name, value in attributes.items():
        if isinstance(value, int):
            made.attribute.add(name=name, i=value, type=_INT)
        else:
            made.attribute.add(name=name, ints=value, type=_INTS)
    return made
