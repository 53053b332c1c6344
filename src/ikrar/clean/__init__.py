"""Cleaning: what of a text is the report, what is not, and where the text is damaged. Marks only; the text is never altered."""

from ikrar.clean.cleaner import Cleaned, Cleaner, load

__all__ = ["Cleaned", "Cleaner", "load"]
