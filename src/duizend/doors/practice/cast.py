# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who works in the practice region. Invented, all of them; one click logs in as whoever has an account."""

from __future__ import annotations

from dataclasses import dataclass, replace

# Where the municipality's year is told, by region; the first is the one that the cast below is of.
STORY_MUNICIPALITIES = {"maasland": "Oudrade", "waterkant": "Zilverdijk"}
STORY_MUNICIPALITY = STORY_MUNICIPALITIES["maasland"]


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who works in the region.

    Units: certified from so many days before the day of the region until so many days after it; None is no
    professional. `account`: whether one can log in as this person.
    """

    email: str
    name: str
    job_title: str
    roles: tuple[str, ...]
    certified: tuple[int, int] | None = None
    account: bool = True
    municipality: str = ""


MAIN_NURSE = "jolijn@maasland.example"
SECOND_NURSE = "wytske@maasland.example"
LAPSING_NURSE = "esra@maasland.example"
LAPSED_NURSE = "hilde@maasland.example"
COORDINATOR = "coordinator@maasland.example"
ANALYST = "analist@maasland.example"
# Two people destroy a file: who proposed it never confirms it.
SECOND_COORDINATOR = "hanneke@maasland.example"
MIDWIFE = "anneke@maasland.example"
SAFEGUARDING_LEAD = "tineke@maasland.example"

YEARS_6 = 6 * 365
CAST = (
    Member(MAIN_NURSE, "Jolijn van der Sluis", "Jeugdverpleegkundige, Lindehoven", ("nurse",), (YEARS_6, 640)),
    Member(SECOND_NURSE, "Wytske Bouma", "Jeugdverpleegkundige, Oudrade en Weerdam", ("nurse",), (YEARS_6, 420)),
    Member(LAPSING_NURSE, "Esra Kaplan", "Jeugdverpleegkundige, Sint-Rombout", ("nurse",), (YEARS_6, 26)),
    Member(COORDINATOR, "Rachida Amrani", "Coördinator programma’s", ("coordinator",)),
    Member(MIDWIFE, "Anneke Verdonk", "Verloskundige, De Ooievaarshof", ("sender",)),
    Member(ANALYST, "Pim Oosterhof", "Analist", ("analyst",)),
    Member(
        "gemeente@maasland.example", "Marloes in ’t Hout", "Beleidsmedewerker jeugd, gemeente Oudrade",
        ("municipality",), municipality=STORY_MUNICIPALITY,
    ),
    Member("logboek@maasland.example", "Desi Ramdin", "Logboekbeheerder", ("log_keeper",)),
    Member("beheer@maasland.example", "Koen Verhaegh", "Functioneel beheerder", ("administrator",)),
    Member(SAFEGUARDING_LEAD, "Tineke de Ruiter", "Aandachtsfunctionaris meldcode", ("safeguarding_lead",)),
    Member(SECOND_COORDINATOR, "Hanneke Smeets", "Coördinator programma’s", ("coordinator",)),
    Member(LAPSED_NURSE, "Hilde Post", "Jeugdverpleegkundige", (), (YEARS_6, -38), account=False),
)  # fmt: skip

# Who delivers beside the cast, so that nobody has more families than a week has room for. Nobody logs in as them.
COLLEAGUES = tuple(
    Member(f"{name.split()[0].casefold()}@maasland.example", name, "Jeugdverpleegkundige", (), (YEARS_6, left), account=False)
    for name, left in (
        ("Marjan Terpstra", 510), ("Sibel Aydin", 730), ("Linde Vermaas", 290), ("Ottilie Brand", 365),
        ("Roos van Wijk", 880), ("Naomi Pengel", 205), ("Geke Nijland", 600),
    )
)  # fmt: skip

# Who plays the same parts in the other region, in the order of the cast and of the colleagues.
ELSEWHERE = {
    "waterkant": (
        "Maaike Zandstra", "Fatima el Idrissi", "Ineke Slootweg", "Sander Vuijk", "Sterre Quist", "Noor Baaij", "Gerben Kooiman",
        "Ruth Pinas", "Tom Duinker", "Ymke Hoekstra", "Jeltje Andringa", "Lidy Post", "Aafke Roorda", "Dilara Koç", "Mieke Stam", "Janneke Prins",
        "Willemijn Bos", "Shanti Ramlal", "Trees Kooij",
    ),
}  # fmt: skip


def cast_of(region: str) -> list[tuple[Member, Member]]:
    """List who plays each part in a region: whom the stories know, and who it is there; the cast first."""
    everybody = (*CAST, *COLLEAGUES)
    if region not in ELSEWHERE:
        return [(member, member) for member in everybody]
    named = zip(everybody, ELSEWHERE[region], strict=True)
    return [(member, _elsewhere(member, name, region)) for member, name in named]


def _elsewhere(member: Member, name: str, region: str) -> Member:
    own, _, _domain = member.email.partition("@")
    word = own if own in ("coordinator", "analist", "gemeente", "logboek", "beheer") else name.split()[0].casefold()
    title, there = member.job_title, STORY_MUNICIPALITIES[region]
    title = title.replace(STORY_MUNICIPALITY, there) if member.municipality else title.partition(",")[0]
    return replace(
        member, name=name, email=f"{word}@{region}.example", job_title=title, municipality=member.municipality and there
    )
