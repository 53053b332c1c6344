"""To whom an act is done where its own words do not say: whoever else its sentence names, or the other side of the story.

"Serikat guru menolak tawaran itu" is a refusal of somebody's offer. Most acts are done to somebody, and the reader knows to whom
from what stands around them; so does this step, and says in the trace where it found him.
"""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link import at_large, envoys, prisons
from ikrar.link.answered import answered
from ikrar.link.around import APOLOGY, BACK, ON_PLACES, SIDES, apart, in_sentence, joined, just_before, other, readings
from ikrar.link.doers import codes_of
from ikrar.link.happenings import Happening, stand_in
from ikrar.link.hearers import told_to
from ikrar.link.named_again import named_again
from ikrar.link.protested import PROTESTED, against_a_bill, employer, in_front_of, in_power, protested_at, sitting
from ikrar.model.annotation import HURT_ONLY, Annotated, Mention, Token

ADDRESSED = frozenset("ACCUSE AID ASSAULT COERCE CONCEDE MOBILIZE PROTEST REJECT RETREAT REQUEST SANCTION SUPPORT THREATEN".split())
"""Types that are hardly ever coded without a recipient."""
LEAVING = frozenset(("retreat.leave", "retreat.withdraw"))
"""Frames in which forces leave a place."""
RULED = frozenset(("REJECT", "SUPPORT"))
"""Types of acts that a court does by its rulings, to nobody."""
CIVIL = frozenset((None, "-", "CVL", "CRM", "EDU", "SOC", "LAB"))
BEYOND = 7  # units behind a refusal within which it is said whose thing it is
BESIDE = 24  # characters behind the words of forces on the move within which it is said against whom


def _words(h: Happening) -> list[Token]:
    """The words of its trigger."""
    return [t for t in h.lead.sentence.tokens[h.lead.first :] if t.end <= h.lead.end]


