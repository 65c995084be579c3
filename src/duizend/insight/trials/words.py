# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the choices on a card are called on screen."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CONTRASTS = (
    ("offered", _("Aanbod: wie binnen de dagen een aanbod kreeg, naast wie het niet kreeg")),
    ("started", _("Deelname: wie binnen de dagen begon, naast wie niet begon")),
)
COMPARISONS = (
    ("not_declined", _("Zonder wie nee zei: wie wachtte, of nog niet wilde")),
    ("everybody", _("Iedereen die niet begon, ook wie nee zei (de zwakste vergelijking)")),
)
METHODS = (
    ("aipw", _("Dubbel robuust: kans en uitkomst samen (AIPW)")), ("ipw", _("Wegen naar de kans om mee te doen (IPW)")),
    ("entropy", _("Wegen tot de groepen gelijk zijn (entropie)")), ("gcomp", _("Uitkomst voorspellen zonder deelname (g-berekening)")),
    ("match", _("Koppelen aan wie er het meest op lijkt")), ("crude", _("Zonder correctie, alleen tellen")),
)  # fmt: skip
ESTIMANDS = (("att", _("Voor wie in de eerste groep zat")), ("ate", _("Voor iedereen die in aanmerking kwam")))
COVARIATES = (
    ("first_score", _("De eerste meting van dezelfde uitkomst")), ("children", _("Aantal kinderen")),
    ("indicated_year", _("Jaar van de indicatie")), ("municipality", _("Gemeente")),
)  # fmt: skip
BETTER = {"higher": _("hoger is beter"), "lower": _("lager is beter")}
GROUPS = {
    "offered": {"with": _("Met aanbod"), "without": _("Zonder aanbod")},
    "started": {"with": _("Begonnen"), "without": _("Niet begonnen")},
}
SECTIONS = {"offered": _("Met en zonder aanbod"), "started": _("Begonnen en niet begonnen")}
STATES = {
    "continue": _("Advies: doorgaan"), "adapt": _("Advies: aanpassen"), "stop": _("Advies: stoppen"),
    "cannot be decided yet": _("Nog niet te beslissen"),
}  # fmt: skip
SUBGROUPS = {
    "first_child": _("eerste kind"), "great_worries": _("grote zorgen"), "many_stressors": _("veel stress"),
    "first_answer_not_yet": _("eerst ‘nog niet’ gezegd"), "under_one_year": _("kind jonger dan een jaar"),
    "neighbourhood_with_more_worries": _("buurt met meer zorgen"), "municipality": _("gemeente"), "neighbourhood": _("buurt"),
}  # fmt: skip
"""What programme files register as subgroups; one that stands not here is shown as the file has it."""
