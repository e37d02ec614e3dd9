"""Accounts are made by invitation only."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class InvitedOnly(DefaultAccountAdapter):
    """Nobody signs up by themselves: an invitation's page makes the account."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
