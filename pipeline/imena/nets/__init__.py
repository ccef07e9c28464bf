"""The numeric engine: word embeddings, a convolutional tagger and a CRF, in plain numpy."""
