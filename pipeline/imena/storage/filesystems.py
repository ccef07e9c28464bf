"""Resolve paths and URIs to a file system and a path in it.

URIs are read as people write them: ``s3://bucket/новости/май 2018`` needs no escapes. If pyarrow
knows the scheme, the text after the first ``?`` holds options (``?endpoint_override=host:9000``);
write ``%3F`` for a ``?`` in a name, and ``%25`` for a ``%`` before two hexadecimal digits.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from urllib.parse import quote, unquote
from urllib.request import url2pathname

import pyarrow as pa
from pyarrow import fs

from imena.errors import MissingExtraError, UsageError

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")  # two letters at least, since C:// is a drive
LOCAL = "file"
# Schemes that pyarrow supports itself; fsspec is used for the others.
PYARROW = {"s3", "gs", "gcs", "hdfs", "viewfs", "abfs", "abfss"}
LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
ESCAPES = {"%": "%25", "?": "%3F", "#": "%23"}
PASSWORD = re.compile(r"(?<=://)[^/@]*:[^/@]*@")
# Pattern in the message of a library, explanation, remedy. The first match applies.
KNOWN_ERRORS = (
    (
        r"ACCESS_DENIED|ACCESS_KEY|SIGNATURE|TOKEN|CREDENTIAL|FORBIDDEN|UNAUTH|\b40[13]\b|PERMISSION",
        "access is denied",
        "set the credentials that its library reads (for S3: AWS_ACCESS_KEY_ID and "
        "AWS_SECRET_ACCESS_KEY, or ~/.aws/credentials)",
    ),
    (
        r"NO_SUCH_BUCKET|BUCKET.*NOT FOUND|NOT FOUND|NO SUCH|NOT EXIST",
        "there is no such bucket, folder or file",
        "check its name",
    ),
    (
        r"NETWORK|CONNECT|RESOLVE|TIMED? ?OUT|UNREACHABLE",
        "it cannot be reached",
        "check the network, the name of the host and, for S3, ?endpoint_override=",
    ),
    (
        r"LIBJVM|LIBHDFS|HADOOP",
        "HDFS needs Hadoop and Java",
        "install them, and set JAVA_HOME, HADOOP_HOME and CLASSPATH",
    ),
)


def is_remote(uri: str) -> bool:
    """Return whether this is a URI of anything but a local file."""
    return (_scheme(uri) or LOCAL) != LOCAL


def locate(uri: str) -> tuple[fs.FileSystem, str]:
    """Return the file system of a path or URI and the path in it, without a trailing slash.

    Raises:
        UsageError: no library supports the scheme, a part of the URI is missing, or its host
            cannot be reached.
        MissingExtraError: fsspec, or a library that fsspec needs, is not installed.
    """
    scheme = _scheme(uri)
    if scheme is None:
        return fs.LocalFileSystem(), os.path.abspath(uri)  # noqa: PTH100 - keeps the string as given
    if scheme == LOCAL:
        return fs.LocalFileSystem(), _local_path(uri)
    if scheme in PYARROW:
        root, path, options = _parts(uri)
        if root.endswith("://") and scheme not in ("hdfs", "viewfs"):
            raise UsageError(f"{uri} has no bucket: write {scheme}://bucket/folder")
        filesystem, prefix = _of_pyarrow(root, options)
        return filesystem, (prefix + unquote(path.strip("/"))).rstrip("/") or "/"
    return _of_fsspec(uri)


def below(uri: str, name: str) -> str:
    """Return the URI of an entry of a folder."""
    if _scheme(uri) not in PYARROW:
        return f"{uri.rstrip('/')}/{name}"
    root, path, options = _parts(uri)
    escaped = "".join(ESCAPES.get(letter, letter) for letter in name)
    return f"{root}{path.rstrip('/')}/{escaped}{options}"


def shown(uri: str) -> str:
    """Format a URI for display: without options, escapes and passwords."""
    if _scheme(uri) in PYARROW:
        root, path, _ = _parts(uri)
        uri = root + unquote(path)
    return PASSWORD.sub("", uri)


def identity(uri: str) -> str:
    """Normalise a URI, so that all ways of writing it are equal."""
    if _scheme(uri) not in PYARROW:
        return uri
    root, path, options = _parts(uri)
    return f"{root}{unquote(path)}{options}"


@contextmanager
def reported(uri: str) -> Iterator[None]:
    """Convert the errors of the libraries into a UsageError that explains the cause."""
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        message = " ".join(str(error).split())
        for pattern, what, remedy in KNOWN_ERRORS:
            if re.search(pattern, message, re.IGNORECASE):
                raise UsageError(f"{shown(uri)}: {what}: {remedy} ({message})") from None
        raise UsageError(f"cannot read {shown(uri)}: {message}") from None


def _scheme(uri: str) -> str | None:
    found = SCHEME.match(uri)
    return found[1].lower() if found else None


def _local_path(uri: str) -> str:
    host, slash, path = uri[len("file://") :].partition("/")
    if host not in ("", "localhost") or not slash:
        raise UsageError(
            f"{uri} is not a valid URI: write file:///folder with three slashes, or the path alone"
        )
    return os.path.abspath(url2pathname(LONE_PERCENT.sub("%25", slash + path)))  # noqa: PTH100


def _parts(uri: str) -> tuple[str, str, str]:
    """Split a URI into scheme and host, path with its slash, options with their question mark."""
    rest, mark, options = uri.partition("?")
    scheme, _, rest = rest.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme.lower()}://{host}", slash + LONE_PERCENT.sub("%25", path), mark + options


@lru_cache(maxsize=64)
def _of_pyarrow(root: str, options: str) -> tuple[fs.FileSystem, str]:
    """Connect to a host or bucket; return the file system and the prefix of all paths in it."""
    name = "imena"
    with reported(root):
        filesystem, path = fs.FileSystem.from_uri(f"{quote(root, safe=':/@%+')}/{name}{options}")
    return filesystem, path.removesuffix(name)


def _of_fsspec(uri: str) -> tuple[fs.FileSystem, str]:
    try:
        import fsspec
    except ImportError:
        line = f'{_scheme(uri)}:// needs fsspec: pip install "imena[remote]"'
        raise MissingExtraError(line) from None
    try:
        with reported(uri):
            filesystem, path = fsspec.core.url_to_fs(uri)
    except ImportError as error:  # it names the library for this scheme
        raise MissingExtraError(f"{shown(uri)}: {error}") from None
    except ValueError as error:
        known = "paths, s3://, gs://, abfs://, hdfs:// and the schemes of fsspec"
        raise UsageError(f"{shown(uri)}: {error}: imena reads {known}") from None
    return fs.PyFileSystem(fs.FSSpecHandler(filesystem)), path.rstrip("/") or "/"
