"""The form in which one signs in."""

from typing import Any

from allauth.account.forms import LoginForm


class SignInForm(LoginForm):
    """Who comes to sign in types at once."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["login"].widget.attrs["autofocus"] = True
