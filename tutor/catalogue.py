"""Every topic, in the order of a course."""

from __future__ import annotations

from tutor.core.topic import Topic
from tutor.topics import linear_algebra

TOPICS: dict[str, Topic] = {t.id: t for t in (*linear_algebra.TOPICS,)}
