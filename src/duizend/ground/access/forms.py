# SPDX-FileCopyrightText: 2026 Duizend contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of logging in: allauth's, with our words, a visible label on each field and no placeholder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account import forms as account
from allauth.account.internal.flows.login import record_authentication
from allauth.core import context
from allauth.mfa.base import forms as second_factor
from allauth.mfa.totp.forms import ActivateTOTPForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django import forms

FIELD_CLASS = "utrecht-textbox utrecht-textbox--html-input"


def _dress(form: forms.Form, **words: tuple[object, object]) -> None:
    """Give each field its label and hint; a hint under the label stays readable while one types."""
    for name, (label, hint) in words.items():
        form.fields[name].label, form.fields[name].help_text = label, hint
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs["class"] = FIELD_CLASS


def _dress_code(form: forms.Form, hint: object) -> None:
    _dress(form, code=(_("Code"), hint))
    # Not inputmode numeric alone: a phone then offers the code it received, and a password manager its own.
    form.fields["code"].widget.attrs |= {"inputmode": "numeric", "autocapitalize": "off", "spellcheck": "false"}


class LoginForm(account.LoginForm):
    """E-mail address and password."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        forgotten = _("Vergeten? De beheerder van je regio geeft je een nieuw wachtwoord.")
        _dress(self, login=(_("E-mailadres"), ""), password=(_("Wachtwoord"), forgotten))
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ReauthenticateForm(account.ReauthenticateForm):
    """The password once more, before something that concerns one's own login."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _dress(self, password=(_("Wachtwoord"), ""))


class ChangePasswordForm(account.ChangePasswordForm):
    """The present password, and the new one twice."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        demands = " ".join(str(text) for text in password_validators_help_texts())
        _dress(
            self, oldpassword=(_("Huidig wachtwoord"), ""), password1=(_("Nieuw wachtwoord"), demands),
            password2=(_("Nieuw wachtwoord, nog een keer"), ""),
        )  # fmt: skip


class SecondFactorForm(second_factor.AuthenticateForm):
    """The code of the app, or a recovery code, when logging in."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, _("Zes cijfers uit je app, of acht cijfers van een herstelcode."))


class ConfirmSecondFactorForm(second_factor.ReauthenticateForm):
    """The code once more, before something that concerns one's own login."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, _("Zes cijfers uit je app, of acht cijfers van een herstelcode."))


class ActivateSecondFactorForm(ActivateTOTPForm):
    """The first code of a new app. It proves the second factor, so this session counts as logged in with it."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        _dress_code(self, _("Zes cijfers. Ze veranderen elke halve minuut."))

    def clean_code(self) -> str:
        code = super().clean_code()
        # allauth records a second factor when it is asked for at login, not when it is set up.
        record_authentication(context.request, self.user, "mfa", type="totp")
        return code
