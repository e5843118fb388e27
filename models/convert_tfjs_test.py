"""Tests of convert_tfjs.py on a small network written by hand."""

import base64
import json
import struct
import tempfile
import unittest
from pathlib import Path

import convert_tfjs


def text(name):
    return base64.b64encode(name.encode()).decode()


def constant(name, kind, dims):
    return {"name": name, "op": "Const",
            "attr": {"dtype": {"type": kind},
                     "value": {"tensor": {"dtype": kind,
                                          "tensorShape": {"dim": [{"size": str(d)} for d in dims]}}}}}


def fused(name, op, steps, inputs):
    return {"name": name, "op": op, "input": inputs, "device": "/device:CPU:0",
            "attr": {"T": {"type": "DT_FLOAT"}, "padding": {"s": text("SAME")},
                     "data_format": {"s": text("NHWC")}, "num_args": {"i": "1"},
                     "epsilon": {"f": 0}, "strides": {"list": {"i": ["1", "2", "2", "1"]}},
                     "fused_ops": {"list": {"s": [text(step) for step in steps]}}}}


class ConvertTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.schema = convert_tfjs.load_schema()
        self.nodes = [
            {"name": "x", "op": "Placeholder",
             "attr": {"dtype": {"type": "DT_FLOAT"},
                      "shape": {"shape": {"dim": [{"size": "1"}, {"size": "-1"}, {"size": "4"},
                                                  {"size": "3"}]}}}},
            constant("kernel", "DT_FLOAT", [1, 1, 3, 2]),
            constant("offset", "DT_FLOAT", [2]),
            constant("axes", "DT_INT64", [2]),
            fused("y", "_FusedConv2D", ["BiasAdd", "Relu6"], ["x", "kernel", "offset"]),
            {"name": "z", "op": "Sum", "input": ["y", "axes"],
             "attr": {"T": {"type": "DT_FLOAT"}, "Tidx": {"type": "DT_INT64"}}},
        ]
        half = {"dtype": "float16", "original_dtype": "float32"}
        self.weights = [
            {"name": "kernel", "shape": [1, 1, 3, 2], "dtype": "float32", "quantization": half},
            {"name": "offset", "shape": [2], "dtype": "float32"},
            {"name": "axes", "shape": [2], "dtype": "int32"},
        ]
        self.data = (struct.pack("<6e", 0.5, -1, 2, 0.25, 65504, -0.125) +
                     struct.pack("<2f", 0.1, -3) + struct.pack("<2i", 1, 2))

    def convert(self, outputs=None):
        model = {"format": "graph-model",
                 "modelTopology": {"node": self.nodes, "versions": {"producer": 808}},
                 "weightsManifest": [{"paths": ["a.bin", "b.bin"], "weights": self.weights}]}
        (self.folder / "net.json").write_text(json.dumps(model))
        (self.folder / "a.bin").write_bytes(self.data[:7])
        (self.folder / "b.bin").write_bytes(self.data[7:])
        return convert_tfjs.convert(self.folder / "net.json", outputs)

    def graph(self, outputs=None):
        graph = self.schema.Graph()
        graph.ParseFromString(self.convert(outputs))
        return {node.name: node for node in graph.node}

    def test_fused_convolution_becomes_three_plain_nodes(self):
        nodes = self.graph()
        self.assertEqual(nodes["y"].op, "Relu6")
        self.assertEqual(list(nodes["y"].input), ["y/bias"])
        self.assertEqual(nodes["y/bias"].op, "BiasAdd")
        self.assertEqual(list(nodes["y/bias"].input), ["y/product", "offset"])
        product = nodes["y/product"]
        self.assertEqual(product.op, "Conv2D")
        self.assertEqual(list(product.input), ["x", "kernel"])
        self.assertEqual(list(product.attr["strides"].list.i), [1, 2, 2, 1])
        self.assertEqual(product.attr["padding"].s, b"SAME")
        self.assertEqual(set(product.attr), {"T", "padding", "data_format", "strides"})

    def test_without_activation_the_bias_keeps_the_name(self):
        self.nodes[4] = fused("y", "FusedDepthwiseConv2dNative", ["BiasAdd"],
                              ["x", "kernel", "offset"])
        nodes = self.graph()
        self.assertEqual(nodes["y"].op, "BiasAdd")
        self.assertEqual(nodes["y/product"].op, "DepthwiseConv2dNative")

    def test_half_precision_becomes_single(self):
        tensor = self.graph()["kernel"].attr["value"].tensor
        self.assertEqual(struct.unpack("<6f", tensor.tensor_content),
                         (0.5, -1, 2, 0.25, 65504, -0.125))

    def test_single_precision_stays(self):
        tensor = self.graph()["offset"].attr["value"].tensor
        self.assertEqual(tensor.tensor_content, struct.pack("<2f", 0.1, -3))

    def test_integers_get_the_width_that_the_graph_declares(self):
        tensor = self.graph()["axes"].attr["value"].tensor
        self.assertEqual(struct.unpack("<2q", tensor.tensor_content), (1, 2))

    def test_same_input_gives_same_bytes(self):
        self.assertEqual(self.convert(), self.convert())

    def test_only_what_the_output_needs_stays(self):
        self.assertEqual(set(self.graph(["y"])),
                         {"x", "kernel", "offset", "y/product", "y/bias", "y"})

    def test_unknown_output_is_named(self):
        with self.assertRaisesRegex(convert_tfjs.ConversionError, "no node called nothing"):
            self.convert(["nothing"])

    def test_missing_weights_are_named(self):
        self.weights.pop()
        self.data = self.data[:-8]
        with self.assertRaisesRegex(convert_tfjs.ConversionError, "axes has no weights"):
            self.convert()

    def test_truncated_weights_are_refused(self):
        self.data = self.data[:-1]
        with self.assertRaisesRegex(convert_tfjs.ConversionError, "end inside axes"):
            self.convert()

    def test_left_over_weights_are_refused(self):
        self.data += b"1234"
        with self.assertRaisesRegex(convert_tfjs.ConversionError, "4 bytes of weights"):
            self.convert()

    def test_wrong_number_of_weights_is_refused(self):
        self.nodes[2] = constant("offset", "DT_FLOAT", [3])
        with self.assertRaisesRegex(convert_tfjs.ConversionError, "offset wants 3 weights, 2"):
            self.convert()

    def test_unknown_fusion_is_refused(self):
        self.nodes[4] = fused("y", "_FusedConv2D", ["BiasAdd", "Prelu"], ["x", "kernel", "offset"])
        with self.assertRaisesRegex(convert_tfjs.ConversionError, "y fuses"):
            self.convert()

    def test_another_format_is_refused(self):
        (self.folder / "net.json").write_text('{"format": "layers-model"}')
        with self.assertRaisesRegex(convert_tfjs.ConversionError, "no TensorFlow.js graph model"):
            convert_tfjs.convert(self.folder / "net.json")


if __name__ == "__main__":
    unittest.main()
