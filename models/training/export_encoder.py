"""Export a PyTorch encoder to ONNX with 8-bit weights, which `imena.nets.encoder` runs."""

from __future__ import annotations

import tempfile
from pathlib import Path

import onnx
import torch
from models.training.encoder import Encoder
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn
from torch.nn import functional

OPSET = 17
FLOAT = 1  # TensorProto.FLOAT, for tensors whose type the quantiser does not find


class Plain(nn.Module):
    """The same network for one window, in operations that the optimiser can fuse."""

    def __init__(self, encoder: Encoder) -> None:
        """Take the encoder."""
        super().__init__()
        self.encoder = encoder

    def forward(self, pieces: Tensor) -> tuple[Tensor, Tensor]:
        """Return (1, pieces, tags) scores and (1, pieces, 3 * kinds) from (1, pieces) ids."""
        encoder = self.encoder
        texts, length = pieces.shape
        rows = encoder.norm(encoder.word(pieces) + encoder.position.weight[:length])
        for layer in encoder.layers:
            hidden = rows.shape[-1]
            split = layer.qkv(rows).view(texts, length, 3, layer.heads, hidden // layer.heads)
            query, key, value = split.permute(2, 0, 3, 1, 4).unbind(0)
            scale = (hidden // layer.heads) ** -0.5
            seen = torch.softmax(query @ key.transpose(-1, -2) * scale, -1) @ value
            seen = layer.out(seen.transpose(1, 2).reshape(texts, length, hidden))
            rows = layer.out_norm(rows + seen)
            inner = layer.down(functional.gelu(layer.up(rows)))
            rows = layer.down_norm(rows + inner)
        return encoder.heads[0](rows), encoder.kinds(rows)


def export(encoder: Encoder, path: Path) -> None:
    """Write the encoder with its first head and that of the kinds."""
    encoder.eval()
    sample = torch.randint(5, 1000, (1, 37))
    axes = {1: "length"}
    with tempfile.TemporaryDirectory() as folder:
        whole, fused = Path(folder) / "whole.onnx", Path(folder) / "fused.onnx"
        torch.onnx.export(
            Plain(encoder),
            (sample,),
            str(whole),
            input_names=["pieces"],
            output_names=["scores", "kinds"],
            opset_version=OPSET,
            dynamic_axes={"pieces": axes, "scores": axes, "kinds": axes},
            dynamo=False,
        )
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False
        optimizer.optimize_model(
            str(whole),
            model_type="bert",
            num_heads=encoder.layers[0].heads,
            hidden_size=encoder.norm.normalized_shape[0],
            optimization_options=options,
            opt_level=0,
        ).save_model_to_file(str(fused))
        head = [
            node.name
            for node in onnx.load(str(fused)).graph.node
            if "head" in node.name or "kinds" in node.name
        ]
        path.parent.mkdir(parents=True, exist_ok=True)
        quantize_dynamic(
            str(fused),
            str(path),
            nodes_to_exclude=head,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,  # otherwise sums overflow on processors without VNNI
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": FLOAT},
        )
    encoder.eval()
