"""What was done, in words: every verb and kind of thing that the log knows."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from projects.undo import REDID, UNDID

THINGS: dict[str, str | Promise] = {
    "allowedword": _lazy("a word that identifies nobody"),
    "appearance": _lazy("an appearance"),
    "assignment": _lazy("a transcript"),
    "attribute": _lazy("an attribute"),
    "checklistanswer": _lazy("an item of the checklist"),
    "code": _lazy("a code"),
    "coding": _lazy("a coding"),
    "codingqualifier": _lazy("a qualifier"),
    "edition": _lazy("the codebook"),
    "exemplar": _lazy("an excerpt"),
    "invitation": _lazy("an invitation"),
    "layer": _lazy("a layer"),
    "membership": _lazy("a member"),
    "memo": _lazy("a memo"),
    "participant": _lazy("a participant"),
    "pickedquote": _lazy("a quote for the report"),
    "project": _lazy("the study"),
    "publication": _lazy("a publication"),
    "qualifier": _lazy("a qualifier"),
    "qualifiervalue": _lazy("a value of a qualifier"),
    "readturn": _lazy("a turn"),
    "recipe": _lazy("a report"),
    "release": _lazy("a file for outside"),
    "resolution": _lazy("a difference"),
    "round": _lazy("a round"),
    "savedquery": _lazy("a query"),
    "summary": _lazy("a summary"),
    "transcript": _lazy("a transcript"),
    "turn": _lazy("a turn"),
    "user": _lazy("an account"),
}
"""By the kind of an event, as it stands before what was done to it."""

DONE: dict[str, str | Promise] = {
    "added": _lazy("added"),
    "appeared": _lazy("said to speak in a transcript"),
    "applied": _lazy("applied"),
    "assigned": _lazy("assigned"),
    "auto-coded": _lazy("applied to a hit of a search"),
    "began": _lazy("begun"),
    "brought back": _lazy("brought back"),
    "cancelled": _lazy("cancelled"),
    "changed": _lazy("changed"),
    "changed consent": _lazy("given another consent"),
    "changed role": _lazy("given another role"),
    "closed": _lazy("closed"),
    "composed": _lazy("composed"),
    "confirmed": _lazy("confirmed"),
    "decided": _lazy("decided on"),
    "defined": _lazy("defined"),
    "deleted": _lazy("deleted"),
    "demoted": _lazy("put under another"),
    "described": _lazy("described"),
    "drew": _lazy("given IDs of its own"),
    "edited": _lazy("edited"),
    "erased": _lazy("erased"),
    "imported": _lazy("imported"),
    "invited": _lazy("made"),
    "joined": _lazy("joined"),
    "kept back": _lazy("kept back"),
    "let go": _lazy("let out of the house"),
    "marked read": _lazy("marked as read"),
    "marked unread": _lazy("no longer marked as read"),
    "merged": _lazy("merged"),
    "moved": _lazy("moved"),
    "named": _lazy("named"),
    "named version": _lazy("given a version's name"),
    "picked": _lazy("picked"),
    "pinned": _lazy("pinned to a code"),
    "promoted": _lazy("promoted"),
    "qualified": _lazy("qualified"),
    "quoted": _lazy("given a quote"),
    "read": _lazy("read"),
    "recoded": _lazy("given another code"),
    "removed": _lazy("removed"),
    "renamed": _lazy("renamed"),
    "reopened": _lazy("reopened"),
    "reordered": _lazy("put in another place"),
    "replied": _lazy("replied to"),
    "resized": _lazy("given other borders"),
    "resolved": _lazy("resolved"),
    "retired": _lazy("retired"),
    "rewrote": _lazy("rewritten"),
    "saved": _lazy("saved"),
    "shared": _lazy("shared"),
    "split": _lazy("split"),
    "started": _lazy("started"),
    "tagged": _lazy("tagged"),
    "took back": _lazy("taken back"),
    "unassigned": _lazy("no longer assigned"),
    "unpicked": _lazy("no longer picked"),
    "unpinned": _lazy("no longer pinned to a code"),
    "unquoted": _lazy("rid of a quote"),
    "unshared": _lazy("no longer shared"),
    "untagged": _lazy("rid of a tag"),
    "withdrew": _lazy("withdrawn"),
    "wrote": _lazy("written"),
}
"""By the verb of an event, as it stands after the thing."""

WHOLE: dict[tuple[str, str], str | Promise] = {
    ("assigned", "transcript"): _lazy("speakers said"),
    ("auto-coded", "code"): _lazy("hits of a search coded"),
    ("changed role", "membership"): _lazy("a member's role changed"),
    ("changed consent", "participant"): _lazy("a participant's consent changed"),
    ("made reset link", "user"): _lazy("a link for a new password made"),
    ("merged", "code"): _lazy("codes merged"),
    ("named", "participant"): _lazy("a participant's name written down"),
    ("named", "edition"): _lazy("a version of the codebook named"),
    ("named version", "edition"): _lazy("a version of the codebook named"),
    ("read", "transcript"): _lazy("how far a transcript is read"),
    ("recoded", "code"): _lazy("codings given another code"),
    ("removed", "membership"): _lazy("a member removed"),
    ("replied", "memo"): _lazy("a reply written"),
    ("took agreed", "round"): _lazy("what coders agree on taken into the consensus"),
}
"""Where verb and thing together are said otherwise than one by one."""


def said(verb: str, kind: str) -> str:
    """What was done to what, such as ``a coding applied``; also of a verb that nobody has put into words."""
    whole = WHOLE.get((verb, kind))
    if whole is not None:
        return str(whole)
    thing, done = THINGS.get(kind, kind), DONE.get(verb, verb)
    return _("%(thing)s %(done)s") % {"thing": thing, "done": done}


def told_of(verb: str, kind: str, of: str) -> str:
    """The same of an event that may take another back; ``of`` is the verb of what it took back."""
    if verb == UNDID:
        return _("undone: %(what)s") % {"what": said(of, kind)}
    if verb == REDID:
        return _("redone: %(what)s") % {"what": said(of, kind)}
    return said(verb, kind)
