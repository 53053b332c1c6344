"""Cuts kept text into sentences and words. Repairs are obeyed: a stray full stop does not end a sentence."""

from __future__ import annotations

import re

from ikrar.lexicon import Language, Phrases
from ikrar.lexicon.words import WORD, fold
from ikrar.model import Repair, Span
from ikrar.model.annotation import Sentence, Token

# A stop before white space; a stop glued to a capital, with or without a quotation mark between ("over.\"This"); paragraphs
# joined by commas ("over.,This"); a line break.
# All begin with one set of signs, for which a text is scanned quickly.
END = re.compile(
    r"[.!?…\n](?:(?<!\n)[.!?…]*[\"”’')\]]*(?=\s|$)"
    r"|(?<![…\n])[”’)\]]?(?=[\"“‘]?[A-Z][a-z]|[\"“‘][A-Z]\b)"
    r"|(?<=[a-z]{2}[.!?])\"?,+(?=[\"“]?[A-Z][a-z])"
    r"|(?<=\n)\n*)"
)
ARTICLES = ("al-", "el-", "ad-", "ash-", "an-", "at-", "az-", "asy-", "adh-")
"""Arabic articles are part of a name, capital or not: "Al-Jubouri"."""
LONGEST = 24  # characters looked back at for an abbreviation: "a.a.a.a" without end must not cost its square
MAX_WORDS = 400  # a longer stretch without a stop is cut here: no sentence is that long, and time must stay linear


HEAD = re.compile(r"[^\n]{0,70}?(?:\s*[-–—]{1,2}\*{0,2}\s|:\s+|\s[-–—]{1,2})")


def after_dateline(raw: str, dateline: Span | None) -> int | None:
    """Where the report begins behind its dateline ("WASHINGTON, KOMPAS.com - "); None where that is not to be seen."""
    if dateline is None:
        return None
    m = HEAD.match(raw, dateline[1])
    return m.end() if m else None


def split(
    raw: str,
    spans: list[Span],
    repairs: tuple[Repair, ...],
    title: Span | None,
    begin: int | None = None,
    abbreviations: frozenset[str] = frozenset(),
) -> list[Sentence]:
    """Sentences of the kept paragraphs ``spans``, in order, each with its number; ``title`` says which one is the headline.

    ``begin`` is where the report begins behind its dateline, which is a sentence of its own; ``abbreviations`` are words that a full
    stop may follow inside a sentence ("Kombes Pol. X").
    """
    stray = {r.span[0] for r in repairs if r.kind == "stray-full-stop"}
    glued = {r.span[0] for r in repairs if r.kind == "missing-space"}
    out: list[Sentence] = []
    for paragraph, (start, end) in enumerate(spans):
        at = start
        if begin is not None and start < begin < end:
            _add(out, raw, start, begin, paragraph, False)
            at = begin
        for m in END.finditer(raw, at, end):
            stop = m.start()
            if raw[stop] != "\n":
                if stop in stray or _inside(raw, stop, m.end(), end, stop in glued, abbreviations) or _said_on(raw, stop, m.end()):
                    continue
            after = m.end()
            if raw[after : after + 1] == '"' and raw.count('"', at, after) % 2:
                after += 1  # a straight mark that closes what was opened in this sentence
            _add(out, raw, at, after if raw[stop] != "\n" else stop, paragraph, title == (start, end))
            at = after
        _add(out, raw, at, end, paragraph, title == (start, end))
    return out


def _said_on(raw: str, stop: int, after: int) -> bool:
    """“"Di mana nuraninya?" ujar X": whether a question or a cry that was quoted is followed, in the same sentence, by who said it."""
    if raw[stop] == "." or raw[after : after + 1] not in ('"', " "):
        return False
    closed = any(c in '"”’' for c in raw[stop:after])
    if not closed and raw[after : after + 1] == '"':
        closed, after = True, after + 1
    return closed and raw[after : after + 1] == " " and raw[after + 1 : after + 2].islower()


