"""Scores of small hand-made datasets against small hand-made gold."""