def imply(happenings: list[Happening], doc: Annotated, language: Language) -> None:
    """Gives a recipient to each act that needs one and has none."""
    for h in happenings:
        if doc.language == "en" and h.type == "ASSAULT" and not h.actors and len(h.recipients) > 1:
            _fighting(h, language.sets["fall_in"])
        if doc.language == "en" and h.type == "CONSULT" and len(h.actors) > 1:
            _mediated(h, language.sets["mediated"])
        if doc.language == "en" and h.lead.pattern.frame["frame"] == APOLOGY:
            _to_the_nation(h)
        if len(codes_of(h.actors)) > 1 and h.recipients and h.type in ("REQUEST", "ACCUSE", "REJECT"):
            h.recipients = [m for m in h.recipients if m.kind != "state" or codes_of([m]) - codes_of(h.actors)]  # not one of themselves
        _contrast(h, doc, language)
        _at_home_attacked(h, language.sets["at_place"])
        _casualties(h, happenings)
        _same_hunters(h, happenings)
        envoys.sent_away(h, doc, language)
        _at_home(h)
        _before_the_law(h)
        prisons.held_by(h, language)
        if (
            h.type == "RETREAT"
            and h.lead.pattern.frame["frame"] in LEAVING
            and all(m.kind in ("state", "place", "facility") for m in h.recipients)
        ):
            if h.recipients and {m.country for m in h.recipients} == {a.country for a in h.actors} != {None}:
                h.recipients = []  # "Peru's army left the valley": nothing is done to the state whose army it is
                continue
        envoys.hosts(h, doc, language)
        envoys.called_in(h, language)
        if h.type == "AGREE" and not h.recipients and h.actors:
            _promised(h, doc, language)
        at_large.freed(h, doc, language.sets["public"])
        at_large.calmed(h, language)
        if doc.language == "en" and h.type in ON_PLACES:
            for m in h.recipients:
                if m.kind == "facility" and m.sector in (None, "-", "of"):  # "bombed an airfield": the state's, if nobody's
                    m.sector = "BUS" if m.head in language.sets["craft"] else "GOV"
        if h.type == "PROTEST":
            sat = [sitting(m, doc, language) for m in h.recipients]
            h.recipients = [m for m in sat if m.kind != "facility" or m.sector is not None or not m.named]  # "memenuhi Monas": a square
        if (
            h.recipients
            or not h.actors
            or h.type not in ADDRESSED
            or h.lead.mutual
            or h.lead.pattern.frame["frame"] in at_large.DONE_TO_NOBODY
        ):
            continue
        if h.type == "MOBILIZE" and doc.language == "en" and any(t.low.startswith(tuple(language.sets["trying_out"])) for t in _words(h)):
            continue  # a missile or a bomb that is tested is aimed at nobody
        house = in_front_of(h, doc, language) or employer(h, language) or protested_at(h, language) or against_a_bill(h, doc, language)
        # "MK mengabulkan permohonan itu": a ruling is not given to whoever asked for it, unless a state did
        ruling = h.type in RULED and all(a.sector == "JUD" for a in h.actors)
        hurt = HURT_ONLY in h.lead.notes
        if house is None and (doers := named_again(h, happenings, language)):
            h.recipients = stand_in(doers, h.actors)
            h.lead.notes.append(f'to whom is not said: whose act is named again, "{doers[0].head}"')
            continue
        found = (
            house
            or _whose_text(h)
            or _answered(h, happenings)
            or _taken_up(h, happenings)
            or answered(h, happenings, language)
            or _crowd(h)
            or (None if hurt else in_sentence(h, doc, language, abroad=ruling))
        )
        at_home = h.type == "MOBILIZE" and doc.language == "id" and all(a.sector in ("MIL", "COP") for a in h.actors)
        if found is None and not ruling and not at_home and not (h.type in ON_PLACES and all(a.sector in CIVIL for a in h.actors)):
            found = just_before(h, doc, language)  # whom private people hurt is not who was told of before
            if found is not None and _blamed_it(found, h, happenings):
                found = None
        if hurt and found is not None and any(m.country == found.country for m in h.lead.sentence.mentions):
            continue  # "mengutuk serangan di X. ...": X is where, however it was told of before
        if found is not None and h.lead.pattern.frame["frame"] in TO_ANYBODY and found.sector not in PROTESTED:
            continue
        if found is not None and h.type == "PROTEST" and found is not house and (language.code == "en" or not in_power(found, h)):
            # English says whom a protest is against: of such guesses 1 of 7 was right, in Indonesian 7 of 8.
            continue  # a crowd protests against those in power, not against who was told of last
        if found is not None and h.type == "MOBILIZE" and doc.language == "en" and not 0 < found.start - h.lead.end < BESIDE:
            continue  # "flew over Moldovan airspace"; but "put its forces on alert" against nobody whom the sentence names elsewhere
        if found is not None:
            h.recipients = stand_in([found, *joined(found, h)], h.actors)
            h.lead.notes.append(f'to whom is not said: the other side, "{found.head}"')
        else:
            at_large.criticised(h)
            at_large.ordered(h, doc, language.sets["public"])
            at_large.held(h, doc, language.sets["public"])


BY_LAW = frozenset("assault.execute sanction.convict accuse.suspect accuse.charge threaten.warrant".split())
"""Acts by which those in power deal with people at home."""


def _before_the_law(h: Happening) -> None:
    """“Iran mengeksekusi seorang pria yang mengabdi kepada Peru": whom a state tries or puts to death is its own, if nobody says whose."""
    home = at_large.home_of(h.actors)
    if h.lead.pattern.frame["frame"] not in BY_LAW or home is None:
        return
    if any(a.sector not in ("GOV", "JUD", "COP", "MIL") for a in h.actors):
        return
    for m in h.recipients:
        if m.guessed and m.kind in ("person", "group") and m.owner is None and m.of is None and m.country != home:
            m.country = home
            h.lead.notes.append(f"whose is not said: of the state that deals with him, {home}")


def _blamed_it(m: Mention, h: Happening, happenings: list[Happening]) -> bool:
    """“Kementerian X menyesalkan pembubaran itu. Pembubaran dilakukan oleh Y”: who blames another for a deed did not suffer it."""
    word = _words(h)[0].low
    for o in happenings:
        near = o.type == "ACCUSE" and 0 < h.lead.sentence.index - o.lead.sentence.index <= BACK
        if (
            near
            and word in o.lead.sentence.lows
            and any(a is m or (a.kind, a.country, a.name) == (m.kind, m.country, m.name) for a in o.actors)
        ):
            return True
    return False


