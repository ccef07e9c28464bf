"""Calls that the tests have workers make.

A worker is a new process that imports what it is to call by the module's name: this one is on the
path of every process, however pytest was started.
"""

import os
import signal
import time
from pathlib import Path

from imena.errors import UsageError
from imena.run import part_tasks as part


def pid_and_one_thread():
    return os.getpid(), os.environ["OMP_NUM_THREADS"]


def square(number):
    return number * number


def die_once(folder, number):
    """Die at the first call with a number, as a worker that runs out of memory."""
    mark = Path(folder) / str(number)
    if number % 3 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def refuse():
    raise UsageError("there is no such model")


def sleep_and_tell(folder):
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)


def poisoned(*call):
    """A part of a corpus, where a document with a certain word in its id kills the worker."""
    from imena.run import worker_loop  # in a worker, where spaCy is

    extract_batch = worker_loop.extract_batch

    def kill(nlp, documents, options):
        if any("яд" in document.doc_id and not document.error for document in documents):
            os.kill(os.getpid(), signal.SIGKILL)
        return extract_batch(nlp, documents, options)

    worker_loop.extract_batch = kill
    try:
        return part.extract_part(*call)
    finally:
        worker_loop.extract_batch = extract_batch
