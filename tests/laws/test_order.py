"""The laws are tried topic by topic, which is what makes one derivation serve them all."""

from __future__ import annotations

from itertools import groupby

import pytest

from .conftest import topic_of


def test_the_laws_of_a_topic_follow_one_another(request: pytest.FixtureRequest) -> None:
    topics = [topic.id for item in request.session.items if (topic := topic_of(item))]
    runs = [name for name, _ in groupby(topics)]
    assert len(runs) == len(set(runs)), "the laws of a topic are tried at several times"
