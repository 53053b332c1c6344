"""Whose somebody is who is named without a country, where words near say it; else whose he most likely is (likely)."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.ground import (
    bound_by,
    elsewhere,
    host,
    militia_home,
    of_militia,
    of_rebels,
)
from ikrar.link.likely import Likely, subject_of
from ikrar.link.locative import locative, spoke_at
from ikrar.link.nearest import NEAR, government_before, nearest
from ikrar.link.whose_before import longer_before, told_before
from ikrar.link.whose_en import near_border, told_en
from ikrar.model.annotation import ACTORS, Annotated, Mention, Sentence, Unit

LONG_SPAN = 24  # characters behind a crowd in which it is told that it is of everywhere
SAME_PEOPLE = 3  # sentences within which an unnamed group is the one of its word named before
HOST_WORDS = 12  # characters behind a delegation in which it is said to be that of the hosts
BY_PLACE = frozenset(("group", "armed-group", "facility", "place"))


def _state_after(s: Sentence, i: int) -> str | None:
    """“di Zakho, Irak”: the state that is named behind a place."""
    if i + 2 < len(s.units) and s.units[i + 1].kind == ",":
        state = s.units[i + 2].m
        if state is not None and state.kind == "state" and state.named:
            return state.country
    return None


def _flag(units: list[Unit], i: int, language: Language) -> str | None:
    """“kapal ikan berbendera Vietnam”: the state under whose flag the ship at ``i`` sails."""
    state = units[i + 2].m if i + 2 < len(units) and units[i + 1].low in language.sets["flagged"] else None
    return state.country if state is not None and state.kind == "state" else None


def _whose(m: Mention, s: Sentence, after: Unit | None) -> str | None:
    """“pasukan kami”, "our troops": the country of whoever speaks."""
    ours = m.pronoun == "ours" or after is not None and after.m is not None and after.m.kind == "pronoun" and after.m.pronoun == "first"
    return s.speaker.country if ours and s.speaker is not None else None


def _hits(units: list[Unit], i: int, j: int, hitting: frozenset[str]) -> bool:
    """Whether the one at ``j`` is said to do harm to the one at ``i``: a verb of harm stands between, and nobody else."""
    return any(u.low in hitting for u in units[j + 1 : i]) and all(u.m is None for u in units[j + 1 : i])


def _told_by_another(units: list[Unit], j: int, doer: Mention) -> bool:
    """Whether somebody of another country stands before the one at ``j``, with a verb: who tells it."""
    k = next((k for k in range(j - 1, -1, -1) if units[k].m is not None), None)
    teller = units[k].m if k is not None else None
    if k is None or teller is None or teller.kind not in ACTORS or teller.country in (None, "INT", doer.country):
        return False
    return any(u.kind == "V" for u in units[k + 1 : j])


def _of_hosts(m: Mention, doc: Annotated, language: Language) -> bool:
    """“delegasi tuan rumah", "the host delegation"."""
    words = doc.raw[m.start : m.end + HOST_WORDS].lower()
    return any(f" {w} " in f" {words} " for w in language.sets["hosts"]) if "host" in words or "rumah" in words else False


def _aims(s: Sentence, j: int, i: int, aimed: frozenset[str]) -> bool:
    """“Iran condemned Israel's attack on its embassy": what an act is aimed at is not its doer's."""
    between = s.units[j + 1 : i]
    return len(between) > 1 and between[-1].low in aimed and between[-2].kind == "X" and all(u.kind in "X'a" for u in between[:-1])


def _does(s: Sentence, j: int, language: Language) -> bool:
    """Whether the mention at unit ``j`` is the one who does an act told by the noun before it: "serangan AS dan Israel"."""
    while j > 1 and s.units[j - 1].kind == "C" and s.units[j - 2].m is not None:
        j -= 2
    return j > 0 and s.units[j - 1].kind == "X" and s.units[j - 1].low in language.acts


