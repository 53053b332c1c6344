"""Who did it, and to whom: the doer and the one acted on, each with the country that its words or the report give it."""

from __future__ import annotations

import pytest

from ikrar.pipeline import read_text

# text, type, the codes of those who did its one act of that type, and of those to whom it was done
TABLE: list[tuple[str, str, set[str], set[str]]] = [
    # an agency named in an aside does nothing
    ("Menteri Peru itu, diberitakan AFP, Rabu, mendesak Chile menarik pasukannya.", "REQUEST", {"PER:GOV"}, {"CHL:GOV"}),
    ("Pejabat Kenya itu, sebagaimana diberitakan Reuters, Rabu malam, juga mendesak Chad mundur.", "REQUEST", {"KEN:GOV"}, {"TCD:GOV"}),
    # who says that he will work with others, or call them, promises it to them; of two who will, both do
    (
        "Presiden Peru mengatakan negaranya akan terus bekerja sama dengan Chile untuk memburu penyelundup.",
        "AGREE",
        {"PER:GOV"},
        {"CHL:GOV"},
    ),
    ("Peru akan terus bekerja sama dengan Chile untuk memburu penyelundup.", "AGREE", {"PER:GOV"}, {"CHL:GOV"}),
    ("Kenya's president said his government will cooperate with Uganda on trade.", "AGREE", {"KEN:GOV"}, {"UGA:GOV"}),
    # an envoy is called in or sent away by those to whom he is sent
    ("Duta Besar Norwegia untuk Peru dipanggil pada Senin.", "ACCUSE", {"PER:GOV"}, {"NOR:GOV"}),
    ("Duta Besar Norwegia di Kenya dipanggil pada Senin.", "ACCUSE", {"KEN:GOV"}, {"NOR:GOV"}),
    ("The Norwegian ambassador to Peru was summoned on Monday.", "ACCUSE", {"PER:GOV"}, {"NOR:GOV"}),
    ("Five Norwegian diplomats were expelled from Peru.", "SANCTION", {"PER:GOV"}, {"NOR:GOV"}),
    # the staff of an embassy are its state's, wherever it stands
    ("Tim KBRI Lima mengunjungi kantor polisi Peru.", "CONSULT", {"IDN:GOV"}, {"PER:COP"}),
    # whoever backs the one who acts is not the one acted on
    ("Sejak Mei milisi Chad yang dilatih Rusia terus melancarkan serangan.", "ASSAULT", {"TCD:PRM"}, set()),
    ("On Monday a Chadian militia backed by Russia launched an attack.", "ASSAULT", {"TCD:PRM"}, set()),
    # rebels attack the forces of the state that they rise against, wherever those who flee go
    ("Warga lari ke Kenya setelah kelompok militan Somalia menyerang beberapa pos polisi.", "ASSAULT", {"SOM:REB"}, {"SOM:COP"}),
    ("Somali militants attacked a police post, and villagers fled to Kenya.", "ASSAULT", {"SOM:REB"}, {"SOM:COP"}),
    # prosecutors, customs and palaces are not the readers' own in a report that never names their state
    ("Warga Lima, Peru, menutup jalan itu. Kejaksaan setempat menyelidiki tiga pedagang Peru.", "ACCUSE", {"PER:JUD"}, {"PER:CVL"}),
    ("Kapal Chile merapat di Lima, Peru. Bea Cukai menyita sebuah kapal Chile.", "COERCE", {"PER:GOV"}, {"CHL:GOV"}),
    ("Ribuan warga Peru berunjuk rasa di depan Istana Miralba di Lima.", "PROTEST", {"PER:CVL"}, {"PER:GOV"}),
    # a neighbour is the other state; as many as are counted are those named together; of many states none is meant
    ("Kenya kecewa. Menteri Uganda mendesak tetangganya itu membuka jalan.", "REQUEST", {"UGA:GOV"}, {"KEN:GOV"}),
    ("Para duta besar Peru, Chile, dan Kenya datang. Ketiganya mengecam Uganda.", "ACCUSE", {"PER:GOV", "CHL:GOV", "KEN:GOV"}, {"UGA:GOV"}),
    ("Menteri Peru, Chile dan Kenya datang. Ketiga negara itu mengecam Uganda.", "ACCUSE", {"PER:GOV", "CHL:GOV", "KEN:GOV"}, {"UGA:GOV"}),
    ("Uni Afrika bersidang. Blok yang beranggotakan puluhan negara itu mengecam Chad.", "ACCUSE", {"INT:IGO"}, {"TCD:GOV"}),
    ("Houthi menahan kapal Uni Eropa. Kelompok itu mengecam Chad.", "ACCUSE", {"YEM:REB"}, {"TCD:GOV"}),
    ("The Houthis held a ship of the European Union. The group condemned Chad.", "ACCUSE", {"YEM:REB"}, {"TCD:GOV"}),
    # a government called by who leads it is his; an embassy's people are its state's; a part of the body is nobody
    ("Larangan itu diberlakukan pemerintahan Presiden Emmanuel Macron terhadap Chad.", "COERCE", {"FRA:GOV"}, {"TCD:GOV"}),
    ("Dua warga Chile hilang. Kedutaan Besar Norwegia memerintahkan warganya meninggalkan Peru.", "REQUEST", {"NOR:GOV"}, {"NOR:CVL"}),
    ("Pemuda Chad itu ditembak di kepala oleh tentara Kenya.", "ASSAULT", {"KEN:MIL"}, {"TCD:CVL"}),
    # who went to see somebody asks; a body that says what "they" do means itself; two who ask do not ask one of themselves
    ("Menteri Peru mendatangi Duta Besar Norwegia meminta bantuan.", "REQUEST", {"PER:GOV"}, {"NOR:GOV"}),
    ("Chad, yang menjadi saingan Kenya, mengatakan pada Rabu bahwa mereka mendukung Peru.", "SUPPORT", {"TCD:GOV"}, {"PER:GOV"}),
    # whom a state puts to death is its own, unless somebody says whose he is
    ("Chad mengeksekusi seorang pria yang menjadi mata-mata tentara Kenya.", "ASSAULT", {"TCD:GOV"}, {"TCD:CVL"}),
    ("Chad mengeksekusi seorang warga Kenya.", "ASSAULT", {"TCD:GOV"}, {"KEN:CVL"}),
    # force used on a territory is used on the state that it is under; a state that counts its dead counts its own
    ("Chad mengancam akan menyerang Guam.", "THREATEN", {"TCD:GOV"}, {"USA:GOV"}),
    ("Chad threatened to attack Guam.", "THREATEN", {"TCD:GOV"}, {"USA:GOV"}),
    ("Peru melaporkan seorang warga sipil tewas akibat tembakan tentara Chile.", "ASSAULT", {"CHL:MIL"}, {"PER:CVL"}),
    (
        "Warga Chile bersorak. Jaksa agung Peru menerbitkan surat penangkapan terhadap lima tokoh oposisi.",
        "THREATEN",
        {"PER:JUD"},
        {"PER:OPP"},
    ),
    # a land told by its region is the one of that region told of last
    ("Senegal berunding dengan Norwegia. Negara Afrika Barat itu mengecam Peru.", "ACCUSE", {"SEN:GOV"}, {"PER:GOV"}),
    # several states told of again are those named together; one who says it to them promises it to them; entry is denied by the state
    (
        "Peru, Chile, dan Kenya menyetujui denda. Menteri Chad menyindir negara-negara itu.",
        "ACCUSE",
        {"TCD:GOV"},
        {"PER:GOV", "CHL:GOV", "KEN:GOV"},
    ),
    ("Peru, Chile and Kenya agreed on a fine. Chad condemned those countries.", "ACCUSE", {"TCD:GOV"}, {"PER:GOV", "CHL:GOV", "KEN:GOV"}),
    ("Presiden Chad mengunjungi negara-negara sahabat, yaitu Peru dan Chile.", "CONSULT", {"TCD:GOV"}, {"PER:GOV", "CHL:GOV"}),
    (
        "Menteri Norwegia mengatakan kepada Peru dan Chile bahwa ia bersedia menengahi perundingan.",
        "AGREE",
        {"NOR:GOV"},
        {"PER:GOV", "CHL:GOV"},
    ),
    ("Menteri Peru ditolak masuk ke Norwegia.", "REJECT", {"NOR:GOV"}, {"PER:GOV"}),
    ("Hamas diam. Kelompok yang bersekutu dengan Houthi itu menyerang pangkalan Kenya.", "ASSAULT", {"PSE:REB"}, {"KEN:MIL"}),
    ("Chad executed a man who had spied for Kenya's army.", "ASSAULT", {"TCD:GOV"}, {"TCD:CVL"}),
]


@pytest.mark.parametrize(("text", "type_", "actors", "recipients"), TABLE, ids=[row[0][:48] for row in TABLE])
def test_who(text: str, type_: str, actors: set[str], recipients: set[str]) -> None:
    record = read_text(text).record
    codes = {e.id: f"{e.country}:{e.sector}" for e in record.entities}
    (event,) = [e for e in record.events if e.type == type_]
    assert ({codes[i] for i in event.actors}, {codes[i] for i in event.recipients}) == (actors, recipients)