def _inside(raw: str, stop: int, after: int, end: int, glued: bool, abbreviations: frozenset[str]) -> bool:
    """Whether the full stop at ``stop`` belongs to an abbreviation, an initial or a number rather than ending a sentence."""
    if raw[stop] != ".":
        return False
    if after - stop > 1 and raw[after - 1] == ".":
        return raw[after : after + 2].strip()[:1].islower()  # "Garda Revolusi... menembak jatuh": words left out
    if glued:
        return False
    word = raw[max(0, stop - LONGEST) : stop].rpartition(" ")[2]
    if not word.isalnum():  # few: a blank stands before most
        start = stop
        while start > max(0, stop - LONGEST) and (raw[start - 1].isalnum() or raw[start - 1] == "."):
            start -= 1
        word = raw[start:stop]
    if after < end and not raw[after : after + 1].isspace():
        return len(word) == 1 or (not word and raw[stop - 1 : stop] not in tuple('"”’)')) or "." in word
    if len(word) == 1 and word.isupper() and after < end:
        return True
    low = word.lower()
    follows = raw[after : after + 2].strip()
    if low in abbreviations or ("." in low and re.fullmatch(r"(?:[a-z]\.)+[a-z]", low)):
        # "the U.S. The ..." ends a sentence; "Gen. Smith", "No. 5" do not.
        return not (low.count(".") and re.match(r"\s+(?:The|A|An|In|It|He|She|They|But|On|At)\b", raw[after : after + 8]))
    return bool(follows) and follows[0].islower() and raw[stop : stop + 1] == "."


def _add(out: list[Sentence], raw: str, start: int, end: int, paragraph: int, title: bool) -> None:
    while start < end and raw[start].isspace():
        start += 1
    while end > start and raw[end - 1].isspace():
        end -= 1
    if start < end and (end - start > LONGEST or any(map(str.isalnum, raw[start:end]))):  # a row of full stops says nothing
        out.append(Sentence(len(out), start, end, paragraph, title))


JOINS = frozenset(("di", "led"))
"""Words that may make one with, or change, what follows."""


def tokenize(sentence: Sentence, raw: str, language: Language, stray: frozenset[int]) -> None:
    """Fills ``sentence.tokens``, passing over ``stray`` full stops.

    Compounds of two names ("AS-Irak", "US-led") are taken apart, each part with its own offsets.
    """
    tokens, at, before = sentence.tokens, sentence.start, ""
    append = tokens.append
    whole = raw[at : sentence.end]
    plain = whole.isascii()
    # where the full stop that ends it is a word of its own
    stop = -1 if sentence.end - 1 in stray or raw[sentence.end : sentence.end + 4].lstrip(". ")[:1].islower() else sentence.end
    for piece, low in zip(whole.split(" "), whole.lower().split(" "), strict=True):
        end = at + len(piece)
        quick = (plain or piece.isascii()) and before not in JOINS
        if quick and piece.isalpha():  # most: nothing but letters, with blanks on both sides
            append(Token(at, end, piece, low))
            before = low
        elif quick and piece[-1:] == "," and piece[:-1].isalpha():
            append(Token(at, end - 1, piece[:-1], low[:-1]))
            append(Token(end - 1, end, ",", ","))
            before = ","
        elif plain and piece.isdigit():
            append(Token(at, end, piece, piece))
            before = piece
        elif quick and end == stop and piece[-1:] == "." and piece[:-1].isalpha():  # the last of its sentence
            append(Token(at, end - 1, piece[:-1], low[:-1]))
            append(Token(end - 1, end, ".", "."))
            before = "."
        elif quick and (core := piece.strip(MARKS)).isalpha():
            before = _marked(tokens, piece, low, core, at)
        elif piece:
            before = _piece(piece, at, sentence, raw, language, stray, before)
        at = end + 1
    del tokens[MAX_WORDS:]


MARKS = '"(),:;'
"""Signs that are words of their own wherever they stand."""


