"""Ikrar reads the news and keeps the record: who agreed to what, who did what, and whether the promise was kept."""

__version__ = "0.1.0"
