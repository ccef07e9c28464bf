"""Whatever fits the description of the API, and what does not, gets an answer that fits it."""

import json
import re

import pytest

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, settings  # noqa: E402

from imena.web.app import create_app  # noqa: E402

DESCRIPTION = json.loads(json.dumps(create_app("ru_imena_sm").openapi()))
API = schemathesis.openapi.from_dict(DESCRIPTION)


def answers_fit_the_description(path):
    """The test of a path of the API."""

    @API.include(path=path).parametrize()
    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    def test(case, server):
        # A request may be well formed and still say what no text, name or dictionary is.
        excluded = [schemathesis.checks.positive_data_acceptance]
        response = case.call(base_url=server.url)
        if response.status_code == 413:  # refused by its size, before anybody reads what it says
            excluded.append(schemathesis.checks.negative_data_rejection)
        case.validate_response(response, excluded_checks=excluded)

    return test


# A test a path: the operations that schemathesis finds for one test are one test to pytest-xdist.
for path in DESCRIPTION["paths"]:
    globals()["test" + re.sub(r"\W+", "_", path)] = answers_fit_the_description(path)
