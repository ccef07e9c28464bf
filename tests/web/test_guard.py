"""Test that the guard stops unwanted requests before they reach the application."""

import asyncio

import pytest

from imena.web.guard import POLICY, Guard
from imena.web.limits import MAX_BODY


async def app(scope, receive, send):
    body = b""
    while True:
        message = await receive()
        body += message["body"]
        if not message["more_body"]:
            break
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": body})


def ask(method="POST", path="/api/extract", chunks=(b"{}",), hosts=("localhost",), **headers):
    """Return the status, headers and body of the answer, and the number of chunks read."""
    given = {"host": "localhost:8000", "content-type": "application/json"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    left = list(chunks)
    sent = []

    async def receive():
        chunk = left.pop(0)
        return {"type": "http.request", "body": chunk, "more_body": bool(left)}

    async def send(message):
        sent.append(message)

    pairs = [(k.encode(), v.encode("latin-1")) for k, v in given.items() if v is not None]
    scope = {"type": "http", "method": method, "path": path, "headers": pairs}
    guard = Guard(app, hosts=hosts, addresses="*" in hosts)
    asyncio.run(guard(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), sent[1]["body"], len(chunks) - len(left)


def test_a_valid_request_is_passed_on_unchanged():
    status, _, body, _ = ask(chunks=(b"a" * 3_000_000, b"b" * 2_000_000))
    assert (status, len(body)) == (200, MAX_BODY)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:80", "localhost:9"])
def test_host_names_of_this_server(host):
    assert ask(host=host)[0] == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "10.0.0.1", "", "[", None]
)
def test_other_host_names_are_refused(host):
    assert ask(host=host)[0] == 400
    assert ask("GET", "/", host=host)[0] == 400


def test_ip_addresses_are_accepted_on_a_public_server():
    assert ask(hosts=("*",), host="10.0.0.1:8000")[0] == 200
    assert ask(hosts=("*",), host="[fe80::1]:8000")[0] == 200
    assert ask(hosts=("*",), host="evil.example")[0] == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "http://localhost:8001"},
        {"origin": "null"},
        {"origin": "http://["},
        {"origin": "http://localhost:8000/"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
    ],
)
def test_requests_of_other_origins_are_refused(headers):
    assert ask(**headers)[0] == 403


def test_requests_of_the_page_and_of_programs_are_accepted():
    assert ask(origin="http://localhost:8000", sec_fetch_site="same-origin")[0] == 200
    assert ask()[0] == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", None])
def test_content_types_of_plain_forms_are_refused(kind):
    assert ask(content_type=kind)[0] == 415


def test_multipart_forms_are_accepted_for_files():
    path = "/api/extract-file"
    assert ask(path=path)[0] == 415
    assert ask(path=path, content_type="multipart/form-data; boundary=x")[0] == 200


def test_a_body_over_the_limit_is_refused_and_not_kept():
    status, _, body, _ = ask(chunks=(b"a" * MAX_BODY, b"b"))
    assert status == 413
    assert b"larger than 5 " in body
    assert ask(content_length=str(MAX_BODY + 1))[0] == 413


def test_a_body_far_over_the_limit_is_not_read():
    status, _, _, read = ask(chunks=(b"a" * MAX_BODY,) * 30)
    assert (status, read) == (413, 11)


@pytest.mark.parametrize("answer", [{}, {"host": "evil.example"}])
def test_every_answer_has_the_headers(answer):
    headers = ask(**answer)[1]
    assert headers[b"content-security-policy"] == POLICY.encode()
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"cache-control"] == b"no-store"
    assert headers[b"referrer-policy"] == b"no-referrer"
    assert "unsafe" not in POLICY
