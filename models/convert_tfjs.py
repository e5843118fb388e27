#!/usr/bin/env python3
"""Turns a network in TensorFlow.js form into a frozen TensorFlow graph that OpenVINO reads.

A TensorFlow.js graph model is a GraphDef written as JSON with its weights in separate files. This
fills every constant with its weights (half precision becomes single precision), splits TensorFlow's
fused operations, which OpenVINO does not know, into the plain ones, drops what the wanted outputs do
not need, and writes the binary message. TensorFlow itself is not needed: python3-protobuf and protoc
are enough. The same input gives the same bytes.
"""

import argparse
import importlib
import json
import os
import struct
import subprocess
import sys
import tempfile
from pathlib import Path

FUSED_OPERATIONS = {
    "_FusedConv2D": "Conv2D",
    "FusedDepthwiseConv2dNative": "DepthwiseConv2dNative",
    "_FusedMatMul": "MatMul",
}
# Attributes that exist only on the fused form.
FUSED_ATTRIBUTES = ("fused_ops", "num_args", "epsilon", "leakyrelu_alpha")
ACTIVATIONS = ("Relu", "Relu6", "Elu")
# How Python's struct module calls the types that weights are stored in.
STORED_FORMATS = {"float32": "f", "float16": "e", "int32": "i", "bool": "?"}
GRAPH_FORMATS = {"DT_FLOAT": "f", "DT_INT32": "i", "DT_INT64": "q", "DT_BOOL": "?"}


class ConversionError(Exception):
    """The network can't be converted; the message says why."""


def load_schema():
    """Compiles graphdef.proto with protoc and returns the module with its classes."""
    schema = Path(__file__).resolve().parent / "graphdef.proto"
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(
                ["protoc", f"--proto_path={schema.parent}", f"--python_out={folder}", schema.name],
                check=True, capture_output=True, text=True)
        except FileNotFoundError:
            raise ConversionError("protoc is missing; install Debian's protobuf-compiler.") from None
        except subprocess.CalledProcessError as error:
            raise ConversionError(f"protoc refused {schema}: {error.stderr.strip()}") from None
        sys.path.insert(0, folder)
        try:
            return importlib.import_module("graphdef_pb2")
        except ImportError:
            raise ConversionError(
                "Python's protobuf is missing; install Debian's python3-protobuf.") from None
        finally:
            sys.path.remove(folder)


def read_weights(model, folder):
    """Maps each weight's name to (values, stored format letter)."""
    weights = {}
    for group in model["weightsManifest"]:
        data = b"".join((folder / name).read_bytes() for name in group["paths"])
        offset = 0
        for weight in group["weights"]:
            stored = weight.get("quantization", {}).get("dtype", weight["dtype"])
            if stored not in STORED_FORMATS:
                raise ConversionError(f"Weight {weight['name']} has the unknown type {stored}.")
            count = 1
            for size in weight["shape"]:
                count *= size
            layout = f"<{count}{STORED_FORMATS[stored]}"
            length = struct.calcsize(layout)
            if offset + length > len(data):
                raise ConversionError(f"The weights end inside {weight['name']}.")
            weights[weight["name"]] = struct.unpack_from(layout, data, offset)
            offset += length
        if offset != len(data):
            raise ConversionError(f"{len(data) - offset} bytes of weights belong to no constant.")
    return weights


def fill_constant(node, weights):
    """Puts the weights of a constant into its node."""
    if node.name not in weights:
        raise ConversionError(f"Constant {node.name} has no weights.")
    tensor = node.attr["value"].tensor
    kind = node.attr["dtype"].type
    name = next((text for text in GRAPH_FORMATS if type_number(tensor, text) == kind), None)
    if name is None:
        raise ConversionError(f"Constant {node.name} has the unknown type {kind}.")
    values = weights[node.name]
    count = 1
    for dim in tensor.tensor_shape.dim:
        count *= dim.size
    if count != len(values):
        raise ConversionError(f"Constant {node.name} wants {count} weights, {len(values)} are there.")
    tensor.dtype = kind
    tensor.tensor_content = struct.pack(f"<{count}{GRAPH_FORMATS[name]}", *values)


