"""The laws of one topic stand together, so that its derivations are made once (see `derived`).

pytest brings tests together by the scope of their parameters, but parts them again where a law has
a parameter of its own, such as a format: the derivations would be made anew for each.
"""

from __future__ import annotations

import pytest

from tutor.catalogue import TOPICS
from tutor.core.topic import Topic

PLACES = {name: place for place, name in enumerate(TOPICS)}


def topic_of(item: pytest.Item) -> Topic | None:
    """The topic whose law this is, if it is the law of a topic."""
    here = isinstance(item, pytest.Function) and "tests/laws/" in item.nodeid
    found = item.callspec.params.get("topic") if here and hasattr(item, "callspec") else None
    return found if isinstance(found, Topic) else None


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests keep their order but these, which follow one another topic by topic."""
    laws = [(topic, item) for item in items if (topic := topic_of(item))]
    laws.sort(key=lambda law: PLACES[law[0].id])
    moved = {id(item) for _, item in laws}
    items[:] = [item for item in items if id(item) not in moved] + [item for _, item in laws]
