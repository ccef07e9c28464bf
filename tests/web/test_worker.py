"""Test the queue that runs one extraction at a time."""

import asyncio
import gc
import threading
import weakref

import pytest

from imena.web.worker import BusyError, LateError, Worker


def test_jobs_run_one_at_a_time_and_in_order():
    at_once, order = [], []
    lock = threading.Lock()

    def job(number):
        at_once.append(lock.acquire(blocking=False))
        order.append(number)
        lock.release()
        return number

    async def main():
        worker = Worker(waiting=10, seconds=5)
        return await asyncio.gather(*(worker.run(lambda n=n: job(n)) for n in range(8)))

    assert asyncio.run(main()) == order == list(range(8))
    assert all(at_once)


def test_an_error_is_raised_and_the_next_job_runs():
    async def main():
        worker = Worker(waiting=1, seconds=5)
        with pytest.raises(ZeroDivisionError):
            await worker.run(lambda: 1 // 0)
        return await worker.run(lambda: 1)

    assert asyncio.run(main()) == 1


def test_a_full_queue_refuses_jobs():
    async def main():
        worker = Worker(waiting=1, seconds=5)
        go_on = threading.Event()
        first = [asyncio.create_task(worker.run(go_on.wait)) for _ in range(2)]
        await asyncio.sleep(0)
        with pytest.raises(BusyError):
            await worker.run(lambda: None)
        go_on.set()
        await asyncio.gather(*first)
        return await worker.run(lambda: "free again")

    assert asyncio.run(main()) == "free again"


def test_a_timeout_cancels_jobs_that_have_not_begun():
    async def main():
        worker = Worker(waiting=3, seconds=0.05)
        go_on, begun = threading.Event(), []
        results = await asyncio.gather(
            worker.run(go_on.wait), worker.run(lambda: begun.append(1)), return_exceptions=True
        )
        go_on.set()
        await asyncio.sleep(0.05)
        return results, begun, await worker.run(lambda: "free again")

    results, begun, after = asyncio.run(main())
    assert [type(error) for error in results] == [LateError, LateError]
    assert (begun, after) == ([], "free again")


def test_the_worker_keeps_no_results():
    class Text:
        pass

    async def main():
        worker = Worker(waiting=1, seconds=5)
        kept = []

        def job(text):
            kept.append(weakref.ref(text))
            return lambda: text and None

        await worker.run(job(Text()))
        await asyncio.sleep(0.05)
        gc.collect()
        return kept[0]()

    assert asyncio.run(main()) is None
