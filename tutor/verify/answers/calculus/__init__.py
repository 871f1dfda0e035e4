"""The answers to problems of calculus."""
