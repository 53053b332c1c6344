"""The closed lists of the codebook. Event types, contexts and sectors are PLOVER's; provisions and kinds are Ikrar's own."""

EVENT_TYPES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
)
CONTEXTS = frozenset(
    (
        "military intelligence executive legislative election political_institutions pro_democracy pro_autocracy economic legal "
        "reparations human_rights rights_freedoms repression human_security gender lgbt religion_ethnicity inequality diplomatic "
        "territory peacekeeping health asylum migration disasters natural_resource environment technology terrorism cbrn cyber "
        "misinformation crime corruption illegal_drugs trafficking"
    ).split()
)
ENTITY_TYPES = frozenset("person state organization armed-group group place facility".split())
SECTORS = frozenset("GOV MIL LEG JUD COP SPY PRM REB UAF PTY OPP CVL BUS CRM EDU JRN LAB MED REL REF SOC ELI UNK IGO NGO AGR".split())
FACTUALITIES = frozenset("actual planned possible denied".split())
KINDS = frozenset("undertaking obligation demand declaration permission".split())
PROVISIONS = frozenset(
    (
        "ceasefire withdrawal-of-forces force-reduction deployment protection mission-change training-advising security-cooperation "
        "counter-terrorism arms intelligence disarmament nuclear prisoners humanitarian-access humanitarian-aid refugees sanctions "
        "trade investment finance energy infrastructure technology health environment education culture border sovereignty "
        "diplomatic-relations talks verification election government-formation constitution amnesty justice human-rights "
        "law-enforcement anti-corruption migration other"
    ).split()
)
STATUSES = frozenset("open under-way fulfilled breached contested lapsed withdrawn".split())
INSTRUMENT_KINDS = frozenset("agreement treaty memorandum joint-statement resolution law decree ruling plan".split())
DROP_REASONS = frozenset("duplicate-title spam boilerplate navigation caption".split())
REPAIR_KINDS = frozenset("stray-full-stop mojibake missing-space replacement-character".split())

LEAVING = frozenset(("withdrawal-of-forces", "force-reduction"))
"""Provisions by which forces go."""
