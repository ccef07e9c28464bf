"""Test `imena serve`, from its start to Ctrl-C."""

import json
import signal
import socket
import time
from contextlib import ExitStack

import httpx
import pytest
from tests.helpers.web_running import running
from typer.testing import CliRunner

from imena.cli import app
from imena.errors import MissingExtraError, UsageError
from imena.web import server as web
from imena.web.limits import MAX_CONNECTIONS


def test_many_connections_and_ctrl_c_during_a_request(tmp_path):
    body = json.dumps({"text": "Валерия Герасимова ждут в Баку. " * 30_000}).encode()
    with running(tmp_path) as found:
        host = found.url.removeprefix("http://")
        head = f"POST /api/extract HTTP/1.1\r\nHost: {host}\r\nContent-Length: {len(body)}\r\n"
        name, port = host.split(":")
        with ExitStack() as stack:
            for _ in range(MAX_CONNECTIONS):
                stack.enter_context(socket.create_connection((name, int(port))))
            assert httpx.get(found.url).status_code == 503  # too many requests at once
        with socket.create_connection((name, int(port))) as client:
            client.sendall(head.encode() + b"Content-Type: application/json\r\n\r\n" + body)
            time.sleep(1)  # the first request is being processed
            found.process.send_signal(signal.SIGINT)
            _, err = found.process.communicate(timeout=15)
    assert found.process.returncode == 0
    assert "Traceback" not in err


def test_a_port_in_use_is_an_error_of_one_sentence():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = CliRunner().invoke(app, ["serve", "--port", str(port)])
    assert done.exit_code == 2
    assert "choose another --port" in done.stderr


def test_an_unknown_model_is_an_error_before_listening():
    with pytest.raises(UsageError, match="unknown model 'ru'"):
        web.serve(port=0, model="ru")


def test_a_missing_library_is_an_error_with_a_remedy(monkeypatch):
    monkeypatch.setattr(web, "find_spec", lambda name: None if name == "uvicorn" else object())
    with pytest.raises(MissingExtraError, match=r'needs uvicorn: pip install "imena\[web\]"'):
        web.serve()


def test_listening_to_other_machines_gives_a_warning(monkeypatch):
    monkeypatch.setattr(web, "serve", lambda *given, **more: None)
    assert "anyone who can reach" in CliRunner().invoke(app, ["serve", "--host", "0.0.0.0"]).stderr
    assert CliRunner().invoke(app, ["serve"]).stderr == ""


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.0.0.2", "::1"])
def test_loopback(host):
    assert web.is_loopback(host)
    assert not web.is_loopback("192.168.0.1")
    assert not web.is_loopback("0.0.0.0")
