"""The parts of the HTML report, in the order of the work: sample, data, network, texts, page."""