TO_ANYBODY = frozenset(("request.call", "request.decree", "coerce.misinform"))  # said to whoever listens
VAGUE = frozenset(("agree.reaffirm",))  # a will affirmed before everybody is given to nobody in particular


def _promised(h: Happening, doc: Annotated, language: Language) -> None:
    """“siap memenuhi panggilan komisi itu": one side's word is given to whom its words name, and a government's else to the public."""
    d = h.lead
    many = len(codes_of(h.actors)) > 1
    if not d.mutual and (hearers := told_to(h, language)):
        h.recipients = hearers
        d.notes.append(f'to whom it is promised is not said: "{hearers[0].head}", to whom it is told')
        return
    if "action" not in d.clauses or d.pattern.frame["frame"] in VAGUE or d.mutual or many:
        return
    towards, where = language.sets["towards"], language.either("at_place", "from_place")
    first, stop, _ = d.clauses["action"]
    for n in range(first, stop):
        u = d.sentence.units[n]
        if u.m is None or (n and d.sentence.units[n - 1].low in where):
            continue
        for m in readings(u.m):
            if m.capital and m.kind == "place" and n and d.sentence.units[n - 1].low in towards:
                m = m.as_state("its capital")  # "ready to hold talks with Islamabad"
            if m.kind in SIDES and (other(m, h, False) or apart(m, h)):
                h.recipients = [m]
                d.notes.append(f'to whom it is promised is not said: "{m.head}", named in it')
                return
    if doc.language == "en" and (host := _where_promised(h, first, stop)) is not None:
        h.recipients = [host]
        d.notes.append(f'to whom it is promised is not said: where it is to be done, "{host.head}"')
        return
    people = at_large.people(h, doc, language.sets["public"]) if all(a.sector == "GOV" for a in h.actors) else None
    if people is not None:
        h.recipients = [people]
        d.notes.append(f'to whom it is promised is not said: the public, "{people.head}"')


def _where_promised(h: Happening, first: int, stop: int) -> Mention | None:
    """“China pledged to build a port in Tanzania": what a state promises to do in another country it promises to that."""
    mine = {a.country for a in h.actors}
    if not all(a.sector == "GOV" for a in h.actors) or None in mine:
        return None
    lands = (u.m for u in h.lead.sentence.units[first:stop] if u.m is not None and u.m.kind in ("place", "state") and not u.m.adjective)
    land = next((m for m in lands if m.country not in (None, "INT", *mine)), None)
    return land if land is None or land.kind == "state" else land.as_state("the state of the place")


FIGHTING = frozenset(("MIL", "REB", "UAF", "PRM"))


def _at_home_attacked(h: Happening, where: frozenset[str]) -> None:
    """“Militan Moro menyerang pos polisi", near the border: rebels attack the forces of the state that they rise against."""
    home = at_large.home_of(h.actors)
    if h.type != "ASSAULT" or home is None or any(a.sector not in HOLDING or a.guessed for a in h.actors):
        return
    if any(a.gazetteer is not None for a in h.actors):
        return  # a group that everybody knows may go abroad
    units = h.lead.sentence.units
    there = {m.country for i, m in h.lead.sentence.placed if i and units[i - 1].low in where}
    for m in h.recipients:
        if m.guessed and not m.named and m.sector in ("COP", "MIL") and m.country not in {home} | there:
            m.country = home
            h.lead.notes.append(f"whose is not said: of the state that they rise against, {home}")


HOLDING = frozenset(("REB", "PRM"))


