"""The lexicon: knowledge in ``data/`` loaded, checked, compiled and cached."""

from ikrar.lexicon.beginnings import Phrases
from ikrar.lexicon.lexicon import Language, Lexicon, lexicon
from ikrar.lexicon.patterns import Pattern
from ikrar.lexicon.store import LexiconError

__all__ = ["Language", "Lexicon", "LexiconError", "Pattern", "Phrases", "lexicon"]
