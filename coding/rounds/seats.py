"""Seats: where one coder of a round codes one transcript, as open work is where everybody does."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from coding.models import Layer, Round, RoundTranscript
from interviews.models import Revision, Transcript
from projects.models import Project, User
from projects.refusals import Refused


@dataclass(frozen=True)
class Seat:
    """One coder's work on one transcript in a round: into which layer it goes, and which text is read."""

    round: Round
    layer: Layer
    revision: Revision
    """Without its text, unless that is asked for."""

    @property
    def key(self) -> str:
        """As it stands in an address."""
        return f"round={self.round.pk}"

    @property
    def is_open(self) -> bool:
        """Whether something can be written there."""
        return self.layer.closed is None

    @cached_property
    def layers(self) -> list[int]:
        """The layers of the round that its coder may see: in a blind one until the reveal just their own."""
        seen = Layer.objects.visible_to(self.layer.coder) if self.layer.coder else Layer.objects.none()
        return list(seen.filter(round=self.round).values_list("pk", flat=True))

    def standing(self) -> Layer:
        """The layer read again under the project's lock; raises ``Refused`` where nothing can be written."""
        layer = Layer.objects.filter(pk=self.layer.pk).first()
        if layer is None:
            raise Refused(_("This round was cancelled meanwhile; nothing can be coded in it."))
        if layer.closed is not None:
            raise Refused(_("This work is closed: nothing in it can change any more."))
        return layer


def asked(query: Mapping[str, str]) -> int | None:
    """The id of the round that an address names by ``round``; ``Http404`` where it can't be one."""
    wish = query.get("round")
    if wish is None:
        return None
    if not re.fullmatch("[1-9][0-9]{0,8}", wish):
        raise Http404
    return int(wish)


def address(name: str, transcript: Transcript, seat: Seat | None) -> str:
    """Of a page about the transcript, in open work or at the seat."""
    page = reverse(name, args=[transcript.project.slug, transcript.pk])
    return f"{page}?{seat.key}" if seat else page


def layer_in(project: Project, user: User, round: int | None) -> Layer | None:
    """The person's layer in the round of that id; ``None`` for open work.

    Raises ``Http404`` to whoever is no coder of the round, as if there were none.
    """
    if round is None:
        return None
    own = project.layers.filter(kind=Layer.Kind.ROUND, round=round, coder=user)
    layer = own.select_related("round", "coder").first()
    if layer is None:
        raise Http404
    return layer


def seat_of(transcript: Transcript, user: User, round: int | None) -> Seat | None:
    """Where the person codes the transcript in that round; ``None`` for open work. Raises ``Http404``."""
    layer = layer_in(transcript.project, user, round)
    if layer is None or layer.round is None:
        return None
    chosen = RoundTranscript.objects.filter(round=layer.round, revision__transcript=transcript)
    place = chosen.select_related("revision").defer("revision__text", "revision__edits").first()
    if place is None:
        raise Http404
    return Seat(layer.round, layer, place.revision)


def text_of(transcript: Transcript, seat: Seat | None) -> Revision:
    """The text to read: the round's, or in open work the current one, which there is once it is stored."""
    text = seat.revision if seat else transcript.current
    if text is None:
        raise Revision.DoesNotExist
    return text


def own_work(project: Project, user: User, seat: Seat | None) -> Q:
    """Of rows in a layer by a coder: the person's own, in open work or at the seat."""
    if seat:
        return Q(layer=seat.layer, coder=user)
    return Q(layer__project=project, layer__kind=Layer.Kind.OPEN, coder=user)


def acts_of(project: Project, user: User, layer: Layer | None) -> Q:
    """Of events: what undo goes through. In a round what was done in it, elsewhere all but that."""
    if layer:
        return Q(layer_id=layer.pk)
    rounds = Layer.objects.filter(project=project, kind=Layer.Kind.ROUND, coder=user)
    return ~Q(layer_id__in=rounds.values("pk"))
