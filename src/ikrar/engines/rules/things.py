"""Things that are a subject: in some of them their owner acts ("Iran's missiles hit ..."), the others do nothing."""

from __future__ import annotations

from ikrar.engines.rules.group import ACTORS, Group
from ikrar.engines.rules.relatives import Relatives
from ikrar.model.annotation import Mention


class Things(Relatives):
    """Things that stand where a subject would."""

    def _thing(self, i: int, coordinated: bool = False) -> Group | None:
        """A subject that is nobody: "Ketegangan mendorong ..."; the mention that follows its head inside the phrase is its owner."""
        if not self.id:
            j = i
            while j >= 0 and self.u[j].kind in "X'd#":
                j -= 1
            owner = self.u[j].m if j >= 0 and j < i else None
            if owner is None:
                return Group(self._fired_by(i), j + 1, i, "subject", thing=self.u[i])
            word = self.u[i].low
            acts = word in self.deeds or word.removesuffix("s") in self.lang.sets["messages"] or word in self.lang.sets["owner_acts"]
            does = acts and owner.kind != "place"
            # "Israel's strike killed", "Russia's invasion was condemned", "a UN report urges"
            return Group([owner] if does else [], j, i, "subject", thing=self.u[i])
        j = i
        while j - 1 >= 0 and self.u[j - 1].kind in "X":
            j -= 1
        said = j > 0 and not coordinated and self.u[j - 1].low in self.lang.sets["speech"]  # "X menyebut serangan itu melukai Y"
        if j == 0 or said or self.u[j - 1].kind in ",.;:SQCd#":
            return Group(self._fired_by(i), j, i, "subject", thing=self.u[j])
        return None

    def _fired_by(self, i: int) -> list[Mention]:
        """“rudal yang ditembakkan drone X menghancurkan ...", "a missile from X's drone": whose the weapon at ``i`` is."""
        u, j = self.u, i + 1
        if u[i].low.removesuffix("s") not in self.lang.sets["weapons"] or j + 1 >= self.n:
            return []
        if u[j].kind == "R":
            j += 1
        if u[j].kind == "V" and j + 1 < self.n and (u[j].low.startswith("di") if self.id else u[j + 1].low in self.by):
            j += 1
        m = u[j + 1].m if u[j].kind == "P" and u[j].low in self.by | {"from", "dari"} and j + 1 < self.n else u[j].m
        return [m] if m is not None and m.kind in ACTORS and j > i + 1 - (u[i + 1].kind == "P") else []

    def _before_thing(self, i: int) -> int | None:
        """English: what stands before the noun phrase that ends in the plain noun at ``i`` ("on motorcycles", "hit a line of cars")."""
        if self.id:
            return None
        j = i
        while j >= 0 and (self.u[j].kind in "X'd#" or (self.u[j].m is not None and j + 1 <= i and self.u[j + 1].kind in "X'")):
            j -= 1
            quoted = j > 0 and self.u[j].kind == "Q" and self.u[j - 1].kind in "PVd"
            j -= quoted  # "urged “the harshest sanctions” against X"
        return j if j >= 0 else None
