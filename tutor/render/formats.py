"""What a page may be written as, and how much it may say."""

from __future__ import annotations

# The formats, and the endings of their files.
FORMATS = {
    "text": "txt",
    "markdown": "md",
    "html": "html",
    "latex": "tex",
    "pdf": "pdf",
    "json": "json",
}
# The lines, the lines with sentences, or with the reasons too.
DETAILS = ("brief", "normal", "why")
