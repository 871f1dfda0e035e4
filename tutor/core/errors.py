"""What can go wrong with a problem, said so that the person who typed it can put it right.

Every error has a stable code, a message, a fix, and the place in the original
text where it was noticed.  There are four kinds; programming mistakes are not
among them and stay ordinary exceptions.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar


def counted(number: int, one: str, several: str) -> str:
    """A number of things in words: `counted(1, "row", "rows")` is "1 row"."""
    return f"{number:,} {one if number == 1 else several}"


class TutorError(Exception):
    """A problem that cannot be answered as it was typed.

    `text` is the original input and `at` the offset in it, counted in
    characters from 0; `length` is how many characters the mark covers.
    `fix` is a full sentence that says what to type instead.
    """

    exit_status: ClassVar[int] = 2

    def __init__(
        self,
        code: str,
        message: str,
        *,
        fix: str = "",
        text: str | None = None,
        at: int | None = None,
        length: int = 1,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.fix = fix
        self.text = text
        self.at = at
        self.length = max(1, length)

    def within(self, text: str, offset: int = 0) -> TutorError:
        """The same error, placed in the larger `text` its own text was cut from."""
        at = None if self.at is None else self.at + offset
        return type(self)(
            self.code, self.message, fix=self.fix, text=text, at=at, length=self.length
        )

    def mark(self) -> tuple[str, str] | None:
        """The line of the input that holds the error and, below it, the caret."""
        if self.text is None or self.at is None:
            return None
        at = min(self.at, len(self.text))
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        line = self.text[start : end if end >= 0 else None]
        left = max(0, at - start - 50)
        part = line[left : left + 78]
        shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in part)
        width = min(self.length, max(1, len(line) - (at - start)), 30)
        return shown, " " * (at - start - left) + "^" * width

    def __str__(self) -> str:
        parts = [self.message]
        if marked := self.mark():
            parts += ["  " + marked[0], "  " + marked[1]]
        if self.fix:
            parts.append(self.fix)
        return "\n".join(parts)


class NotUnderstood(TutorError):
    """The text cannot be read, or more than one reading is possible."""

    exit_status = 2


class Several(NotUnderstood):
    """Errors that were found together; `errors` holds them in their order."""

    def __init__(self, errors: Sequence[TutorError]) -> None:
        super().__init__(
            "several",
            f"{len(errors)} things are wrong.",
            fix="Correct each of them, then try again.",
        )
        self.errors = tuple(errors)

    def __str__(self) -> str:
        return "\n\n".join(map(str, self.errors))


def raise_any(errors: Sequence[TutorError]) -> None:
    """Raise the only error as it is, several as one, and nothing if there is none."""
    if len(errors) > 1:
        raise Several(errors)
    for error in errors:
        raise error


class OverLimit(TutorError):
    """The text can be read, but it is larger than a named limit."""

    exit_status = 3


class Undefined(TutorError):
    """The text can be read, but the mathematics it asks for does not exist."""

    exit_status = 4


class TookTooLong(TutorError):
    """The work was stopped by the clock or by the memory limit."""

    exit_status = 5


def short_decimal(number: Any) -> str:
    """A number as it is said in a message: a fraction as a decimal of at most nine places, if it has one."""
    if isinstance(number, int) or number.is_Integer:
        return str(number)
    places = next((k for k in range(1, 10) if (10**k * number).is_Integer), 0)
    if not places:
        return str(number)
    digits = str(abs(10**places * number)).rjust(places + 1, "0")
    return f"{'-' if number < 0 else ''}{digits[:-places]}.{digits[-places:]}"
