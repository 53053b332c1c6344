"""The lexicon: knowledge in ``data/`` loaded, checked, compiled and cached."""

from ikrar.lexicon.lexicon import Language, Lexicon, Pattern, Phrases, lexicon

__all__ = ["Language", "Lexicon", "Pattern", "Phrases", "lexicon"]
