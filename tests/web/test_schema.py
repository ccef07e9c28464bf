"""Whatever fits the description of the API, and what does not, gets an answer that fits it."""

import json

import pytest

schemathesis = pytest.importorskip("schemathesis")
from hypothesis import HealthCheck, settings  # noqa: E402

from imena.web.app import create_app  # noqa: E402

DESCRIPTION = json.loads(json.dumps(create_app("ru_imena_sm").openapi()))
API = schemathesis.openapi.from_dict(DESCRIPTION)


@API.parametrize()
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_answers_fit_the_description(case, server):
    # A request may be well formed and still say what no text, name or dictionary is.
    rejections = [schemathesis.checks.positive_data_acceptance]
    case.call_and_validate(base_url=server.url, excluded_checks=rejections)