def type_number(tensor, name):
    """The number of a data type in the schema."""
    return tensor.DESCRIPTOR.fields_by_name["dtype"].enum_type.values_by_name[name].number


def split_fused(node, graph_class):
    """Returns the plain nodes that do what one fused node does; the last one keeps its name."""
    steps = [step.decode() for step in node.attr["fused_ops"].list.s]
    if not steps or steps[0] != "BiasAdd" or len(steps) > 2 or (
            len(steps) == 2 and steps[1] not in ACTIVATIONS):
        raise ConversionError(f"{node.name} fuses {steps}, which is not known here.")
    if len(node.input) != 3:
        raise ConversionError(f"{node.name} has {len(node.input)} inputs instead of 3.")
    result = graph_class()
    product = result.node.add()
    product.CopyFrom(node)
    product.op = FUSED_OPERATIONS[node.op]
    product.name = node.name + "/product"
    product.device = ""
    del product.input[2:]
    for attribute in FUSED_ATTRIBUTES:
        if attribute in product.attr:
            del product.attr[attribute]
    bias = result.node.add(op="BiasAdd", input=[product.name, node.input[2]])
    bias.name = node.name + "/bias" if len(steps) == 2 else node.name
    bias.attr["T"].CopyFrom(node.attr["T"])
    if "data_format" in node.attr:
        bias.attr["data_format"].CopyFrom(node.attr["data_format"])
    if len(steps) == 2:
        activation = result.node.add(name=node.name, op=steps[1], input=[bias.name])
        activation.attr["T"].CopyFrom(node.attr["T"])
    return result.node


def needed_nodes(graph, outputs):
    """Names of the nodes that the outputs depend on."""
    inputs = {node.name: node.input for node in graph.node}
    needed, waiting = set(), [name.split(":")[0] for name in outputs]
    while waiting:
        name = waiting.pop()
        if name in needed:
            continue
        if name not in inputs:
            raise ConversionError(f"The graph has no node called {name}.")
        needed.add(name)
        waiting += [text.lstrip("^").split(":")[0] for text in inputs[name]]
    return needed


def convert(json_file, outputs=None):
    """Returns the bytes of the frozen graph.

    json_file: the TensorFlow.js model; its weights lie beside it.
    outputs: names of the nodes to keep as outputs; None keeps all of them.
    """
    schema = load_schema()
    from google.protobuf import json_format
    json_file = Path(json_file)
    model = json.loads(json_file.read_text(encoding="utf-8"))
    if model.get("format") != "graph-model":
        raise ConversionError(f"{json_file} is no TensorFlow.js graph model.")
    topology = {"node": model["modelTopology"]["node"],
                "versions": {"producer": model["modelTopology"].get("versions", {}).get("producer", 0)}}
    source = json_format.ParseDict(topology, schema.Graph())
    weights = read_weights(model, json_file.parent)
    keep = needed_nodes(source, outputs) if outputs else {node.name for node in source.node}
    graph = schema.Graph()
    graph.versions.CopyFrom(source.versions)
    for node in source.node:
        if node.name not in keep:
            continue
        if node.op in FUSED_OPERATIONS:
            graph.node.extend(split_fused(node, schema.Graph))
            continue
        if node.op == "Const":
            fill_constant(node, weights)
        graph.node.add().CopyFrom(node)
    return graph.SerializeToString(deterministic=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("json", help="the TensorFlow.js model, its weights beside it")
    parser.add_argument("pb", help="the frozen graph to write")
    parser.add_argument("--output", action="append", help="keep only what this node needs")
    arguments = parser.parse_args()
    try:
        content = convert(arguments.json, arguments.output)
        partial = Path(arguments.pb + ".partial")
        partial.write_bytes(content)
        os.replace(partial, arguments.pb)
    except (ConversionError, OSError, ValueError) as error:
        sys.exit(f"Could not convert {arguments.json}: {error}")


if __name__ == "__main__":
    main()
