"""Made-up readings, lifelike in what costs time: who appears how often, how often a thing is told again, how long texts are.

No text is read: the records are built with their texts, so that a large ledger is filled in minutes.
"""

from __future__ import annotations

import hashlib
import random
from collections import deque
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate, product
from typing import Any, Final

from ikrar.model import (
    Commitment,
    Document,
    Engine,
    Entity,
    Event,
    Evidence,
    Instrument,
    Place,
    Process,
    Quote,
    Reading,
    Record,
    Round,
    Time,
)

COUNTRIES: Final = ["".join(letters) for letters in product("BDKMS", "AEIOU", "LNRTVX")]  # 150, none of them a country's code
SECTORS: Final = ("GOV", "GOV", "GOV", "MIL", "REB", "CVL", "PTY", "COP")
FIRST_DAY: Final = date(2014, 1, 1)
DAYS: Final = 3650
RETOLD: Final = 0.4  # of the reports tell again of something that one of the last RECENT told of
COPIED: Final = 0.1  # of the reports are near-duplicates of a recent one
RECENT: Final = 2000
LENGTH: Final = 1800  # characters of a text, about
TYPES: Final = {
    "CONSULT": 20, "ASSAULT": 14, "ACCUSE": 12, "REQUEST": 9, "COERCE": 9, "AGREE": 8, "SUPPORT": 5, "REJECT": 5, "THREATEN": 4,
    "PROTEST": 4, "AID": 3, "MOBILIZE": 2, "COOPERATE": 2, "RETREAT": 1, "SANCTION": 1, "CONCEDE": 1,
}  # fmt: skip
VERBS: Final = {
    "CONSULT": ("bertemu", "met"), "ASSAULT": ("menyerang", "attacked"), "ACCUSE": ("menuduh", "accused"), "REQUEST": ("meminta", "urged"),
    "COERCE": ("menahan", "detained"), "AGREE": ("sepakat dengan", "agreed with"), "SUPPORT": ("mendukung", "backed"),
    "REJECT": ("menolak", "rejected"), "THREATEN": ("mengancam", "threatened"), "PROTEST": ("memprotes", "protested against"),
    "AID": ("membantu", "aided"), "MOBILIZE": ("mengerahkan pasukan ke", "deployed troops to"),
    "COOPERATE": ("bekerja sama dengan", "cooperated with"),
    "RETREAT": ("menarik pasukan dari", "withdrew troops from"), "SANCTION": ("menjatuhkan sanksi atas", "imposed sanctions on"),
    "CONCEDE": ("mengampuni tahanan dari", "pardoned prisoners from"),
}  # fmt: skip
PROVISIONS: Final = {
    "talks": ("melanjutkan perundingan", "resume talks"),
    "security-cooperation": ("memperkuat kerja sama keamanan", "deepen security cooperation"),
    "trade": ("meningkatkan perdagangan", "expand trade"), "humanitarian-aid": ("mengirim bantuan", "send humanitarian aid"),
    "ceasefire": ("menghentikan tembakan", "stop firing"), "withdrawal-of-forces": ("menarik pasukan", "withdraw its forces"),
    "protection": ("melindungi warga", "protect the civilians"), "investment": ("menanam modal", "invest in industry"),
    "election": ("menggelar pemilihan umum", "hold elections"), "justice": ("menyelidiki pembunuhan", "investigate the killings"),
    "prisoners": ("membebaskan tahanan", "release prisoners"), "sanctions": ("mencabut sanksi", "lift sanctions"),
    "energy": ("memasok gas", "supply gas"), "arms": ("memasok senjata", "supply weapons"),
    "refugees": ("menerima pengungsi", "admit refugees"),
    "disarmament": ("menyerahkan senjata", "hand over weapons"), "nuclear": ("membatasi pengayaan uranium", "limit enrichment of uranium"),
    "border": ("membuka perbatasan", "open the border"), "infrastructure": ("membangun jalan", "build the road"),
    "human-rights": ("menghormati hak asasi", "respect human rights"),
}  # fmt: skip
KINDS: Final = {"undertaking": 50, "demand": 27, "obligation": 10, "declaration": 8, "permission": 5}
MANNERS: Final = (
    ("kata pernyataan itu", "the statement said"),
    ("menurut pejabat setempat", "according to local officials"),
    ("dalam jumpa pers", "at a briefing"),
)