def _done_to_at_home(units: list[Unit], i: int) -> str | None:
    """“cut aid to Uganda after the government jailed a journalist": those at ``i`` are of those who do it."""
    j = i - 1
    while j > 0 and units[j].kind in "DAd#":
        j -= 1
    if j < 1 or units[j].kind != "V":
        return None
    k = j - 1
    while k > 0 and units[k].kind in "DANTP":
        k -= 1
    who = units[k].m
    if who is None or who.named or not (who.kind == "state" or who.sector in ("COP", "JUD")) or who.country in (None, "INT"):
        return None
    at_law = who.sector in ("COP", "JUD") and not who.guessed  # "Peruvian police named nine managers as suspects"
    return who.country if at_law or any(u.kind == "S" for u in units[:k]) else None


def _come_from(units: list[Unit], i: int) -> str | None:
    """“rebels from Ethiopia's Tigray region": the country that those at ``i`` are told to come from."""
    if i + 2 >= len(units) or units[i + 1].low != "from":
        return None
    land = units[i + 2].m
    return land.country if land is not None and land.kind in ("state", "place") and land.country != "INT" else None


def _called_on(m: Mention, units: list[Unit], i: int, j: int) -> str | None:
    """“Presiden X meminta para menteri mewaspadai krisis di Y": officials are of the one who calls on them, not of where it is about."""
    if m.kind != "group" or m.sector != "GOV" or j < i or all(u.kind != "V" for u in units[i + 1 : j]):
        return None
    ruler = next((u.m for u in units[:i] if u.m is not None and u.m.sector == "GOV" and u.m.kind in ("person", "state")), None)
    return ruler.country if ruler is not None and ruler.country != "INT" else None


def _power_over(units: list[Unit], i: int, acts: frozenset[str], code: str) -> str | None:
    """“Chad's crackdown on students", "penindasan Chad terhadap mahasiswa": the state that does to those at ``i`` what is done at home."""
    if i < 2 or units[i - 1].kind != "P":
        return None
    j = next((j for j in range(i - 2, max(i - 6, -1), -1) if units[j].m is not None), -1)
    state = units[j].m if j >= 0 else None
    if state is None or state.kind != "state" and not state.capital or state.country in (None, "INT"):
        return None
    told = units[j + 1 : i - 1] if code == "en" else units[max(j - 2, 0) : j]
    return state.country if any(u.low in acts for u in told) else None


def _house_of(units: list[Unit]) -> str | None:
    """The country of the one parliament that a sentence about a text of its names: the government in it is that country's."""
    if all(u.mention_kind != "instrument" for u in units):
        return None
    houses = [u.m for u in units if u.m is not None and u.m.sector == "LEG" and u.m.kind == "organization"]
    found = {(m.owner.country if m.owner is not None else None) or m.country for m in houses} - {None, "INT"}
    return found.pop() if len(found) == 1 else None


def _side_told(units: list[Unit], i: int, for_side: frozenset[str]) -> str | None:
    """“Jordan's last combat troops", "Speaking for Athens was Minister X": the country that is told of just before as theirs at ``i``."""
    if i < 2:
        return None
    state, sign = units[i - 2].m, units[i - 1].kind
    if state is None or state.country in (None, "INT") or not (state.kind in ("state", "organization") or state.capital):
        return None
    return state.country if sign == "'" or sign in "AV" and i > 2 and units[i - 3].low in for_side else None


def _of_office_told(units: list[Unit], i: int) -> str | None:
    """“Colonel X, commander of the Y Brigade in the Chadian army": the country of the body in which the one at ``i`` has his office."""
    if i + 4 >= len(units) or units[i + 1].kind != "," or units[i + 3].kind != "P":
        return None
    office, body = units[i + 2].m, units[i + 4].m
    if office is None or office.kind != "person" or office.named or body is None or body.kind != "organization":
        return None
    return body.country if body.country != "INT" and not body.guessed else None


