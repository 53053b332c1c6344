"""The ledger: what was promised, what was done, and what became of it, over many documents and years.

One table, the book, is the truth: entries are only ever appended to it, and each carries the hash of the one before. All other tables
are indexes into it, made from it by `project`, so that a ledger can be exported as its book and made anew by reading it back.
"""

from ikrar.ledger.book import Added, Ledger, LedgerError, Refusal

__all__ = ["Added", "Ledger", "LedgerError", "Refusal"]
