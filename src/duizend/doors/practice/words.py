# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What invented parents want to talk about, in their own words, and what a nurse writes of it: short, plain, warm.

`{child}` and `{parent}` stand for given names. Every topic carries the sentence and the agreement that belong to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Phase = Literal["pregnancy", "newborn", "baby", "toddler"]


@dataclass(frozen=True, slots=True)
class TopicWords:
    """A topic as a parent says it, when it comes up, and what came of it."""

    words: str
    phases: tuple[Phase, ...]
    talked: str
    agreed: str


def _topic(words: str, phases: str, talked: str, agreed: str) -> TopicWords:
    return TopicWords(words, tuple(phases.split()), talked, agreed)  # type: ignore[arg-type]


TOPICS = (
    _topic("Waar de baby straks slaapt", "pregnancy",
           "{parent} woont klein. We keken samen waar een wieg past, zonder trek van het raam.",
           "{parent} vraagt de wieg van een nicht te leen."),
    _topic("Bang dat het weer zo gaat als bij mijn eerste bevalling", "pregnancy",
           "{parent} vertelde over de eerste bevalling. Er is nu een plan met de verloskundige, dat geeft rust.",
           "{parent} neemt het bevalplan mee naar de volgende controle."),
    _topic("Wie er bij is als het begint", "pregnancy",
           "De zus van {parent} wil komen, ook ’s nachts. We schreven op wie wie belt.",
           "{parent} hangt het briefje met nummers op de koelkast."),
    _topic("Hoe vertel ik het op mijn werk", "pregnancy",
           "{parent} zag op tegen het gesprek op het werk. We oefenden de eerste zinnen.",
           "{parent} spreekt volgende week met de leidinggevende."),
    _topic("Wat ik uit mijn eigen jeugd wil meenemen, en wat niet", "pregnancy newborn baby",
           "{parent} wil vaker zeggen wat goed gaat dan thuis vroeger gebeurde.",
           "{parent} schrijft op wat wel mooi was van vroeger."),
    _topic("Ik slaap slecht en pieker over geld", "pregnancy newborn",
           "Er liggen brieven die {parent} niet durft open te maken. We maakten er samen twee open.",
           "{parent} belt het sociaal wijkteam, we bellen samen als dat fijner is."),
    _topic("Drinkt mijn baby wel genoeg?", "newborn",
           "{child} groeit mooi. {parent} herkent nu de tekens van honger en van klaar zijn.",
           "{parent} laat het schema los en kijkt naar {child}."),
    _topic("Het huilen aan het eind van de dag", "newborn",
           "Tussen vijf en acht huilt {child} veel. Buiten lopen helpt, en elkaar aflossen ook.",
           "{parent} houdt drie dagen bij wanneer het huilen begint."),
    _topic("Ik ben zo moe", "newborn baby",
           "{parent} slaapt in stukjes. We zochten twee momenten op de dag om te rusten.",
           "Op dinsdag neemt oma {child} mee voor een wandeling."),
    _topic("Ik voel me soms alleen thuis", "newborn baby toddler",
           "De dagen zijn lang. {parent} mist iemand om even mee te praten.",
           "{parent} gaat een keer kijken bij de koffieochtend in het buurthuis."),
    _topic("Samen ouder worden, we kibbelen veel", "newborn baby",
           "Moe zijn maakt kort van stof. Beide ouders noemden wat de ander goed doet.",
           "Na het avondeten tien minuten samen, zonder telefoon."),
    _topic("Mijn moeder weet het altijd beter", "newborn baby",
           "{parent} is blij met de hulp van oma en wil ook zelf kiezen.",
           "{parent} zegt tegen oma wat helpt en wat niet."),
    _topic("Kun je verwennen door te dragen?", "newborn",
           "{child} wordt rustig van dragen. We spraken over nabijheid en dat dat geen verwennen is.",
           "De draagdoek komt mee naar het volgende bezoek."),
    _topic("Weer gaan werken", "newborn baby",
           "Over een paar weken begint het werk. Wennen aan de opvang gaat in kleine stappen.",
           "{parent} plant twee wenochtenden bij de opvang."),
    _topic("Slapen zonder urenlang wiegen", "baby",
           "{child} valt in slaap op de arm en wordt wakker in bed. Een vast ritueel helpt misschien.",
           "{parent} begint met badje, boekje, bed, elke avond hetzelfde."),
    _topic("Slapen in twee huizen", "baby toddler",
           "Bij papa gaat het slapen anders dan thuis. {parent} wil één ritueel in beide huizen.",
           "{parent} schrijft het slaapritueel op en geeft het mee in de tas."),
    _topic("De eerste hapjes", "baby",
           "{child} proeft en trekt gezichten. Er hoeft nog niets op, het is oefenen.",
           "Elke dag één hapje groente, ook als het meeste terugkomt."),
    _topic("Alles gaat in de mond", "baby",
           "{child} onderzoekt de wereld. We liepen de kamer door op handhoogte.",
           "{parent} zet de schoonmaakspullen in het hoge kastje."),
    _topic("Spelen, ik weet niet goed hoe", "baby toddler",
           "{parent} zat op de grond en deed {child} na. Dat was precies genoeg.",
           "Elke dag even samen op het kleed, {child} kiest."),
    _topic("Alleen bij mij is het goed", "baby",
           "{child} huilt als {parent} de kamer uit gaat. Dat hoort bij de leeftijd en het went.",
           "{parent} zegt gedag en komt terug, steeds hetzelfde zinnetje."),
    _topic("Twee talen thuis", "baby toddler",
           "Thuis zijn er twee talen. {parent} hoorde graag dat dat goed kan, elk met een eigen taal.",
           "{parent} leest voor in de eigen taal, de bibliotheek heeft boekjes."),
    _topic("Nee zeggen zonder boos te worden", "toddler",
           "{child} test uit. Kort zeggen, en dan iets anders aanbieden, werkt beter dan uitleggen.",
           "Beide ouders gebruiken hetzelfde korte zinnetje."),
    _topic("Driftbuien in de winkel", "toddler",
           "{parent} schaamt zich als iedereen kijkt. We spraken over erbij blijven en wachten.",
           "Boodschappen doen vóór het slaapje, niet erna."),
    _topic("Samen eten zonder strijd", "toddler",
           "Aan tafel wordt het snel een gevecht. {child} mag zelf kiezen hoeveel.",
           "Twintig minuten aan tafel, dan is het klaar, leeg of niet."),
    _topic("Tijd voor mezelf", "baby toddler",
           "{parent} miste het zingen in het koor. De buurvrouw wil best een uurtje oppassen.",
           "{parent} gaat donderdag weer een keer naar het koor."),
    _topic("Een plek op de peuterspeelzaal", "toddler",
           "{child} is graag bij andere kinderen. We vulden samen het formulier in.",
           "{parent} brengt het formulier langs voor de vijftiende."),
    _topic("Naar een ander huis", "baby toddler",
           "De verhuizing geeft onrust. Het bedje en het knuffeldoekje gaan als eerste over.",
           "{parent} zet het kamertje van {child} als eerste klaar."),
    _topic("Hoe lang op een schermpje?", "toddler",
           "{parent} gebruikt filmpjes om te kunnen koken. We zochten iets anders voor dat half uur.",
           "Een lade met pannen en deksels die {child} mag leeghalen."),
)  # fmt: skip

