"""Batches of examples of similar length."""

import random

from models.training.batches import by_length


def test_every_example_is_in_one_batch_that_is_not_too_large():
    rng = random.Random(0)
    items = ["x" * rng.randint(1, 40) for _ in range(1000)] + ["y" * 99]
    batches = by_length(list(items), len, 60, rng)
    assert sorted(item for batch in batches for item in batch) == sorted(items)
    for batch in batches:
        assert len(batch) == 1 or len(batch) * max(map(len, batch)) <= 60


def test_the_order_is_random():
    items = ["x" * n for n in range(1, 30)]
    orders = {str(by_length(list(items), len, 40, random.Random(seed))) for seed in range(5)}
    assert len(orders) == 5
