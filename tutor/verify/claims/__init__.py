"""Checks of single claims, one module for each family."""
