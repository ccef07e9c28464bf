"""Fuzz the API: every request, valid or not, gets an answer that fits the description."""

import json
import re

import pytest

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, settings  # noqa: E402

from imena.web.app import create_app  # noqa: E402

DESCRIPTION = json.loads(json.dumps(create_app("ru_imena_sm").openapi()))
API = schemathesis.openapi.from_dict(DESCRIPTION)


def answers_fit_the_description(path):
    """Return the test of one path of the API."""

    @API.include(path=path).parametrize()
    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    def test(case, server):
        # A well-formed request may still contain an invalid text, name or dictionary.
        excluded = [schemathesis.checks.positive_data_acceptance]
        response = case.call(base_url=server.url)
        if response.status_code == 413:  # rejected for its size before it is parsed
            excluded.append(schemathesis.checks.negative_data_rejection)
        case.validate_response(response, excluded_checks=excluded)

    return test


# One test for each path, because pytest-xdist cannot distribute the operations within one test.
for path in DESCRIPTION["paths"]:
    globals()["test" + re.sub(r"\W+", "_", path)] = answers_fit_the_description(path)


def test_a_correction_must_have_its_action():
    schemas = DESCRIPTION["components"]["schemas"]
    for name in ("Rename", "Relabel", "Merge", "Split", "Ignore"):
        assert "action" in schemas[name]["required"]
    assert "most frequent first" in schemas["EntityRef"]["properties"]["names"]["description"]
