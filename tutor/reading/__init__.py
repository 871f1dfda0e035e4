"""What people type, plain or LaTeX, read as exact mathematics, or refused with its place."""

from tutor.reading.inputs import read
from tutor.reading.notation import is_latex

__all__ = ["is_latex", "read"]