GOES_WELL: dict[Phase, tuple[str, ...]] = {
    "pregnancy": (
        "{parent} voelt de baby bewegen en vertelt er stralend over.",
        "{parent} heeft zelf de verloskundige gebeld toen het spannend werd.",
        "De babykamer is een hoekje geworden waar {parent} graag zit.",
        "{parent} weet goed wie er kan helpen en vraagt dat ook.",
    ),
    "newborn": (
        "{parent} en {child} kijken elkaar lang aan, de rest van de kamer verdwijnt even.",
        "{parent} troost {child} met een zachte stem, en dat werkt.",
        "Het voeden gaat steeds vanzelfsprekender.",
        "Beide ouders vertellen met plezier wat {child} deze week voor het eerst deed.",
        "{parent} slaapt overdag als {child} slaapt en is daar trots op.",
    ),
    "baby": (
        "{child} lacht zodra {parent} iets zegt, en {parent} lacht terug.",
        "{parent} ziet vroeg dat {child} moe is en legt op tijd in bed.",
        "{child} rolt de hele kamer door, {parent} heeft alles veilig gemaakt.",
        "Er is een vast ritme gekomen waar iedereen bij vaart.",
        "{parent} durft hulp te vragen aan de buren.",
    ),
    "toddler": (
        "{child} loopt los en komt steeds even terug bij {parent}.",
        "{parent} benoemt wat {child} doet, er komen elke dag woorden bij.",
        "Voorlezen voor het slapen is het fijnste moment van de dag.",
        "{parent} blijft rustig als {child} boos is.",
        "{child} wijst alles aan en {parent} zegt hoe het heet.",
    ),
}
NO_TOPIC_TALKED = (
    "Kennismaking. {parent} vertelde hoe de eerste weken gaan en wat er van ons verwacht wordt.",
    "Geen vast onderwerp vandaag. We keken samen naar {child} en naar wat er al kan.",
    "{parent} wilde vooral vertellen. Dat was genoeg voor vandaag.",
)
NO_TOPIC_AGREED = ("{parent} denkt na over wat volgende keer aan bod mag komen.", "Geen nieuwe afspraken.")

