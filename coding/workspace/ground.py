"""What a new coding stands on: one statement where Django would build six.

Building those queries took four times as long as the database needed to answer them, and a coding is the
one thing that twenty people write all day.
"""

from typing import NamedTuple

from django.utils.translation import gettext as _

from coding.models import Coding
from interviews.models import Transcript
from interviews.spans import Span
from projects.refusals import Gone, Refused
from projects.statements import Statement

READ = """
    SELECT revision.id, revision.number, revision.length, layer.id, layer.closed IS NOT NULL,
        code.id, code.retired IS NOT NULL,
        (SELECT edition.id FROM coding_edition edition WHERE edition.project_id = layer.project_id
            ORDER BY edition.number DESC LIMIT 1),
        EXISTS (SELECT 1 FROM coding_reading reading WHERE reading.layer_id = layer.id
            AND reading.transcript_id = transcript.id AND reading.coder_id = %(coder)s),
        EXISTS (SELECT 1 FROM coding_coding sent WHERE sent.guid = %(guid)s)
        OR EXISTS (SELECT 1 FROM coding_coding same WHERE same.layer_id = layer.id
            AND same.revision_id = revision.id AND same.code_id = %(code)s
            AND same.coder_id = %(coder)s AND same.start = %(start)s AND same."end" = %(end)s)
    FROM interviews_transcript transcript
    JOIN the_ground
    LEFT JOIN coding_code code ON code.project_id = transcript.project_id AND code.id = %(code)s
    WHERE transcript.id = %(transcript)s AND transcript.project_id = %(project)s
"""
OF_OPEN_WORK = """interviews_revision revision ON revision.id = transcript.current_id
    JOIN coding_layer layer ON layer.project_id = transcript.project_id AND layer.kind = 'open'"""
OF_A_ROUND = """coding_layer layer ON layer.id = %(layer)s AND layer.project_id = transcript.project_id
    JOIN coding_roundtranscript chosen ON chosen.round_id = layer.round_id
    JOIN interviews_revision revision ON revision.id = chosen.revision_id
        AND revision.transcript_id = transcript.id"""
ASKED = {
    "project": "bigint",
    "coder": "bigint",
    "guid": "uuid",
    "code": "bigint",
    "start": "integer",
    "end": "integer",
    "transcript": "bigint",
}
IN_OPEN_WORK = Statement("ground_in_open_work", READ.replace("the_ground", OF_OPEN_WORK), ASKED)
IN_A_ROUND = Statement(
    "ground_in_a_round", READ.replace("the_ground", OF_A_ROUND), ASKED | {"layer": "bigint"}
)


class Ground(NamedTuple):
    """As ``READ`` reads it, under the project's lock."""

    revision: int
    number: int
    """Of the revision that is current."""
    length: int
    layer: int
    is_closed: bool
    code: int | None
    """``None`` where the project has none of that id."""
    is_retired: bool
    edition: int
    is_begun: bool
    """Whether the coder has begun to read the transcript."""
    is_taken: bool
    """Whether there is a coding of that GUID, or the same coding."""

    @classmethod
    def under(cls, coding: Coding, layer: int | None = None) -> "Ground":
        """Of a coding that is to be made in a round's layer, or in open work.

        Nothing of its transcript needs to have been read. Raises ``Gone`` where the study has it not.
        """
        asked = {
            "project": coding.transcript.project_id,
            "layer": layer,
            "coder": coding.coder_id,
            "guid": coding.guid.hex,
            "code": coding.code_id,
            "start": coding.start,
            "end": coding.end,
            "transcript": coding.transcript_id,
        }
        row = (IN_A_ROUND if layer else IN_OPEN_WORK).first(asked)
        if row is None:
            raise gone()
        return cls(*row)

    def bear(self, span: Span, number: int) -> None:
        """Refuse what can't stand on it: closed work, another text, words outside it, a code out of use."""
        if self.is_closed:
            raise Refused(_("This work is closed: nothing in it can change any more."))
        if self.number != number:
            raise Refused(_("The text was edited since you opened it; reload the page and code it again."))
        if not 0 <= span.start < span.end <= self.length:
            raise Refused(_("The selected words lie outside the text."))
        if self.code is None:
            raise Refused(_("The code is not in this study's codebook; reload the page to see the codes."))
        if self.is_retired:
            raise Refused(_("The code is no longer in use; reload the page to see the codes."))


def still_there(transcript: Transcript) -> Transcript:
    """The transcript read again under the project's lock; raises ``Gone`` if it was deleted meanwhile."""
    found = Transcript.objects.select_related("project").filter(pk=transcript.pk).first()
    if found is None:
        raise gone()
    return found


def gone() -> Gone:
    return Gone(_("This transcript was deleted meanwhile, so nothing in it can be coded."))
