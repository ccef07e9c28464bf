"""Functions that tests call in worker processes.

A worker is a new process that imports the function by the name of its module. This module is on the
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
    """Die at the first call with each number, like a worker that runs out of memory."""
    mark = Path(folder) / str(number)
    if number % 3 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die():
    os.kill(os.getpid(), signal.SIGKILL)


def refuse():
    raise UsageError("there is no such model")


def sleep_and_report_pid(folder):
    Path(folder, str(os.getpid())).touch()
    time.sleep(60)


def extract_poisoned_part(*call):
    """Process a part of a corpus; a document with a certain word in its id kills the worker."""
    from imena.run import worker_loop  # spaCy is imported in the worker only

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
