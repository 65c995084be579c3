# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""An organisation's own look: tokens and nothing else, and always to be read."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duizend.ground.kernel.rules.colours import contrast, find_colour
from duizend.ground.kernel.rules.reading import Fault
from duizend.ground.kernel.rules.theme import Theme, read_theme, read_tokens, resolve

CSS = Path(__file__).parents[3] / "assets" / "css"
HOUSE = {
    name: value
    for sheet in ("tokens.css", "nlds-theme.css")
    for name, value in read_tokens((CSS / sheet).read_text(encoding="utf-8")).items()
}
GREEN = """
/* Groenland */
:root {
  --bramble-700: #14532d;   /* ours */
  --bramble-800: rgb(6 60 30);
  --radius-m: 0.25rem;
  --font: "Open Sans", system-ui, sans-serif;
  --nl-button-border-radius: calc(var(--radius-m) * 2)
}
:root { --line-field: #555; }
"""


def read(text: str) -> Theme:
    return read_theme(text, "eigen.css", house=HOUSE).require()


def faults_of(text: str) -> tuple[Fault, ...]:
    return read_theme(text, "eigen.css", house=HOUSE).faults


def test_a_theme_is_read_and_served_in_the_layer_of_tokens() -> None:
    theme = read(GREEN)
    assert dict(theme.tokens)["bramble-800"] == "rgb(6 60 30)"
    assert theme.css.startswith("@layer tokens {\n:root {\n  --bramble-700: #14532d;\n")
    assert "Groenland" not in theme.css
    assert theme.digest == read(GREEN.replace("/* ours */", "")).digest
    assert theme.digest != read(GREEN.replace("#14532d", "#14532e")).digest


@pytest.mark.parametrize(
    ("text", "code", "key"),
    [
        ("", "no_tokens", ""),
        ("/* only words */", "no_tokens", ""),
        ('@import "elsewhere.css";', "not_a_token", "line 1"),
        (":root { --ink: #000; }\nbody { --ink: #000; }", "not_a_token", "line 2"),
        (":root { --ink: #000; } @media print { :root { --ink: #000; } }", "not_a_token", "line 1"),
        (":root { color: red; }", "not_a_token", "line 1"),
        (":root { --ink: #000; display: none; }", "not_a_token", "line 1"),
        (":root { --ink: url(https://elders.example/x); }", "bad_value", "--ink"),
        (":root { --nl-mark: url('data:x'); }", "bad_value", "--nl-mark"),
        (":root { --nl-mark: URL(x); }", "bad_value", "--nl-mark"),
        (":root { --nl-mark: u\\72l(x); }", "bad_value", "--nl-mark"),
        (":root { --nl-mark: image-set('x.png' 1x); }", "bad_value", "--nl-mark"),
        (":root { --nl-mark: u/**/rl(x); }", "bad_value", "--nl-mark"),
        (":root { --nl-mark: <b>; }", "bad_value", "--nl-mark"),
        (":root { --nl-mark: calc(1px; }", "bad_value", "--nl-mark"),
        (":root { --nl-mark: ; }", "bad_value", "--nl-mark"),
        (":root { --bramble-70: #14532d; }", "unknown_token", "--bramble-70"),
        (":root { --ink: #999; }", "too_little_contrast", "--ink"),
        (":root { --line-field: #ddd; }", "too_little_contrast", "--line-field"),
        (
            ":root { --nl-button-primary-background-color: #ffcc00; }",
            "too_little_contrast",
            "--nl-button-primary-color",
        ),
        (":root { --ink-soft: rgb(0 0 0 / 40%); }", "bad_colour", "--ink-soft"),
        (":root { --ink-soft: rgb(0 0 300); }", "bad_colour", "--ink-soft"),
        (":root { --ink-soft: var(--ink-soft); }", "bad_colour", "--ink-soft"),
        (":root { --ink: #000; }" + " " * 100_000, "too_long", ""),
    ],
)
def test_what_is_no_token_or_cannot_be_read_is_refused(text: str, code: str, key: str) -> None:
    faults = faults_of(text)
    assert (code, key) in {(fault.code, fault.key) for fault in faults}
    assert {fault.code for fault in faults} == {code}
    assert len(faults) == len({fault.message for fault in faults})
    assert all(fault.message.startswith("eigen.css") and ", expected " in fault.message for fault in faults)


def test_a_colour_that_others_refer_to_is_checked_where_it_ends_up() -> None:
    refused = {(fault.code, fault.key) for fault in faults_of(":root { --bramble-700: #c9a0c9; }")}
    assert ("too_little_contrast", "--bramble-700") in refused
    assert ("too_little_contrast", "--nl-button-default-color") in refused
    assert ("too_little_contrast", "--nl-link-color") in refused


def test_a_misspelt_token_is_pointed_at() -> None:
    assert "did you mean --bramble-700?" in faults_of(":root { --bramble-7000: #14532d; }")[0].message


def test_the_house_itself_is_a_theme_that_passes() -> None:
    colours = {name: value for name, value in HOUSE.items() if value.startswith("#")}
    text = ":root {" + "".join(f"--{name}: {value};" for name, value in colours.items()) + "}"
    assert dict(read(text).tokens) == colours


def test_a_reference_is_followed_and_one_that_goes_round_ends() -> None:
    assert resolve("a", {"a": "var(--b, red)", "b": " var(--c)", "c": "#fff"}) == "#fff"
    assert resolve("a", {"a": "var(--a)"}) == "var(--a)"
    assert resolve("a", {"a": "var(--nowhere)"}) == ""


@pytest.mark.parametrize(
    ("text", "colour"),
    [
        ("#FFF", (255, 255, 255)), ("#14532d", (20, 83, 45)), ("rgb(1, 2, 3)", (1, 2, 3)), ("rgb(1 2 3 / 100%)", (1, 2, 3)),
        ("white", (255, 255, 255)), ("transparent", None), ("rgb(1 2 256)", None), ("rebeccapurple", None), ("#ffff", None),
    ],
)  # fmt: skip
def test_a_colour_is_read(text: str, colour: tuple[int, int, int] | None) -> None:
    assert find_colour(text) == colour


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@given(typed=st.text(alphabet=":root{} --ink;#0fuvar()@import\\\"'/*\n", max_size=60), at=st.integers(0, len(GREEN)))
def test_whatever_is_typed_gives_tokens_or_faults_and_nothing_that_fetches(typed: str, at: int) -> None:
    reading = read_theme(GREEN[:at] + typed + GREEN[at:], "eigen.css", house=HOUSE)
    assert (reading.value is None) == bool(reading.faults)
    if reading.value is not None:
        served = reading.value.css
        assert served.count("{") == served.count("}") == 2
        assert "url" not in served.lower()
        assert "\\" not in served
        assert "@import" not in served
