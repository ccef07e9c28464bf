"""Create the web application: the page, its API and their errors."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from importlib.resources import files
from typing import Annotated, Any, Literal

from fastapi import FastAPI, File, Form, Request, Response, UploadFile
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

import imena
from imena.dictionary import yaml_text
from imena.errors import ImenaError
from imena.models import installed
from imena.tables.tables import Tables
from imena.web import messages, service, uploads
from imena.web.corrections import to_dictionary
from imena.web.limits import MAX_CHARS, MAX_WAITING, RETRY_AFTER, SECONDS
from imena.web.worker import BusyError, LateError, Worker

PAGES = {"/": "index.html", "/docs": "docs.html"}
FILE_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": messages.ErrorAnswer, "description": "what was sent cannot be read"},
    403: {"model": messages.ErrorAnswer, "description": "another page sent it"},
    413: {"model": messages.ErrorAnswer, "description": "too large"},
    415: {"model": messages.ErrorAnswer, "description": "another content type is needed"},
    422: {"model": messages.ErrorAnswer, "description": "a field is missing or wrong"},
    503: {"model": messages.ErrorAnswer, "description": "busy: see the header Retry-After"},
    504: {"model": messages.ErrorAnswer, "description": "it took too long"},
}
FOUND: dict[int | str, dict[str, Any]] = {200: {"model": messages.Answer}, **PROBLEMS}


def create_app(model: str, *, worker: Worker | None = None) -> FastAPI:
    """Create the application without the guard in front of it, see `imena.web.guard`."""
    app = FastAPI(
        title="imena",
        version=imena.__version__,
        description="Entity tables from Russian text: persons, organisations and places.",
        docs_url=None,
        redoc_url=None,
    )
    _add_errors(app)
    _add_pages(app)
    _add_api(app, model, worker or Worker(waiting=MAX_WAITING, seconds=SECONDS))
    return app


def _add_api(app: FastAPI, model: str, worker: Worker) -> None:
    def tables(question: messages.Question) -> Tables:
        return service.extract(
            question.plain(),
            model=model,
            spans=question.spans,
            dictionary=question.dictionary,
            corrections=question.corrections,
        )

    def tables_of_file(
        name: str, content: bytes, column: str, spans: str, dictionary: str | None
    ) -> Tables:
        return service.extract(
            uploads.read(name, content, column),
            model=model,
            spans=spans,
            dictionary=dictionary,
            corrections=[],
        )

    async def answered(make: Callable[[], Tables]) -> Response:
        content = await worker.run(lambda: service.answer(make(), model))
        return Response(content, media_type="application/json")

    @app.post("/api/extract", responses=FOUND, response_class=JSONResponse)
    async def extract(question: messages.Question) -> Response:
        """Find every person, organisation and place in a text."""
        return await answered(partial(tables, question))

    @app.post("/api/extract-file", responses=FOUND, response_class=JSONResponse)
    async def extract_file(
        file: Annotated[UploadFile, File(description="of any format that imena reads")],
        text_column: Annotated[str, Form(description="of a table: where the text is")] = "text",
        spans: Annotated[Literal["nested", "outer", "flat"], Form()] = "nested",
        dictionary: Annotated[str | None, Form(description="its YAML")] = None,
    ) -> Response:
        """Find them in a file, whose texts are part of the answer."""
        content = await file.read()
        return await answered(
            partial(tables_of_file, file.filename or "", content, text_column, spans, dictionary)
        )

    @app.post(
        "/api/export/{kind}",
        response_class=Response,
        responses={
            200: {
                "description": "the file",
                "content": {
                    kind.split(";")[0]: {"schema": {"type": "string", "format": "binary"}}
                    for kind in service.MEDIA_TYPES.values()
                },
            },
            **PROBLEMS,
        },
    )
    async def export(
        kind: Literal["csv", "parquet", "xlsx", "jsonl"], question: messages.Question
    ) -> Response:
        """Download the table of mentions as a file, or all tables as XLSX."""
        content = await worker.run(lambda: service.exported(tables(question), kind))
        name = f'attachment; filename="mentions.{kind}"'
        headers = {"content-disposition": name}
        return Response(content, media_type=service.MEDIA_TYPES[kind], headers=headers)

    @app.post(
        "/api/dictionary",
        response_class=Response,
        responses={
            200: {
                "description": "the file",
                "content": {"application/yaml": {}},
            },
            **PROBLEMS,
        },
    )
    async def dictionary(corrected: messages.Corrected) -> Response:
        """Download the corrections as a dictionary for imena extract --dictionary."""

        def text() -> str:
            base = yaml_text.read_text(corrected.dictionary)
            made = to_dictionary(corrected.corrections, base)
            return yaml_text.write_text(made)

        headers = {"content-disposition": 'attachment; filename="names.yaml"'}
        content = await worker.run(text)
        return Response(content, media_type="application/yaml", headers=headers)

    @app.get("/api/health")
    async def health() -> messages.Health:
        """Check that the server answers."""
        return messages.Health(status="ok", version=imena.__version__, model=model)

    @app.get("/api/models")
    async def models() -> list[messages.Model]:
        """List the installed models."""
        return [
            messages.Model(
                name=info.name,
                version=info.version,
                description=info.description,
                license=info.license,
                megabytes=info.megabytes,
                used=info.name == model,
            )
            for info in installed()
        ]


def _add_pages(app: FastAPI) -> None:
    """Add the files of the page, which are read once, so that no request can name a path."""
    own = files("imena") / "web" / "static"
    marks = files("imena") / "reporting" / "static" / "mentions.css"  # shared with the report
    found = {f"/static/{file.name}": file for file in (marks, *own.iterdir())}
    found |= {path: own / name for path, name in PAGES.items()}
    for path, file in found.items():
        suffix = "." + file.name.rsplit(".", 1)[-1]
        answer = partial(_file, file.read_bytes(), FILE_TYPES[suffix])
        app.add_api_route(path, answer, methods=["GET", "HEAD"], include_in_schema=False)


async def _file(content: bytes, media_type: str) -> Response:
    return Response(content, media_type=media_type)


def _add_errors(app: FastAPI) -> None:
    """Answer every error with JSON that says what to do."""

    @app.exception_handler(BusyError)
    async def busy(request: Request, error: Exception) -> Response:
        return _error(503, str(error), {"retry-after": str(RETRY_AFTER)})

    @app.exception_handler(LateError)
    async def late(request: Request, error: Exception) -> Response:
        return _error(504, str(error))

    @app.exception_handler(ImenaError)
    async def wrong(request: Request, error: Exception) -> Response:
        if isinstance(error, uploads.FileError):
            return _error(400, str(error), words=error.words, values=error.values)
        return _error(400, str(error))

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        return _error(422, "; ".join(map(_sentence, error.errors())))

    @app.exception_handler(HTTPException)
    async def other(request: Request, error: HTTPException) -> Response:
        headers = dict(error.headers or {})
        if error.status_code == 404:
            return _error(404, "this address does not exist: /docs lists those of the API")
        if error.status_code == 405:
            allowed = headers.get("Allow", "another method")
            return _error(405, f"this address accepts only {allowed}: see /docs", headers)
        return _error(error.status_code, str(error.detail), headers)

    @app.exception_handler(Exception)
    async def unforeseen(request: Request, error: Exception) -> Response:
        kind = type(error).__name__
        return _error(500, f"internal error ({kind}): the terminal of the server shows where")


def _error(
    status: int,
    error: str,
    headers: dict[str, str] | None = None,
    words: str = "",
    values: dict[str, str] | None = None,
) -> Response:
    content: dict[str, Any] = {"error": error.encode("utf-8", "backslashreplace").decode()}
    if words:
        content["words"] = words
    if values:
        content["values"] = values
    return JSONResponse(content, status, headers)


def _sentence(error: dict[str, Any]) -> str:
    """Describe a validation error without repeating what was sent."""
    field = ".".join(str(step) for step in error["loc"] if step != "body") or "the request"
    if error["type"] == "json_invalid":
        return "the request is not JSON"
    if error["type"] == "string_too_long":
        most = error["ctx"]["max_length"]
        remedy = "use imena extract on the command line" if most == MAX_CHARS else "shorten it"
        return f"{field}: more than {most:,} characters: {remedy}"
    message = str(error["msg"]).removeprefix("Value error, ")
    return f"{field}: {message[:1].lower()}{message[1:]}"
