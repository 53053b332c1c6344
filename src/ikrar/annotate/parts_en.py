"""English parts of speech: which forms are verbs where they stand, which capitals are names, which "after" opens no clause.

English hardly marks its verbs: "attack", "attacks" and "meeting" are nouns as often. Agreement decides the most ("officials talk",
"talks in Oslo"), then what stands before and behind.
"""

from __future__ import annotations

import itertools

from ikrar.annotate.named_en import NOMINAL, Named
from ikrar.lexicon import Language
from ikrar.model.annotation import Sentence, Unit, saying_opened

REACH = 8  # units within which it is told of what somebody is accused
ASIDE = 14  # units within which an aside between commas is over
OBJECT = frozenset("dnKhtbliO#aZX")  # what may open an object


def tag(sentence: Sentence, language: Language) -> None:
    """Marks verbs, names that look like little words, and prepositions that look like conjunctions."""
    units = sentence.units
    tagger = _Tagger(sentence, language)
    tagger.names()
    tagger.crowds()
    tagger.adversatives()
    tagger.afloat()
    for i, u in enumerate(units):
        if u.kind in "XKhiatbl" or (u.kind == "m" and tagger.acts(i)):
            tagger.verb(i)
    for before, u in itertools.pairwise(units):
        if u.kind == "X" and before.kind == "V" and u.low in language.sets["split_particles"]:
            u.kind = "D"  # "took out General X": of the verb, not of who follows
    tagger.clauses()


def right_noun(tagger: _Tagger, joined: Unit) -> bool:
    """Whether what an "and" joins is anything but a verb in the past."""
    return "past" not in {f.lstrip("+") for f in tagger.lang.verbs.get(joined.low, ())} or joined.low in tagger.lang.sets["describing"]