NOT_YET_REASONS = (
    "Eerst wennen met zijn drieën, vraag het later nog eens.",
    "Na de verhuizing graag opnieuw.",
    "Oma logeert nog bij ons, daarna misschien.",
    "Wil eerst met de huisarts praten.",
    "Begint net weer met werken, over een paar weken is er meer rust.",
    "Wil het samen met de vader beslissen, hij is op zee.",
    "Vindt het nu te druk met alle afspraken.",
    "Nog even niet, wel fijn dat het kan.",
)
# A reason may be given and need not be: as often as not there is none.
DECLINED_REASONS = (
    "", "", "Voelt zich goed gesteund door familie.", "", "Heeft al iemand die thuis komt.",
    "Liever geen bezoek aan huis.",
)  # fmt: skip
SIGN_UP_PURPOSES = (
    "Ouders willen graag meedenken over steun na de geboorte.",
    "Moeder vroeg of iemand thuis kan komen.",
    "Weinig mensen om op terug te vallen, ouders willen dat veranderen.",
    "Spannende start gehad, ouders willen er met iemand over praten.",
    "Ouders vulden de vragenlijst in en willen er graag over doorpraten.",
)
# Why a visit is outside its window, and why a family began when all places were taken: in the coordinator's words.
DEVIATIONS = (
    "Ouders waren weg, dit was de eerste dag die kon.",
    "Verpleegkundige was ziek, samen een nieuwe dag gekozen.",
    "Baby lag in het ziekenhuis, daarna pas bezoek gewild.",
)
DESPITE_NO_PLACE = "De gemeente koopt er een plek bij."
# What a mother said with her sign-up, and what a professional judged: strengths first.
OWN_WORDS = (
    "Ik wil het anders doen dan bij mij thuis.",
    "Fijn als er iemand meedenkt, wij hebben hier geen familie.",
    "",
)
JUDGED = (
    "{parent} weet goed wat helpt. Meedenken in het eerste jaar past daarbij.",
    "Warm contact, {parent} kijkt uit naar iemand die langskomt.",
    "Er is veel tegelijk geweest. {parent} wil graag een vast gezicht.",
)
