"""Worked mathematics, with every step independently verified."""
