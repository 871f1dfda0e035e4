"""The answers to problems of linear algebra."""
