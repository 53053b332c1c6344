"""The forms that a verb of the rules takes: Indonesian voices, English inflections. Rules name one form; these give the rest.

Forms are marked: "act" active, "pas" passive, "root" the bare form of headlines (Indonesian); "base", "s", "past", "part"
(past participle), "ing" (English).
"""

from __future__ import annotations

from ikrar.model.late import late

_VOWELS = "aeiou"


def indonesian(verb: str) -> list[tuple[str, str]]:
    """``(form, mark)`` pairs of an Indonesian verb in its active form; verbs without ``me-`` have only the form as written.

    The nasal hides the first letter of some roots ("menyerang" from "serang", "mengecam" from "kecam"), and spelling alone
    does not say which; both candidates are given, for a form that does not exist does no harm.
    """
    forms = [(verb, "act")]
    for root in _roots(verb):
        forms.append(("di" + root, "pas"))
        forms.append((root, "root"))
    return forms


def _roots(verb: str) -> list[str]:
    if verb.startswith("memper") and len(verb) > 8:
        return ["per" + verb[6:]]
    if verb.startswith("menge") and len(verb) <= 10 and verb[5:6] not in _VOWELS and verb[5:].count("a") + verb[5:].count("o") == 1:
        return [verb[5:], "ke" + verb[5:], "e" + verb[5:]]
    if verb.startswith("meny"):
        return ["s" + verb[4:], "ny" + verb[4:]]  # "menyerang" from "serang", "menyatakan" from "nyatakan"
    if verb.startswith("meng"):
        rest = verb[4:]
        if rest[:1] == "e" and rest[1:2] not in _VOWELS and len(rest) > 5:
            return [rest, "k" + rest, rest[1:]]  # "mengesahkan" from "sahkan"
        return [rest, "k" + rest] if rest[:1] in _VOWELS else [rest]
    if verb.startswith("mem"):
        rest = verb[3:]
        return ["p" + rest, "m" + rest] if rest[:1] in _VOWELS else [rest]
    if verb.startswith("men"):
        rest = verb[3:]
        return ["t" + rest, "n" + rest] if rest[:1] in _VOWELS else [rest]
    if verb.startswith("me") and verb[2:3] in "lrwynm" and len(verb) > 5:
        return [verb[2:]]
    return []


def actives(root: str) -> list[str]:
    """The active forms that an Indonesian verb with the root ``root`` may have ("kirim": "mengirim", "cek": "mencek", "mengecek")."""
    first, rest = root[:1], root[1:]
    nasal = {"p": "mem", "t": "men", "k": "meng", "s": "meny"}.get(first)
    out = [nasal + rest] if nasal else []
    if len(root) < 4:
        out.append("menge" + root)
    before = "meng" if first in "aeioughk" else "mem" if first in "bfpv" else "men" if first in "cdjtzs" else "me"
    return [*out, before + root]


def english(verb: str, irregular: dict[str, list[str]]) -> list[tuple[str, str]]:
    """``(form, mark)`` pairs of an English verb in its base form, from the table of irregular verbs or by spelling rules."""
    if verb in irregular:
        past, part = irregular[verb][0], irregular[verb][-1]
    else:
        past = part = _ed(verb)
    out = [(verb, "base"), (_s(verb), "s"), (_ing(verb, past), "ing")]
    out += [(p, "past") for p in past.split("/")]
    out += [(p, "part") for p in part.split("/")]
    return out


def _s(verb: str) -> str:
    if verb == "have":
        return "has"
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


_SHORT = late(r"[^aeiou]*[aeiou][bdfgklmnprtvz]")  # one short vowel and one consonant: "rig", "gun", "stop"
_DOUBLED = frozenset(
    "quit acquit commit permit admit submit refer occur prefer transfer rebel expel compel propel repel control patrol equip dispel excel "
    "kidnap unban cancel travel signal concur deter abet recur embed recommit "
    "airdrop sidestep overstep outgun eavesdrop defer confer infer inter regret rebut omit emit remit allot "
    "outfit overlap abhor unplug".split()
)


def _doubles(verb: str) -> bool:
    return verb in _DOUBLED or _SHORT.fullmatch(verb) is not None


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    if verb in ("cancel", "travel", "signal"):
        return f"{verb}led/{verb}ed"
    return verb + verb[-1] + "ed" if _doubles(verb) else verb + "ed"


def _ing(verb: str, past: str) -> str:
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if _doubles(verb) else verb + "ing"


def plural(noun: str) -> str:
    """The regular English plural of ``noun`` (its last word)."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + "s"
