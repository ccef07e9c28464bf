"""Every error that imena raises on purpose: each says what was wrong, where, and what to do."""

from __future__ import annotations


class ImenaError(Exception):
    """The base of all of them: catch this one to catch them all."""


class UsageError(ImenaError):
    """The call itself is wrong (a missing file, an unknown model or option): exit code 2."""


class DictionaryError(UsageError):
    """A user's dictionary of names cannot be read: the message has its file and line."""


class InputError(ImenaError):
    """One document cannot be read: it becomes a row with status ``failed``, and the run goes on."""


class MissingExtraError(ImenaError):
    """An optional library is not installed; the message has the line that installs it."""


class WeightsError(ImenaError):
    """A model's weights are missing or are not the file that was expected."""


class RunError(ImenaError):
    """A run over a corpus had to stop; what is done is kept, and the same command goes on there."""