def _marked(tokens: list[Token], piece: str, low: str, core: str, at: int) -> str:
    """Adds the signs around the word ``core``, each by itself, and the word; the last of them, looked up."""
    first = piece.index(core)
    behind = first + len(core)
    for i in range(first):
        tokens.append(Token(at + i, at + i + 1, piece[i], piece[i]))
    tokens.append(Token(at + first, at + behind, core, low[first:behind]))
    for i in range(behind, len(piece)):
        tokens.append(Token(at + i, at + i + 1, piece[i], piece[i]))
    return tokens[-1].low


def _piece(piece: str, at: int, sentence: Sentence, raw: str, language: Language, stray: frozenset[int], before: str) -> str:
    """Adds the words of ``piece``, which stands at ``at`` between blanks, behind the word ``before``; the last of them, looked up."""
    tokens = sentence.tokens
    append = tokens.append
    known, ranks = language.phrases, language.sets["abbreviated_ranks"]
    end = at
    for text in (piece,) if piece.isalpha() and piece.isascii() else WORD.findall(piece):
        start = raw.find(text, end)  # between words is nothing but white space
        end = start + len(text)
        if plain := text.isalpha():
            low = text.lower()
            if before not in JOINS and low.isascii():
                before = low
                append(Token(start, end, text, low))
                continue
        elif text == ".":
            if start in stray or raw[end : end + 4].lstrip(". ")[:1].islower():
                continue
            if end < sentence.end and before in ranks:
                continue  # "AKP. X": the rank as it is without its full stop
        elif "-" in text and not text[0].isdigit():
            low = fold(text)
            parts = text.split("-")
            compound = parts[-1].lower() in language.suffixes
            two = all(p[:1].isupper() for p in parts) and parts[0].lower() != parts[1].lower() and len(parts[0]) > 1  # "T-Mobile"
            compound = compound or two and not (_names_place(before, language) and all(fold(p) not in known for p in parts))
            if compound and low not in known and not low.startswith(ARTICLES):
                place = start
                parts = _whole(parts, known) if len(parts) > 2 else parts
                for n, part in enumerate(parts):
                    if n:
                        append(Token(place, place + 1, "-", "-"))
                        place += 1
                    if part:
                        append(Token(place, place + len(part), part, fold(part)))
                    place += len(part)
                before = tokens[-1].low
                continue
            if len(parts) == 2 and language.code == "id" and low not in known and low == f"{fold(parts[0])}-{fold(parts[0])}":
                base = fold(parts[0])
                low = base if base in known or base in language.needed or base in language.triggers.firsts else low  # "roket-roket"
            append(Token(start, end, text, low))
            before = low
            continue
        low = text.lower()
        if before == "di" and plain and text == low and _split_passive(low, raw[tokens[-1].end : start], language):
            di = tokens.pop()
            before = "di" + low
            tokens.append(Token(di.start, end, raw[di.start : end], before))
            continue
        if before == "led" and low == "force" and plain:
            low = "coalition"  # "the Kenyan-led force": read as the noun that it stands for
        before = low if low.isascii() else fold(text)
        append(Token(start, end, text, before))
    return before


def _names_place(before: str, language: Language) -> bool:
    """“di Pointe-Noire", "bandar udara Faya-Largeau": whether a place is named behind the word ``before``."""
    sets = language.sets
    return before in sets["locative"] or before in sets["nearby"] or any(w.split()[-1] == before for w in sets["landing_places"])


def _whole(parts: list[str], known: Phrases) -> list[str]:
    """“Spain-Guinea-Bissau”: the parts of a compound, where two of them are one name."""
    out: list[str] = []
    for part in parts:
        if out and fold(f"{out[-1]}-{part}") in known:
            out[-1] = f"{out[-1]}-{part}"
        else:
            out.append(part)
    return out


def _split_passive(low: str, between: str, language: Language) -> bool:
    """“di tangkap polisi": an Indonesian passive that is misspelt as a preposition and a noun; ``low`` is what follows "di"."""
    if language.code != "id" or between != " " or low in language.phrases or low in language.sets["where_words"]:
        return False
    return "di" + low in language.common or "pas" in (language.verbs.get("di" + low) or ())
