"""The exceptions that imena raises on purpose.

Each message says what was wrong, where, and what to do about it.
"""

from __future__ import annotations

from imena.problems import Problem, problem


class ImenaError(Exception):
    """The base class of all of them."""


class UsageError(ImenaError):
    """The call itself is wrong: a missing file, an unknown model or option. Exit code 2."""


class DictionaryError(UsageError):
    """A user's dictionary of names cannot be read; the message names the file and the line."""


class _DocumentError(ImenaError):
    """An error that may become the row of a failed document."""

    @property
    def problem(self) -> Problem:
        """The error as data, for the table of documents."""
        reason = self.args[0] if self.args else ""
        return reason if isinstance(reason, Problem) else problem("other", error=str(reason))


class InputError(_DocumentError):
    """A document cannot be read. It becomes a row with status ``failed``, and the run continues."""


class MissingExtraError(_DocumentError):
    """An optional library is not installed; the message holds the command that installs it."""


class WeightsError(ImenaError):
    """The weights of a model are missing or are not the file that was expected."""


class RunError(ImenaError):
    """A run over a corpus had to stop. Finished work is kept, and the same command resumes it."""