def _contrast(h: Happening, doc: Annotated, language: Language) -> None:
    """“Militer AS menembak jatuh drone itu”: nobody shoots at his own; a country that was only guessed is the other side's."""
    if h.type != "ASSAULT" or h.lead.mutual or not h.recipients or not h.actors:
        return
    mine = {a.country for a in h.actors}
    guessed = [m for m in h.recipients if m.guessed and m.country in mine]
    theirs = {m.country for m in h.recipients} - mine
    if guessed and len(theirs) == 1 and all(a.sector in ("MIL", "GOV") for a in h.actors):
        for m in guessed:  # "menggempur kota X, melukai 20 orang": people of that town
            m.country = next(iter(theirs))
        return
    if len(guessed) < len(h.recipients):
        return
    fighters = all(m.sector in FIGHTING for m in h.recipients)
    rockets = h.lead.pattern.frame["frame"] == "assault.missile"  # which are fired at somebody, by rebels too
    if not fighters and not rockets and not all(a.sector in ("MIL", "GOV") for a in h.actors):
        return  # police and gunmen do harm at home
    found = in_sentence(h, doc, language, abroad=True) or (just_before(h, doc, language, abroad=True) if fighters else None)
    if found is None and h.lead.sentence.speaker is not None and h.lead.sentence.speaker.kind == "state":
        found = h.lead.sentence.speaker if other(h.lead.sentence.speaker, h, False) else None  # "Peru melaporkan dua warga tewas": its own
    if found is not None:
        for m in h.recipients:
            m.country = found.country
        h.lead.notes.append(f'whose is not said: the other side\'s, "{found.head}"')
    elif all(m.kind == "equipment" for m in h.recipients):
        h.recipients = []  # "Kuwait shot down three drones": whose is not said, and not its own


def _fighting(h: Happening, fought: frozenset[str]) -> None:
    """“11 soldiers and nine rebels were killed in fighting": those of two sides who fell fought each other."""
    arms = {m.sector in ("MIL", "COP") for m in h.recipients if m.sector in FIGHTING | {"COP", "CRM"}}
    if len(arms) == 2 and all(m.sector in FIGHTING | {"COP", "CRM"} for m in h.recipients):
        if not fought.isdisjoint(u.low for u in h.lead.sentence.units):
            h.actors, h.recipients = h.recipients, []
            h.lead.notes.append("they fought each other")


def _mediated(h: Happening, words: frozenset[str]) -> None:
    """“sat down for talks mediated by Norway": who stands between the sides takes part."""
    units = h.lead.sentence.units
    for n in range(h.lead.unit + 1, len(units) - 2):
        who = units[n + 2].m
        if units[n].low in words and units[n + 1].low == "by" and who is not None and who.kind in SIDES and who.country:
            if all((a.country, a.sector) != (who.country, who.sector) for a in h.actors):
                h.actors.append(who)


def _to_the_nation(h: Happening) -> None:
    """“apologised to the nation": to its people, of whom the state that is named so is made up."""
    homes = {a.country for a in h.actors}
    if len(h.recipients) == 1 and h.recipients[0].kind == "state" and h.recipients[0].country in homes:
        h.recipients = [h.recipients[0].as_people()]


def _casualties(h: Happening, happenings: list[Happening]) -> None:
    """“Israel menyerang Gaza. 20 warga tewas": those hurt are of where the attack before was, not of whoever attacked."""
    if h.type != "ASSAULT" or h.actors or not h.recipients or not all(m.guessed and m.kind == "group" for m in h.recipients):
        return
    at = h.lead.sentence.index
    for o in happenings:
        if o.type != h.type or not o.actors or not 0 < at - o.lead.sentence.index <= BACK:
            continue
        hit = {m.country for m in o.recipients}
        doers = {a.country for a in o.actors}
        if len(hit) == 1 and not hit & doers and all(m.country in doers for m in h.recipients):
            for m in h.recipients:
                m.country = next(iter(hit))
            h.lead.notes.append("whose is not said: of those attacked before")
            return


HUNTED = 6  # sentences from a strike on an armed group to further deaths among its men


def _same_hunters(h: Happening, happenings: list[Happening]) -> None:
    """“Pasukan X menewaskan tokoh Y ... Tiga tokoh Y juga tewas dalam serangan terpisah”: by the forces told to strike that group."""
    if h.type != "ASSAULT" or h.actors or not h.recipients or any(m.sector not in ("REB", "PRM") for m in h.recipients):
        return
    hit = codes_of(h.recipients)
    for o in happenings:
        near = o.type == h.type and 0 < h.lead.sentence.index - o.lead.sentence.index <= HUNTED
        if near and o.actors and all(a.sector == "MIL" for a in o.actors) and hit & codes_of(o.recipients):
            h.actors = list(o.actors)
            h.lead.notes.append("by whom is not said: those who struck that group before")
            return


