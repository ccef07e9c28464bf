"""The HTML report, in order of execution: sample, articles, co-occurrence, series, data, page."""
