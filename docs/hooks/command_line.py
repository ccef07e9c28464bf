"""Write the reference of the command line from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo

from imena.cli import app

PLACE = "<!-- the commands -->"  # in docs/cli.md
VALUES = {int: "INTEGER", float: "FLOAT"}  # what usage lines call a value of a type; others: TEXT


def on_page_markdown(markdown: str, page: Any, config: Any, files: Any) -> str:
    """Put the reference of all commands in its place on the page of the command line."""
    return markdown.replace(PLACE, reference()) if PLACE in markdown else markdown


def reference() -> str:
    """Describe every command: its purpose, an example, its arguments and its options."""
    return "\n\n".join(
        _command(command.name or command.callback.__name__.replace("_", "-"), command.callback)
        for command in app.registered_commands
    )


def _command(name: str, function: Callable[..., Any]) -> str:
    purpose, _, example = (inspect.getdoc(function) or "").partition("Example:")
    arguments, options = _parameters(function)
    usage = " ".join(["imena", name, *(["[OPTIONS]"] if options else []), *arguments])
    parts = [f"## imena {name}", purpose.strip(), f"```text\n{usage}\n```"]
    if example.strip():
        parts.append(f"For example:\n\n```console\n$ {' '.join(example.split())}\n```")
    if arguments:
        rows = "\n".join(f"| `{value}` | {meaning} |" for value, meaning in arguments.items())
        parts.append(f"| argument | meaning |\n|---|---|\n{rows}")
    if options:
        parts.append("| option | default | meaning |\n|---|---|---|\n" + "\n".join(options))
    return "\n\n".join(parts)


def _parameters(function: Callable[..., Any]) -> tuple[dict[str, str], list[str]]:
    """Return the meaning of each argument by its name, and the options as rows of a table."""
    hints = get_type_hints(function, include_extras=True)
    arguments: dict[str, str] = {}
    options: list[str] = []
    for name, parameter in inspect.signature(function).parameters.items():
        type, info = _annotated(hints[name])
        if isinstance(info, ArgumentInfo):
            arguments[info.metavar or name.upper()] = _cell(info.help)
            continue
        given = (info.default, *(info.param_decls or ()))  # Typer's first argument may be a name
        names = [written for written in given if isinstance(written, str)]
        names = names or list(_names(name, type))
        value = "" if type is bool else f" `{info.metavar or VALUES.get(type, 'TEXT')}`"
        written = " ".join(f"`{part}`" for joined in names for part in joined.split("/"))
        default = _default(parameter.default, names[0])
        options.append(f"| {written}{value} | {default} | {_cell(info.help)} |")
    return arguments, options


def _annotated(hint: Any) -> tuple[Any, Any]:
    """Return the type of a parameter without None, and its annotation for Typer."""
    assert get_origin(hint) is Annotated, "a parameter of a command says what it means"
    type, info = get_args(hint)
    kinds = [kind for kind in get_args(type) if kind is not None.__class__]
    return (kinds[0] if get_args(type) and get_origin(type) is not list else type), info


def _names(name: str, type: Any) -> Iterator[str]:
    """The option that Typer makes of a parameter."""
    option = name.replace("_", "-")
    yield f"--{option}"
    if type is bool:
        yield f"--no-{option}"


def _default(default: Any, name: str) -> str:
    if default is inspect.Parameter.empty:
        return "required"
    if default is None or default is False:
        return ""
    return f"`{name.split('/')[0]}`" if default is True else f"`{default}`"


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")