OFFICIAL = frozenset(("GOV", "LEG", "COP", "JUD", "PTY"))


def _at_home(h: Happening) -> None:
    """“Presiden mengimbau masyarakat", in a report on another country: those whom an official addresses are his own."""
    home = at_large.home_of(h.actors)
    if h.type != "REQUEST" or home is None:
        return
    if any(a.guessed or a.kind != "person" or a.sector not in OFFICIAL for a in h.actors):
        return
    for m in h.recipients:
        if m.guessed and not m.named and m.country != home:
            m.country = home
            h.lead.notes.append(f"whose is not said: his own, of {home}")


def _answered(h: Happening, happenings: list[Happening]) -> Mention | None:
    """“X accused Y of theft. Y rejected the accusation": what is rejected was said by whoever accused or asked just before."""
    if h.type != "REJECT":
        return None
    at, mine = h.lead.sentence.index, codes_of(h.actors)
    for o in reversed(happenings):
        if o.type in ("ACCUSE", "REQUEST") and 0 <= at - o.lead.sentence.index <= BACK and o.lead.start < h.lead.start and o.actors:
            if mine & codes_of(o.recipients):
                return o.actors[0]
    return None


def _taken_up(h: Happening, happenings: list[Happening]) -> Mention | None:
    """“X menyita kapal itu. Y mengutuk penyitaan itu": an act told before that is condemned or praised by its noun was done by its doer."""
    if h.type not in TAKEN_UP or h.lead.pattern.kind != "verb":
        return None
    for o in happenings:
        if o is h or not o.actors or o.type in TAKEN_UP:
            continue
        for t in o.tellings:
            behind = t.start - h.lead.end
            if t is not o.tellings[0] and t.sentence is h.lead.sentence and t.pattern.kind == "noun" and 0 < behind <= NOUN_BEHIND:
                return next((a for a in o.actors if other(a, h, False) or apart(a, h)), None)
    return None


TAKEN_UP = frozenset(("ACCUSE", "SUPPORT"))
"""Types of acts that are words on an act of another."""
NOUN_BEHIND = 24  # characters between the verb of blame or praise and the noun of the act


def _whose_text(h: Happening) -> Mention | None:
    """“voted down the premier's deal on Peru": who made the text that is rejected, or backed."""
    owners: list[Mention] = [
        m.owner for m in h.lead.members("instrument") if m.kind == "instrument" and not m.members and m.owner is not None
    ]
    mine = codes_of(h.actors)
    if h.type == "REJECT" and not owners and h.lead.sentence.units[h.lead.unit + 1 :]:
        owners = _possessors(h)
    for m in owners if h.type in RULED else ():
        m.country = m.country or h.actors[0].country
        if m.kind in SIDES and (m.country, m.sector) not in mine:
            return m
    return None


def _possessors(h: Happening) -> list[Mention]:
    """“refused to reinstate the president's ban on Peru": whose thing the words of a refusal name first."""
    units = h.lead.sentence.units
    if not any(t.low == "to" for t in h.lead.sentence.tokens if h.lead.end <= t.start < h.lead.end + BESIDE):
        return []
    for n in range(h.lead.unit + 1, min(h.lead.unit + BEYOND, len(units) - 1)):
        if units[n].kind in ",;.SR":
            return []
        m = units[n].m
        if m is not None:
            return [m] if units[n + 1].kind == "'" and m.kind in SIDES else []
    return []


def _crowd(h: Happening) -> Mention | None:
    """“Villagers marched to the mine, and police fired tear gas": the crowd that the sentence tells of."""
    if h.type not in ON_PLACES or any(a.sector != "COP" for a in h.actors):
        return None
    crowd = (u.m for u in reversed(h.lead.sentence.units[: h.lead.unit]) if u.m is not None)
    return next((m for m in crowd if m.kind == "group" and not m.named and m.sector == "CVL"), None)