class Maker:
    """Makes readings without end, the same ones for the same ``seed``: of any day each, or of all days in turn, ``in_order`` of them."""

    def __init__(self, seed: int = 1, in_order: int | None = None) -> None:
        self.random = random.Random(seed)
        self.in_order, self.made = in_order, 0
        self.recent: deque[dict[str, Any]] = deque(maxlen=RECENT)
        self.weights = list(accumulate(1 / rank for rank in range(1, len(COUNTRIES) + 1)))
        syllables = ["ba", "ke", "ri", "so", "mun", "tal", "dar", "wi", "gos", "pen", "lu", "nar"]
        self.words = [a + b + c for a in syllables for b in syllables for c in syllables]
        self.random.shuffle(self.words)
        self.rarity = list(accumulate(1 / rank for rank in range(1, len(self.words) + 1)))

    def readings(self, number: int) -> Iterator[Reading]:
        """The next ``number`` readings."""
        for _ in range(number):
            yield self.reading()

    def reading(self) -> Reading:
        """One more."""
        r = self.random
        self.made += 1
        story = r.choice(self.recent) if self.recent and r.random() < RETOLD else self._story()
        if (text := story.get("text")) and r.random() < COPIED / RETOLD:
            return self._built(story, f"{self._title()}\n\n" + text.partition("\n\n")[2].rpartition(" ")[0])
        story = {**story, "day": story["day"] + timedelta(days=r.randrange(3)), "language": r.choice(["id", "id", "id", "en", "en"])}
        if r.random() < 0.5:  # told with other things besides
            story["events"] = [*story["events"][:2], *(self._event(story) for _ in range(2))]
        reading = self._built(story, self._told(story))
        self.recent.append({**story, "text": reading.raw})
        return reading

    # -- what happened -----------------------------------------------------------------------------------------

    def _country(self) -> str:
        return self.random.choices(COUNTRIES, cum_weights=self.weights)[0]

    def _story(self) -> dict[str, Any]:
        r = self.random
        home, other = self._country(), self._country()
        people = [self._entity(home) for _ in range(3)] + [self._entity(other) for _ in range(2)] + [self._entity(self._country())]
        day = r.randrange(DAYS) if self.in_order is None else DAYS * self.made // self.in_order
        story: dict[str, Any] = {"day": FIRST_DAY + timedelta(days=day), "who": people}
        story["events"] = [self._event(story) for _ in range(4)]
        due = story["day"] + timedelta(days=r.randrange(10, 900))
        story["promise"] = {
            "kind": r.choices(list(KINDS), list(KINDS.values()))[0],
            "provision": r.choices(list(PROVISIONS), [1 / rank for rank in range(1, len(PROVISIONS) + 1)])[0],
            "by": r.randrange(3),
            "to": r.randrange(3, 6),
            "due": r.choice([due.isoformat(), f"{due:%Y-%m}", f"{due.year}"]) if r.random() < 0.15 else None,
            "of": self._some(3),
        }
        story["text_of"] = f"Perjanjian {self._some(1).title()}" if r.random() < 0.2 else None
        story["process"] = f"Dialog {self._some(1).title()}" if r.random() < 0.05 else None
        return story

    def _entity(self, country: str) -> Entity:
        r = self.random
        kind = r.choice(["state", "organization", "organization", "person", "person", "armed-group", "group"])
        number = min(int(r.paretovariate(0.9)), 60)
        name = {"state": country.title(), "group": "warga"}.get(kind, f"{self.words[number]} {self.words[number * 7]} {country}".title())
        return Entity(
            id="",
            type=kind,
            name=name,
            mentions=(),
            country=country,
            sector={"armed-group": "REB", "state": "GOV"}.get(kind, r.choice(SECTORS)),
        )

    def _event(self, story: dict[str, Any]) -> dict[str, Any]:
        r = self.random
        day = story["day"] - timedelta(days=min(int(r.expovariate(0.7)), 40))
        return {
            "type": r.choices(list(TYPES), list(TYPES.values()))[0],
            "by": r.randrange(3),
            "on": r.randrange(3, 6) if r.random() < 0.8 else None,
            "when": r.choices([day.isoformat(), f"{day:%Y-%m}", f"{day.year}", None], [75, 5, 3, 17])[0],
            "place": f"Kota {self.words[min(int(r.paretovariate(0.8)), 30)].title()}" if r.random() < 0.6 else None,
            "factuality": r.choices(["actual", "planned", "possible", "denied"], [85, 8, 4, 3])[0],
            "of": self._some(4),
        }

    def _some(self, number: int) -> str:
        return " ".join(self.random.choices(self.words, cum_weights=self.rarity, k=number))

    def _title(self) -> str:
        return self._some(6).capitalize()

    # -- how it is told ----------------------------------------------------------------------------------------

    def _told(self, story: dict[str, Any]) -> str:
        second, who, r = story["language"] == "en", story["who"], self.random
        told = []
        for e in story["events"]:
            on = who[e["on"]].name if e["on"] is not None else ""
            verb, manner = VERBS[e["type"]][second], r.choice(MANNERS)[second]
            told.append(f"{who[e['by']].name} {verb} {on} {e['of']} {'in' if second else 'di'} {e['place'] or 'sana'}, {manner}.")
        p = story["promise"]
        promised = PROVISIONS[p["provision"]][second]
        told.append(f"{who[p['by']].name} {'agreed to' if second else 'sepakat'} {promised} {p['of']}, {r.choice(MANNERS)[second]}.")
        told += [f"{name}." for name in (story["text_of"], story["process"]) if name]
        while sum(map(len, told)) < LENGTH:
            told.append(f"{self._some(r.randrange(8, 22)).capitalize()}.")
        return f"{self._title()}\n\n" + " ".join(told)

    def _built(self, story: dict[str, Any], text: str) -> Reading:
        who, p, second = story["who"], story["promise"], story["language"] == "en"
        entities = tuple(
            Entity(id=f"e{n}", type=e.type, name=e.name, mentions=(), country=e.country, sector=e.sector) for n, e in enumerate(who, 1)
        )
        events, at = [], text.index("\n\n") + 2
        for n, e in enumerate(story["events"], 1):
            at, trigger = self._sentence(text, at, VERBS[e["type"]][second])
            evidence = (Evidence(span=trigger, part="trigger"), Evidence(span=(at, text.index(".", at) + 1), part="sentence"))
            events.append(
                Event(
                    id=f"v{n}", type=e["type"], factuality=e["factuality"], evidence=evidence, actors=(f"e{e['by'] + 1}",),
                    recipients=(f"e{e['on'] + 1}",) if e["on"] is not None else (), time=Time(value=e["when"]) if e["when"] else None,
                    place=Place(name=e["place"], span=trigger, country=who[0].country) if e["place"] else None,
                )
            )  # fmt: skip
            at = text.index(".", at) + 2
        words = PROVISIONS[p["provision"]][second] + " " + p["of"]
        at, trigger = self._sentence(text, at, words)
        texts = (story["text_of"], story["process"])
        commitment = Commitment(
            id="c1", kind=p["kind"], provision=p["provision"], promisors=(f"e{p['by'] + 1}",), beneficiaries=(f"e{p['to'] + 1}",),
            evidence=(Evidence(span=trigger, part="trigger"), Evidence(span=(at, text.index(".", at) + 1), part="sentence")),
            action=Quote(text=words, span=trigger), deadline=Time(value=p["due"]) if p["due"] else None,
            made_on=Time(value=story["day"].isoformat()), instrument="i1" if texts[0] else None,
        )  # fmt: skip
        sides = ("e1", "e4")
        document = Document(
            id="sha256:" + hashlib.sha256(text.encode()).hexdigest(), language=story["language"], published=story["day"].isoformat(),
            title=Quote(text=text[: text.index("\n")], span=(0, text.index("\n"))), outlet=f"outlet{self.random.randrange(40)}.example",
            body=((text.index("\n\n") + 2, len(text)),),
        )  # fmt: skip
        held = (Round(evidence=(Evidence(span=trigger, part="trigger"),), date=Time(value=story["day"].isoformat())),)
        record = Record(
            engine=Engine(name="made", version="1"), document=document, entities=entities, events=tuple(events), commitments=(commitment,),
            instruments=(Instrument(id="i1", kind="agreement", name=texts[0], mentions=(), parties=sides),) if texts[0] else (),
            processes=(Process(id="p1", name=texts[1], mentions=(), parties=sides, rounds=held),) if texts[1] else (),
        )  # fmt: skip
        return Reading(raw=text, record=record)

    @staticmethod
    def _sentence(text: str, at: int, words: str) -> tuple[int, tuple[int, int]]:
        start = text.index(words, at)
        return at, (start, start + len(words))
