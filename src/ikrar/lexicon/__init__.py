"""The lexicon: knowledge in ``data/`` loaded, checked, compiled and cached."""

from ikrar.lexicon.beginnings import Phrases
from ikrar.lexicon.lexicon import Language, Lexicon, Pattern, lexicon
from ikrar.lexicon.store import LexiconError

__all__ = ["Language", "Lexicon", "LexiconError", "Pattern", "Phrases", "lexicon"]