class _Tagger(Named):
    def acts(self, i: int) -> bool:
        """Whether a word like "ousted" tells what the noun before it did: "the army ousted the president"."""
        left, right = self._left(i), self._right(i)
        return left is not None and (left.kind in "hbR" or left.low == "that") and right is not None and right.kind in NOMINAL | set("dO")

    def adversatives(self) -> None:
        """“came on top but fell short": joins a second verb; no clause of its own opens behind it."""
        for i, u in enumerate(self.u):
            if u.kind != "S" or u.low not in self.lang.sets["adversative"]:
                continue
            right = self._right(i)
            told = self.lang.verbs.get(right.low, frozenset()) & {"past", "s"} if right is not None else frozenset()
            if right is not None and (right.kind in "AB" or (told and right.low not in self.lang.sets["describing"])):
                u.kind = "C"

    def afloat(self) -> None:
        """“A and B both made ...", "they first met": behind who acts, "both" and "first" are adverbs; "dated" before a day is no verb."""
        words = self.lang.sets["afloat"]
        for i, u in enumerate(self.u[:-1]):
            right = self.u[i + 1]
            if u.low == "dated" and right.kind == "T":
                u.kind = "P"
            if u.low == "ruling" and right.low == "out":
                u.kind, u.forms, u.pay = "V", ("ing",), None  # "ruling out a pullout"
            if u.low == "will" and u.kind == "A" and i and self.u[i - 1].kind == "d" and right.kind not in "AV":
                u.kind = (
                    "A" if self.u[i - 1].low in self.lang.sets["each_of"] else "X"
                )  # "our will to keep working", but "each will scrap its tax"
            floats = u.low in words and u.kind in "dXa" and i and self.u[i - 1].kind in "nKOZ"
            if not floats and (u.low != "both" or u.kind != "d"):
                continue  # most units
            acts = right.kind != "h" and any(f.lstrip("+") in ("past", "s", "base") for f in self.lang.verbs.get(right.low, ()))
            if floats and acts:
                u.kind = "D"
            elif u.low == "both" and u.kind == "d" and acts and (not i or self.u[i - 1].kind in ".,:QSC") and self._takes(i + 2):
                u.kind, u.pay = "Z", {"k": "closed", "u": "Z", "c": "both"}  # "Both stated that ..."

    def _takes(self, i: int) -> bool:
        """Whether what a verb has behind it begins at unit ``i``: "both planned to go", not "both planned attacks"."""
        return i < len(self.u) and (self.u[i].kind in "dIOSnK" or self.u[i].low == "that")

    # -- verbs --------------------------------------------------------------------------------------------------

    def verb(self, i: int) -> None:
        """Makes unit ``i`` a verb where its form and its neighbours say so."""
        u = self.u[i]
        known = self.lang.verbs.get(u.low)
        if not known and (u.kind != "X" or u.first != u.last):
            return
        if i > 0 and not self.cased and self.capital(i) and (u.kind == "K" and self.u[i - 1].kind not in "Q.:" or self.capital(i - 1)):
            return  # "National Reserve Corps": inside a name nothing is a verb
        right = self._right(i)
        if u.low in self.lang.sets["military_sites"] and right is not None and (right.kind == "R" or right.low == "that"):
            return  # "Since then, bases that host troops ..."
        forms = frozenset(f.lstrip("+") for f in known) if known else self._guess(i)
        if "base" in forms and self._due(i):
            self.u[i - 1].kind = "A"
        if forms and self._is_verb(i, forms):
            u.kind, u.forms = "V", tuple(sorted(forms))

    def _due(self, i: int) -> bool:
        """“is due to travel": not "because of", but what is to come."""
        right = self._right(i)
        acts = not self._noun_too(self.u[i]) or (right is not None and (right.kind in "dKnOT" or right.low in self.lang.sets["due_before"]))
        return i > 1 and acts and self.u[i - 1].low == "due to" and self.u[i - 2].kind in "AB"

    def _guess(self, i: int) -> frozenset[str]:
        """The forms that a word of no list may be, by its ending or by the auxiliary before it."""
        low = self.u[i].low
        before = self._left(i)
        if before is not None and before.kind == "A" and before.low.rpartition(" ")[2] in self.lang.sets["modals"]:
            return frozenset(("base",))
        if self.u[i].kind == "X" and before is not None and before.kind in NOMINAL and self._wanted(i):
            right = self._right(i)
            if right is not None and right.kind in "dOnK#" and all(u.kind not in "VAB" for u in self.u[i:]):
                return frozenset(("base",))  # "demanded that the government reopen its investigation"
        if "-" in low and low.endswith("ing") and low.partition("-")[0] not in self.lang.sets["verb_prefixes"]:
            return frozenset()  # "stone-throwing youths"
        if len(low) > 4 and low.endswith("ed") and low not in self.lang.sets["no_participles"]:
            return frozenset(("past", "part"))
        if len(low) > 5 and low.endswith("ing") and (low not in self.lang.sets["no_participles"] or low in self.lang.sets["hosting"]):
            return frozenset(("ing",))
        return frozenset()

    def _left(self, i: int) -> Unit | None:
        """What stands before unit ``i``, adverbs, times and parentheses passed over."""
        j = i - 1
        while j >= 0:
            u = self.u[j]
            if u.kind == ")":
                while j > 0 and self.u[j].kind != "(":
                    j -= 1
            elif u.kind == "T":
                if j > 0 and self.u[j - 1].kind == "P":
                    j -= 1
            elif u.kind in "XP" and j and self.u[j - 1].kind == "V" and u.low in self.lang.sets["particles"]:
                pass  # "carried out repeated strikes"
            elif u.low in self.lang.sets["degree"] and self.u[j + 1].kind == "D":
                pass  # "most recently imposing tariffs"
            elif u.kind not in "DNQ" or u.low in self.lang.sets["quantifying"]:
                return u
            j -= 1
        return None

    def _right(self, i: int) -> Unit | None:
        j = i + 1
        while j < len(self.u) and self.u[j].kind in "DQ":
            j += 1
        return self.u[j] if j < len(self.u) else None

    def _before(self, unit: Unit) -> str:
        """Kind of what stands before ``unit``."""
        j = next(k for k, u in enumerate(self.u) if u is unit) - 1
        j -= j > 2 and self.u[j].kind == "," and self.u[j - 1].kind == "T"  # "a law of May 5, 2020, that obliges X"
        if j > 1 and self.u[j].kind == "T" and self.u[j - 1].kind == "P":
            j -= 2  # "the strike on 5 May that killed X"
        return self.u[j].kind if j >= 0 else ""

    def _noun_too(self, u: Unit) -> bool:
        """Whether the form is a noun as often as a verb."""
        low = u.low
        stems = low, low.removesuffix("s"), low.removesuffix("es"), low.removesuffix("ies") + "y"
        return u.kind in "hitbl" or not self.lang.sets["noun_verbs"].isdisjoint(stems)

    def _phrasal(self, u: Unit, right: Unit) -> bool:
        """Whether the word and the preposition behind it are one verb ("calls for")."""
        return right.kind == "P" and any(rest == (right.low,) and mark == "s" for rest, mark, _ in self.lang.triggers.get(u.low))

    def _is_verb(self, i: int, forms: frozenset[str]) -> bool:
        u, left, right = self.u[i], self._left(i), self._right(i)
        past, base, ing = bool(forms & {"past", "part"}), "base" in forms, "ing" in forms
        noun = self._noun_too(u)
        lk = left.kind if left is not None else ""
        rk = right.kind if right is not None else ""
        if u.low == "close" and lk not in ("A", "I") and right is not None and right.low == "to":
            return False  # "tanks close to the border"
        if lk == "-" and u.low in self.lang.suffixes and self.u[i - 1].end == u.start:
            return False  # "US-led"
        if lk == "A" or lk == "B":
            word = left.low.rpartition(" ")[2] if left is not None else ""
            if word in self.lang.sets["be"]:
                return past or ing
            if word in self.lang.sets["have"]:
                return "part" in forms
            return base
        if lk == "I":
            if u.kind in "ht" and right is not None and right.kind == "R":
                return False  # "tribute to police who ..."
            return base and not (noun and rk == "X" and i > 1 and self.u[i - 2].low in self.lang.sets["takes_to"])
        if u.kind == "h" and "s" in forms and lk in ("b", "n") and rk != "d" and (u.pay or {}).get("t") == "facility":
            return False  # "army bases": a compound
        if ing and u.low in self.lang.sets["hosting"] and lk == "h" and left is not None and (left.pay or {}).get("t") == "facility":
            return rk in OBJECT and bool(rk)  # "bases housing foreign troops"
        if "s" in forms and lk in tuple("hitblnK") and right is not None and self._phrasal(u, right):
            return True  # "the agreement calls for"
        if lk == "R" and u.kind in "htb" and not past and rk in ("A", "V"):
            return False  # "which rebels have attacked"
        if lk in ("O", "R", "Z"):
            return past or base or "s" in forms or lk == "O"
        if lk == "a" and past and left is not None and self._before(left) in ("n", "K", "h", "t", "O"):
            return rk not in NOMINAL  # "the president first announced"
        if lk == "d" and left is not None and left.low == "those" and u.low in self.lang.sets["undergone"]:
            return True  # "those arrested"
        if (
            lk == "d"
            and left is not None
            and left.low in self.lang.sets["alone"]
            and self.u[i - 1] is left
            and self._before(left) in ("", "Q", "S")
        ):
            return bool(forms & {"s", "past"}) and not ing and rk in tuple("dnKO")  # "This obliges the government"
        if ing and lk == "a" and rk in tuple("nKOd") and left is not None and left.low in self.lang.sets["noun_verbs"]:
            return True  # "a campaign criticising Chile"
        whose = left is not None and lk == "n" and left.pay is not None and left.pay.get("adj")
        if past and not ing and whose and i > 1 and self.u[i - 2].kind == "h" and rk == "d":
            return True  # "a drone Italian struck a convoy"
        if lk in ("d", "'", "a") or whose:
            return False
        if lk == "S" and not ing:
            relative = left is not None and left.low == "that" and (self._before(left) in NOMINAL or self._before(left) == "T")
            return (past or (relative and ("s" in forms or base))) and (relative or rk not in NOMINAL)
        if "s" in forms and left is not None and left.low in self.lang.sets["fired_from"] and noun:
            return False  # "artillery shells"
        if (base or "s" in forms) and not ing and not forms & {"past", "part"} and right is not None:
            told = self.lang.verbs.get(right.low, frozenset()) & {"past"} and right.low not in self.lang.sets["describing"]
            told = (
                told or u.kind == "h" and right.low in self.lang.sets["describing"] and self._has_object(right)
            )  # "rebels captured the town"
            if told or (rk == "A" and right.low not in self.lang.sets["ready"]):
                return False  # "the strike killed": a noun, for the verb follows
        if past:
            accuses = u.low == "accused" and lk in tuple("C,") and any(x.low == "of" for x in self.u[i + 2 : i + REACH])
            return accuses or self._past(u, left, right, base)  # "the group's head, X, accused police of beating children"
        if ing:
            return self._ing(i, left, right, noun)
        if "s" in forms:
            return self._present(i, left, right, noun, plural=False)
        return self._present(i, left, right, noun, plural=True)

    def _has_object(self, verb: Unit) -> bool:
        """Whether an article or a pronoun stands right behind ``verb``, so that it does not describe a noun."""
        j = next(k for k, u in enumerate(self.u) if u is verb) + 1
        return j < len(self.u) and self.u[j].kind in "dO"

    def _past(self, u: Unit, left: Unit | None, right: Unit | None, base: bool) -> bool:
        """“killed”: a verb, unless it only describes the noun behind it ("in occupied territory", "armed men attacked")."""
        lk, rk = left.kind if left is not None else "", right.kind if right is not None else ""
        describes = rk in "XhtblK" and bool(rk) and (right is None or right.low not in self.lang.sets["asides_of"])
        describes = describes or rk == "a" and u.low in self.lang.sets["describing"]  # "suspected drug smugglers"
        if lk == "P":
            return False
        if u.kind in "ht":  # "the accused", "the wounded"
            parenthesis = lk == "," and rk in tuple("dKnO'")  # "newspapers, some of them small, accused the bank"
            return lk in NOMINAL or parenthesis or (rk == "P" and lk != "d")
        nation = rk == "n" and right is not None and {"adj", "people"} & (right.pay or {}).keys()
        if (lk in ("V", "#") and nation or lk == "#" and describes) and u.low in self.lang.sets["describing"]:
            return False  # "treated wounded Kenyan children"
        if lk == "V" and describes and u.low in self.lang.verbs and u.low not in self.lang.sets["describing"]:
            return self._in_relative(u)  # "militias that were never identified lobbed rockets"
        if lk in ("", "V"):
            return not describes
        if lk in "C,;:-.":
            return not (describes and (base or u.low in self.lang.sets["describing"]))
        return not (base and u.kind in "hitbl")

    def _in_relative(self, unit: Unit) -> bool:
        """Whether a relative clause with its verb ends right before ``unit``."""
        j = next(k for k, u in enumerate(self.u) if u is unit)
        return any(u.kind == "R" or u.low == "that" for u in self.u[max(0, j - 6) : j])

    def _ing(self, i: int, left: Unit | None, right: Unit | None, noun: bool) -> bool:
        """“carrying”: a verb where something follows that it acts on; "fighting in X" is a noun."""
        u = self.u[i]
        lk, rk = left.kind if left is not None else "", right.kind if right is not None else ""
        if u.low in self.lang.sets["describing"] and rk in ("h", "t"):
            return False  # "striking nurses"
        if lk == "X" and rk in ",." and self.u[i - 1] is left and i > 1 and self.u[i - 2].kind == "P":
            return False  # "over phone hacking"
        acts = rk in "dnKhtblO#aZS'" and bool(rk) or (rk == "X" and not noun) or (rk in ("I", "P", "T", "R") and not noun)
        if lk in ("", "P", "S", "C", ",", "-", ":"):
            return acts or (rk == "X" and left is not None and left.low == "by")  # "by firing rockets"
        return acts or not noun

    def _present(self, i: int, left: Unit | None, right: Unit | None, noun: bool, plural: bool) -> bool:
        """“attacks”, "attack": a verb where a subject of its number stands before it, and no noun would do."""
        if left is None:
            return False
        rk = right.kind if right is not None else ""
        ready = right is not None and (right.low in ("that", "against") or right.low in self.lang.sets["ready"])
        acts = rk in OBJECT and bool(rk) or rk in ("I",) or ready
        joined = next((u for u in self.u[i + 2 : i + 3] if rk == "C"), None)
        if joined is not None and not plural and "s" in self.lang.verbs.get(joined.low, ()):
            acts = True  # "the coalition trains and advises them"
        if left.kind == "V":
            return plural and left.low.startswith(("help", "let", "make", "made", "see", "saw", "watch", "hear"))
        if left.kind in ("C", ","):
            same = any(self.u[j].kind == "V" and ("base" if plural else "s") in self.u[j].forms for j in range(i - 1, -1, -1))
            same = same or (plural and not noun and self._behind_saying(left))
            return (same or (not plural and (left.kind == "," or not noun))) and (acts or not noun)
        if left.kind not in NOMINAL or left.kind == "P":
            return False
        many = self._many(left) or (plural and not noun and left.kind == "n" and self._many_in(i))
        if plural:
            if many and rk == "C" and joined is not None and not right_noun(self, joined):
                return True  # "soldiers beat and kicked monks"
            if not many and (noun or not self.headline or left.kind not in "nK") and not self._wanted(i):
                return False
            return acts or not noun or (rk in ("P", "I", ",", ".") and right is not None and right.low not in ("of", "on", "between"))
        if many and left.kind != "X":
            return False
        if noun:
            return acts and left.kind != "X" and not (left.kind in "ht" and rk == "X")
        return True

    def _behind_saying(self, comma: Unit) -> bool:
        """“The two states, it went on, reiterate ...": whether ``comma`` closes an aside that says who speaks, within a clause."""
        j = next(k for k, u in enumerate(self.u) if u is comma)
        opened = saying_opened(self.u, j, self.lang.either("speech", "says_on"))
        return opened is not None and self.u[opened - 1].kind in NOMINAL

    def _many(self, left: Unit) -> bool:
        """Whether the noun before a verb is plural: by its form, or as one of several."""
        known = left.low.rpartition(" ")[2] in self.lang.sets["plural_subjects"]
        if known or (left.pay is not None and (left.pay.get("pl") or left.pay.get("people"))):
            return True
        j = next(k for k, u in enumerate(self.u) if u is left)
        while j > 0 and self.u[j].kind in NOMINAL | set("ad#'"):
            j -= 1
        if self.u[j].kind == "C" and j > 0 and self.u[j - 1].kind in NOMINAL:
            while j > 0 and self.u[j - 1].kind in "Xa":
                j -= 1
            return left.kind != "X" or self.u[j - 1].kind != "P"  # "under rocket and mortar fire"
        if self.headline and self.u[j].kind == "," and j > 0 and self.u[j - 1].kind in NOMINAL:
            return True
        last = left.low.rpartition(" ")[2]
        return left.kind in "Xhtb" and last.endswith("s") and not last.endswith(("ss", "us", "is")) and "w" not in (left.pay or {})

    def _many_in(self, i: int) -> bool:
        """“Rights groups in Kenya say ...": whether the state right before the verb at ``i`` only says where its plural subject is."""
        u = self.u
        return i > 2 and u[i - 2].low in ("in", "from", "of") and u[i - 3].kind in NOMINAL and self._many(u[i - 3])

    def _wanted(self, i: int) -> bool:
        """“demanded that the government hold": the bare verb of what is asked for."""
        j = i - 1
        while j > 0 and self.u[j].kind in NOMINAL | set("ad#'DN"):
            j -= 1
        return j > 0 and self.u[j].low == "that" and self.u[j - 1].kind == "V" and self.u[j - 1].low in self.lang.modes["asked"]

    def _over_aside(self, comma: int) -> int | None:
        """The verb behind an aside that opens at ``comma`` ("including X", "which ...", "led by Y") and is closed by another."""
        u = self.u
        if comma + 1 >= len(u) or not (u[comma + 1].low in ("including", "led", "backed", "among") or u[comma + 1].kind == "R"):
            return None
        close = next((k for k in range(comma + 2, min(comma + ASIDE, len(u) - 1)) if u[k].kind == ","), None)
        return close + 1 if close is not None and u[close + 1].kind in "VAB" else None

    # -- clauses ------------------------------------------------------------------------------------------------

    def _pointed_at(self, i: int) -> bool:
        """Whether "that" at ``i`` stands before a noun in the singular, with no verb behind it that would make a clause."""
        u, j = self.u, i + 1
        if j >= len(u) or u[j].kind not in "iXhbl" or u[j].low.endswith("s"):
            return False
        return all(x.kind not in "VAB" for x in itertools.takewhile(lambda x: x.kind not in ",;.S", u[j:]))

    def clauses(self) -> None:
        """“after months of talks": with no verb behind it, "after" is a preposition; so is "to" before a noun ("linked to Russia")."""
        u = self.u
        for x, nxt in itertools.pairwise(u):
            if x.kind == "A" and x.low in self.lang.sets["get"] and nxt.low == "under":
                x.kind, x.forms = "V", ("past",)  # "the talks got under way"
            if x.kind == "I" and x.low == "to" and nxt.kind in "dn#KhtblO'X":
                x.kind = "P"
        for i, x in enumerate(u):
            if x.kind != "S":
                continue
            between = 0 < i < len(u) - 1 and u[i - 1].kind == u[i + 1].kind == ","
            if between and x.low in self.lang.sets["parenthetical"]:
                x.kind = "D"  # "Moscow, meanwhile, praised ..."
            if x.kind == "S" and x.low == "that" and i and u[i - 1].kind in "VP" and self._pointed_at(i):
                x.kind = "d"  # "signed that agreement in 2014"
            if x.kind != "S" or x.low not in self.lang.sets["clausal"]:
                continue
            j = i + 1
            while j < len(u) and u[j].kind not in ",;.SRVAB:":
                if u[j].kind == "C" and j + 1 < len(u) and u[j + 1].kind == "V":
                    break  # "called it unacceptable after a raid and demanded ...": no clause opens
                j += 1
            if j < len(u) and u[j].kind == "," and (over := self._over_aside(j)) is not None:
                j = over  # "after several newspapers, including small ones, accused the bank"
            if j == len(u) or u[j].kind not in "VAB":
                x.kind = "P"
