"""The answers to problems of probability."""