def context_country(
    m: Mention,
    s: Sentence,
    i: int,
    seen: list[Mention],
    main: str | None,
    here: str | None,
    language: Language,
    doc: Annotated,
    likely: Likely,
) -> str | None:
    """The country of a body or group that names none: see BY_PLACE."""
    units, sets = s.units, language.sets
    if m.kind == "person" and m.named and m.words and m.words[0] in language.given:
        return language.home
    after = units[i + 1] if i + 1 < len(units) else None
    if m.kind == "facility" and (flag := _flag(units, i, language)) is not None:
        return flag
    if (whose := _whose(m, s, after)) is not None:
        return whose
    if m.kind == "state" and not m.named and after is not None and after.m is not None and after.m.kind == "person" and after.m.named:
        if m.head in sets["called_by_ruler"] and after.m.country not in (None, "INT"):
            return after.m.country  # "pemerintahan Presiden X": of whoever leads it
    if m.head in language.sets["hosts"] or (m.kind == "person" and not m.named and _of_hosts(m, doc, language)):
        return here
    if after is not None and m.kind == "group" and not m.named and after.low.partition(" ")[0] in language.firsts("worldwide"):
        words = " ".join(doc.raw[m.end : m.end + LONG_SPAN].lower().split()) + " "
        if any(words.startswith((f"{w} ", f"{w},", f"{w}.")) for w in language.sets["worldwide"]):
            return "INT"  # "millions of people worldwide"
    if after is not None and not m.named and after.low in sets["of_the_place"]:
        return here  # "kepolisian setempat"
    if after is not None and not m.named and after.low == "there":  # "the authorities there": where it was told of last
        spot = next((o.m for o in reversed(units[:i]) if o.m is not None and o.m.kind in ("place", "state") and o.m.country), None)
        spot = spot or next((o for o in reversed(seen) if o.kind in ("place", "state") and o.country), None)
        if spot is not None:
            return spot.country
    if language.code == "en" and (theirs := told_en(m, s, i, seen, here or main, doc, language)) is not None:
        return theirs
    body = m.of if m.kind == "person" and not m.named and m.of is not None else m
    if body.kind == "organization" and body.sector == "MIL":
        if (others := elsewhere(m, doc, here, language)) is not None:
            return others
        if body is m and (told := told_before(m, seen, doc, language)) is not None:
            return told
    band = m.of if m.kind == "person" and m.of is not None and m.of.kind == "armed-group" else m
    if band.kind == "armed-group" and band.named and band.name:  # told of before
        same = next((o for o in seen if o.kind == "armed-group" and o.name == band.name and o.country not in (None, "INT")), None)
        if same is not None:
            return same.country
    if m.kind == "armed-group" and doc.party is not None and m.pronoun is None and m.sector != "CRM":
        return doc.party
    if of_militia(m) and m.pronoun is None:
        return militia_home(s, i, doc, sets) or here
    if of_rebels(m) and m.pronoun is None and (land := host(doc, sets)) is not None:
        return land
    if (
        m.sector == "IGO"
        and not m.adjective
        and m.owner is None
        and (m.kind in ("organization", "group") or m.kind == "person" and m.title)
    ):
        return "INT"  # "Dewan Keamanan": of no one state
    suffixed = m.kind in ("person", "organization") and m.head.endswith("nya")  # "pasukannya"
    if m.pronoun == "possessive" or suffixed:
        many = m.pronoun == "possessive" and doc.raw[m.start : m.start + 6].lower() == "their " and m.kind == "facility"
        trails = m is s.speaker and i > 1 and units[i - 1].kind in ",Q"  # "X would do it if Y did, its minister said": X's
        for j in range(i) if trails else range(i - 1, -1, -1):
            other = units[j].m
            capital = other is not None and other.capital
            embassy = other is not None and other.kind == "facility" and other.sector == "GOV" and m.kind == "group"
            if (
                other is None
                or not (other.kind in ACTORS or capital or embassy)
                or not other.country
                or locative(s, j)
                or _aims(s, j, i, sets["aimed"])
            ):
                continue
            if j and units[j - 1].low in sets["beside_doer"]:  # "sepakat dengan X menarik pasukannya": not X's
                continue
            if language.code == "id" and _does(s, j, language):
                continue  # "Iran menangkis serangan AS dan Israel, meski pangkalannya digempur": not theirs who attacked
            if many and other.kind in ("state", "equipment") and not other.plural:
                continue  # "X and Y died when a drone of Z hit their convoy": not one state's
            if _hits(units, i, j, language.sets["hitting"]) and _told_by_another(units, j, other):
                continue  # "X said Y attacked its ships": X's
            if other.country != "INT" or m.kind not in ("facility", "state"):  # the international community has no embassies
                return other.country
    # "pemerintah di Teheran", "an airport in Peru", not "its troops in Iraq" or an embassy, which is another state's
    housed = m.kind == "organization" and m.sector != "MIL" or m.kind == "facility" and m.sector != "GOV"
    seated = m.kind == "state" or housed
    if (
        seated
        and i + 2 < len(units)
        and (units[i + 1].low in sets["inside"] or m.kind == "facility" and units[i + 1].low in sets["beside_place"])
    ):
        seat = units[i + 2].m
        if seat is not None and seat.country and seat.country != "INT":
            return seat.country
    if m.kind == "state" and (theirs := _house_of(units)) is not None:
        return theirs  # "Resolusi yang mewajibkan pemerintah dikeluarkan parlemen Somalia"
    if m.kind == "state" and not m.named and seen and seen[-1].sector == "LEG" and s.index - seen[-1].sentence < SAME_PEOPLE:
        if seen[-1].kind == "organization" and seen[-1].country != "INT":
            return seen[-1].country  # "The Somali parliament passed a resolution. It requires the government to ..."
    asked = i > 1 and not language.sets["asking"].isdisjoint((units[i - 1].low, units[i - 2].low))  # "called on the government"
    if m.kind == "state" and s.speaker is not None and s.speaker is not m and not asked:  # "she said the government would": her own
        voice = s.speaker.refers[0] if s.speaker.pronoun and s.speaker.refers else s.speaker
        if voice.country not in (None, "INT") and voice.sector in ("GOV", "MIL", "LEG"):
            return voice.country
    if m.kind == "state" and not m.named and doc.party is not None and not asked:
        return doc.party
    if m.kind in ("place", "facility", "name") and (state := _state_after(s, i)) is not None:
        return state
    if i > 1 and units[i - 1].kind == "C":  # "the Kenyan government and the opposition"
        beside = units[i - 2].m
        if beside is not None and beside.country and beside.country != "INT" and beside.kind in ACTORS:
            return beside.country
    if m.kind in BY_PLACE:
        if m.kind in ("group", "armed-group") and language.code == "en" and (origin := _come_from(units, i)) is not None:
            return origin
        if m.kind == "group" and (power := _power_over(units, i, language.sets["home_acts"], language.code)) is not None:
            return power
        for j, spot in s.placed:
            if spot is m or not locative(s, j) or spot.sector in ("JRN", "BUS"):
                continue  # "di Facebook" is nowhere
            house = spot.kind == "facility" and spot.sector != "MIL" and spot.owner is not None and spot.owner.kind == "state"
            if house and _state_after(s, j) is None:
                further = (x for k, x in s.placed if k > j and x.country and locative(s, k))
                if spot.sector == "GOV" or any(further):
                    continue  # "the French embassy in Mali": France's, but not in France
            if units[j - 1].low in sets["to_or_from"] and m.kind not in ("place", "facility") or near_border(spot, units, j, sets):
                continue
            if m.kind == "armed-group" and m.named and spot.capital and main is not None and spot.country not in (main, here):
                continue  # "a bargain struck in Doha": where they talked
            if (ruler := _called_on(m, units, i, j)) is not None:
                return ruler
            if m.kind == "group" and any(u.low in language.sets["stances"] for u in units[i + 1 : j]):
                continue  # "mahasiswa menyerukan gencatan senjata di Gaza": what they call for is there, not they
            where = (_state_after(s, j) if spot.kind == "place" else None) or spot.country
            if where and where != "INT":
                return where
        if m.kind == "armed-group" and not m.named and m.sector != "UAF":  # "the group", "the rebels": those told of before
            for other in reversed(seen):
                if other.kind == "armed-group" and other.country not in (None, "INT") and not other.guessed:
                    return other.country
        for other in reversed(seen if m.kind == "group" and not m.named else ()):  # "warga sipil di Tyre ... warga": the same people
            if other.sentence < s.index - SAME_PEOPLE:
                break
            if other.kind == "group" and not other.named and other.country and other.head.split()[0] == m.head.split()[0]:
                return other.country
        if m.kind == "group" and language.code == "en" and (rulers := _done_to_at_home(units, i)) is not None:
            return rulers
        embassy = m.kind == "facility" and m.sector == "GOV"  # which is another state's
        if (where := main if embassy else here or main) is not None:
            return where
    beside = units[i - 1].m if i else None
    if beside is not None and beside.adjective and beside.country:  # "Australian Timothy Weeks"
        return beside.country
    if language.code == "en" and m.kind == "person" and m.plural and not m.named and all(j >= i for j, _ in s.placed):
        spots = (
            spot
            for j, spot in s.placed
            if j > i and locative(s, j) and units[j - 1].low in sets["at_place"] and spot.kind in BY_PLACE | {"state"}
        )
        if (land := next((spot.country for spot in spots if spot.country not in (None, "INT")), None)) is not None:
            return land  # "Kurdish leaders asked Washington to keep troops in Syria"
    if m.kind == "person" and m.title and s.speaker is m and (spoke_in := spoke_at(s)) is not None:
        return spoke_in
    if m.kind == "person" and m.named and not m.title and i and units[i - 1].kind == "V":
        for j in range(i + 1, len(units)):  # "tentara Israel membunuh X di Gaza": one acted on is of the place, not of who acts
            at = units[j].m
            if at is not None and at.kind in ("place", "state") and at.country not in (None, "INT") and locative(s, j):
                if units[j - 1].low.partition(" ")[0] not in sets["to_or_from"]:
                    return at.country
    if m.kind == "state" and (bound := bound_by(s, i)) is not None:
        return bound
    if (longer := longer_before(m, seen, doc, language)) is not None:
        return longer
    if language.code == "en" and m.kind == "state":
        for j, other in reversed(s.placed):
            if j < i and other.kind in ("state", "place") and not other.adjective and other.country not in (None, "INT"):
                return other.country  # "killed two Indian peacekeepers in South Sudan, and the government blamed rebels"
    if m.kind == "person" and m.named and (office := _of_office_told(units, i)) is not None:
        return office
    if m.kind == "person" and m.plural and not m.named:  # "mediator Uni Afrika ... para mediator": the same people
        for other in reversed(seen):
            if other.sentence < s.index - SAME_PEOPLE:
                break
            if other.kind == "person" and other.plural and other.country and other.head == m.head:
                return other.country
    trails = m is s.speaker and m.sector == "GOV" and i > 1 and units[i - 1].kind in ",Q"
    if trails and (subject := subject_of(units, m)) is not None and (subject.kind == "state" or subject.capital):
        return subject.country  # "Lima will free ten Chadians, foreign ministry spokeswoman X said"
    if (side := _side_told(units, i, sets["for_side"])) is not None:
        return side
    if likely.short:
        return nearest(m, s, i, seen, main, language, doc, likely.passing)
    if (government := government_before(m, seen[-NEAR:])) is not None:
        return government
    return likely.country(m, s, i, seen)
