# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invented programme and vocabulary, unlike any real one, and small ways to read them."""

from datetime import date
from pathlib import Path

from duizend.catalogue.rules.case import Case, read_case
from duizend.catalogue.rules.factors import FactorVocabulary, read_factors
from duizend.catalogue.rules.programme import Programme
from duizend.catalogue.rules.reader import read_programme
from duizend.ground.kernel.rules.reading import Fault

PROGRAMMES = Path(__file__).parents[3] / "programmes"
ON = date(2026, 3, 1)

VOCABULARY_TEXT = """
kind = "factors"
[[factors]]
id = "rain"
kind = "risk"
concerns = "family"
text = { nl = "regen", en = "rain" }
aliases = ["drizzle"]
source = "almanac"
[[factors]]
id = "storm"
kind = "risk"
concerns = "parent"
text = { nl = "storm", en = "storm" }
source = "almanac"
[[factors]]
id = "fog"
kind = "risk"
concerns = "child"
text = { nl = "mist" }
source = "almanac"
[[factors]]
id = "umbrella"
kind = "protective"
concerns = "parent"
text = { nl = "paraplu", en = "umbrella" }
source = "almanac"
[[factors]]
id = "abroad"
kind = "circumstance"
concerns = "family"
text = { nl = "in het buitenland", en = "abroad" }
source = "almanac"
[[sources]]
key = "almanac"
title = "Almanak"
publisher = "De Weerkamer"
year = 2020
address = "https://example.org/almanak"
"""

PROGRAMME_TEXT = """
kind = "programme"
id = "lentebries"
name = { nl = "Lentebries", en = "Spring Breeze" }
summary = { nl = "Drie bezoeken rond de geboorte.", en = "Three visits around birth." }
version = "1"
valid_from = 2025-01-01
owner = "Regio Verzonnen"
delivery = "home_visits"

[target]
from = "pregnancy 12w0d"
until = "1y"
text = { nl = "Vanaf 12 weken", en = "From 12 weeks" }
source = "almanac"
[[target.groups]]
id = "weather"
at_least = 2
text = { nl = "Twee of meer", en = "Two or more" }

[[criteria]]
id = "first"
kind = "first_child"
counts_towards = "every"
source = "almanac"
text = { nl = "Eerste kind", en = "First child" }
[[criteria]]
id = "young_mother"
kind = "parent_age"
whose = "mother"
from = "12y"
until = "26y"
counts_towards = "every"
source = "almanac"
text = { nl = "Jonge moeder", en = "Young mother" }
[[criteria]]
id = "late"
kind = "gestational_age"
from = "pregnancy 34w0d"
until = "pregnancy 44w0d"
counts_towards = "exclusion"
source = "almanac"
text = { nl = "Laat in de zwangerschap", en = "Late in pregnancy" }
[[criteria]]
id = "wet"
kind = "factor"
met_by = ["rain", "storm"]
counts_towards = "weather"
source = "almanac"
text = { nl = "Nat", en = "Wet" }
[[criteria]]
id = "misty"
kind = "factor"
met_by = ["fog"]
counts_towards = "weather"
source = "almanac"
text = { nl = "Mistig", en = "Misty" }
[[criteria]]
id = "far"
kind = "factor"
met_by = ["abroad"]
counts_towards = "weather"
source = "almanac"
text = { nl = "Ver", en = "Far" }

[routes.self]
phase = "pregnancy"
judged_by = ["parent"]
source = "almanac"
text = { nl = "Zelf", en = "Self" }

[offer]
reoffer_at = ["birth", "date"]
cap = 2
answer_term = "10d"

[[themes]]
id = "sky"
text = { nl = "Lucht", en = "Sky" }

[[contacts]]
id = "early"
label = { nl = "Eerste", en = "First" }
target = "pregnancy 20w0d"
from = "pregnancy 18w0d"
until = "pregnancy 24w0d"
mode = "video_call"
obligatory = true
minutes = [30, 45]
themes = ["sky"]
source = "almanac"
[[contacts]]
id = "later"
label = { nl = "Tweede", en = "Second" }
target = "-1m"
from = "pregnancy 34w0d"
until = "0d"
mode = "home"
obligatory = false
source = "almanac"
[[contacts]]
id = "after"
label = { nl = "Derde", en = "Third" }
target = "8w"
from = "6w"
until = "3m"
mode = "home"
obligatory = true
source = "almanac"

[team]
competence = "weather_nurse"
certificate_required = false
source = "almanac"

[[outcomes]]
id = "dry"
text = { nl = "Droog", en = "Dry" }
measure = "dryness"
moments = ["indication", "end 6m"]
direction = "higher_is_better"
smallest_worthwhile = 0.1
comparison = { nl = "de buren", en = "the neighbours" }
source = "almanac"

[[questions]]
id = "weather"
text = { nl = "Hoe is het weer?", en = "How is the weather?" }
answers = [{ nl = "Goed", en = "Good" }, { nl = "Slecht", en = "Bad" }]

[evidence]
level = { nl = "Verzonnen", en = "Invented" }
body = "De Weerkamer"
source = "almanac"
[[evidence.findings]]
direction = "against"
text = { nl = "Geen verschil", en = "No difference" }
source = "almanac"

[retention]
term = "20y"
since = "last_change"
source = "almanac"

[[examples]]
name = "a fitting family"
on = 2026-03-01
source = "almanac"
[examples.case]
factors = ["rain", "fog"]
children = []
pregnancy = { due_date = 2026-07-01 }
parents = [{ birth_date = 2004-05-05, role = "mother" }]
[examples.expect]
verdict = "fits"
met = ["first", "young_mother", "wet"]
not_met = ["late"]
unknown = ["far"]
deciding_unknowns = []
next_contact = 2026-02-11
[[examples.expect.contacts]]
target = 2026-02-11
from = 2026-01-28
until = 2026-03-11
mode = "video_call"
obligatory = true
[[examples.expect.contacts]]
target = 2026-06-01
[[examples.expect.contacts]]
target = 2026-08-26

[[sources]]
key = "almanac"
title = "Almanak"
publisher = "De Weerkamer"
year = 2020
address = "https://example.org/almanak"
"""

VOCABULARY: FactorVocabulary = read_factors(VOCABULARY_TEXT, "factors.toml").require()


def changed(old: str, new: str, *, text: str = PROGRAMME_TEXT) -> str:
    """Change one place of a text, which must be there."""
    assert old in text
    return text.replace(old, new, 1)


def programme(text: str = PROGRAMME_TEXT) -> Programme:
    """Read a programme that must be right."""
    return read_programme(text, "spring.toml", VOCABULARY).require()


def faults_of(text: str) -> tuple[Fault, ...]:
    """List the faults of a programme text."""
    return read_programme(text, "spring.toml", VOCABULARY).faults


def case(text: str) -> Case:
    """Read a case that must be right."""
    return read_case(text, VOCABULARY).require()
