"""“X, komandan milisi Y, dan wakilnya, Z", "X and his deputy, Z": whoever is second to somebody is of his side."""

from __future__ import annotations

from ikrar.model.annotation import Mention, Sentence

FIGHTING = frozenset(("MIL", "PRM", "REB"))


def beside(m: Mention, s: Sentence, i: int, seen: list[Mention], raw: str, words: frozenset[str]) -> None:
    """Gives ``m``, somebody named at unit ``i`` of ``s``, the country and sector of the one to whom it is said to be second.

    ``seen`` are the mentions before it, with their codes; ``words`` the posts that say so ("wakilnya", "his deputy").
    """
    if m.of is not None or m.gazetteer is not None:
        return
    chief = m.owner if m.owner is not None and m.owner.kind == "person" and m.owner.named else None
    if chief is not None and any(w.endswith(f" {m.title}") for w in words):  # "X's aide, Y"
        first = next((o for o in reversed(seen) if o.kind == "person" and o.name == chief.name and o.country), None)
        if first is not None and first.sector in FIGHTING:
            m.country, m.sector, m.guessed = first.country, first.sector, False
        return
    post = s.units[i - 2].m if i > 1 and s.units[i - 1].kind == "," else None
    behind = s.units[i + 2].m if i + 2 < len(s.units) and s.units[i + 1].kind == "," else None
    told = raw[post.start : post.end].lower() if post is not None else raw[m.start : m.end].lower().split()[0]
    plain = s.units[i - 2] if i > 1 and s.units[i - 1].kind == "," and post is None else None  # a post that is read as a mere word
    if plain is not None and plain.low in words:
        m.title, m.title_span = m.title or plain.low, m.title_span or (plain.start, plain.end)
    elif told not in words:
        post = behind  # "and Z, his chief of staff"
        if post is None or not (raw[post.start : post.end].lower() in words or _his(post, raw)):
            return
    people = (o for o in reversed(seen) if o is not post and o.kind in ("person", "name") and o.named and o.sentence == m.sentence)
    first = next(people, None)
    if first is None or first.country is None:
        return
    m.kind, m.country, m.sector, m.guessed = "person", first.country, first.sector, False
    if post is not None and not m.title:
        m.title, m.title_span = post.head, post.span
    if post is not None and post is not m:
        post.kind, post.pronoun, post.refers = "pronoun", "that", [m]


def _his(post: Mention, raw: str) -> bool:
    """“..., kepala logistiknya", "..., his head of logistics": a post of somebody told before."""
    said = raw[post.start : post.end].lower()
    return post.kind == "person" and bool(post.title) and not post.named and (said.endswith("nya") or said.startswith(("his ", "her ")))
