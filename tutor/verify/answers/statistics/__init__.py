"""The answers to problems of statistics."""
