"""The networks in plain numpy and onnxruntime: embeddings, convolutions, a CRF and an encoder."""
