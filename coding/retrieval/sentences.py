"""A query as one reads it: each condition is said of passages, so that ``not`` stands before any of them."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from coding.analysis import query
from coding.analysis.query import Tree
from coding.retrieval.names import Names


def sentence(tree: Tree, names: Names) -> str:
    """``Passages coded “Fear” and not from P07.``; the query holds no blanks."""
    return _("Passages %(conditions)s.") % {
        "conditions": _group(tree, names) if _is_group(tree) else said(tree, names)
    }


def rounds_listed(names: Names) -> str:
    """What stands in the list beside the codings that it is made of."""
    if not names.rounds:
        return ""
    return ngettext(
        "What was coded in the round is listed too, as it was frozen.",
        "What was coded in the rounds is listed too, as it was frozen.",
        len(names.rounds),
    )


def _is_group(tree: Tree) -> bool:
    return isinstance(tree, query.All | query.Any)


def said(tree: Tree, names: Names) -> str:
    """One condition as it stands behind ``passages`` or ``a passage``."""
    match tree:
        case query.All() | query.Any():
            return f"({_group(tree, names)})" if len(tree.of) > 1 else _group(tree, names)
        case query.Not():
            return _("not %(condition)s") % {"condition": said(tree.of, names)}
        case query.Near():
            return _near(tree, names)
        case query.Having():
            return _having(tree, names)
        case query.CodedOn():
            return _days(tree.since, tree.until)
    return _plain(tree, names)


def _group(tree: Tree, names: Names) -> str:
    of = tree.of if isinstance(tree, query.All | query.Any) else (tree,)
    parts = [said(each, names) for each in sorted(of, key=_names_another)]
    return _joined(parts, _(" or ") if isinstance(tree, query.Any) else _(" and "))


def _names_another(tree: Tree) -> bool:
    """Such conditions stand last, for what stood behind would be read as said of the other passage."""
    return isinstance(tree.of if isinstance(tree, query.Not) else tree, query.Near)


def _joined(parts: Sequence[str], by: str) -> str:
    """``a, b and c``."""
    *first, last = parts
    return f"{', '.join(first)}{by}{last}" if first else last


def _plain(tree: Tree, names: Names) -> str:
    match tree:
        case query.Coded():
            return _coded(tree, names)
        case query.OfParticipant():
            return _("from %s") % _name(names.participants, tree.participant)
        case query.Tagged():
            return _("tagged “%s”") % _name(names.tags, tree.tag)
        case query.InTranscript():
            return _("in “%s”") % _name(names.transcripts, tree.transcript)
        case query.CodedBy():
            return _("coded by %s") % _name(names.coders, tree.coder)
        case query.InRound():
            return _in_round(tree, names)
    return _worded(tree)


def _worded(tree: Tree) -> str:
    """What speaks of nothing that has a name."""
    match tree:
        case query.SpokenBy(query.Voice.INTERVIEWER):
            return _("spoken by the interviewer")
        case query.SpokenBy():
            return _("spoken by participants")
        case query.Saying():
            return _("with the words “%s”") % tree.words
        case query.WithMemo():
            return _("with a memo that says “%s”") % tree.words if tree.words else _("with a memo")
    raise TypeError(tree)


def _name(names: dict[int, str], pk: int | None) -> str:
    return names.get(pk or 0) or _("something that is gone")


def _coded(tree: query.Coded, names: Names) -> str:
    name, under = _name(names.codes, tree.code), names.under.get(tree.code or 0, 0)
    if not under:
        return _("coded “%s”") % name
    if not tree.with_children:
        return _("coded “%s” itself") % name
    words = ngettext(
        "coded “%(code)s” (or the code under it)", "coded “%(code)s” (or one of %(n)s under it)", under
    )
    return words % {"code": name, "n": under}


def _in_round(tree: query.InRound, names: Names) -> str:
    coded = _("coded") if tree.code is None else _coded(query.Coded(tree.code, tree.with_children), names)
    told = names.rounds.get(tree.round or 0)
    if told is None:
        return _("%(coded)s in a round that is gone or not revealed yet, which finds nothing") % {
            "coded": coded
        }
    return _("%(coded)s in the round %(round)s") % {"coded": coded, "round": told}


def _near(tree: query.Near, names: Names) -> str:
    other = {"other": said(tree.of, names), "n": tree.turns}
    match tree.kind:
        case query.Nearness.OVERLAPPING:
            return _("overlapping a passage %(other)s") % other
        case query.Nearness.INSIDE:
            return _("inside a passage %(other)s") % other
        case query.Nearness.WITHIN if not tree.turns:
            return _("in the same turn as a passage %(other)s") % other
        case query.Nearness.WITHIN:
            return (
                ngettext(
                    "within %(n)s turn of a passage %(other)s",
                    "within %(n)s turns of a passage %(other)s",
                    tree.turns,
                )
                % other
            )
        case _ if not tree.turns:
            return _("followed in the same turn by a passage %(other)s") % other
    return (
        ngettext(
            "followed within %(n)s turn by a passage %(other)s",
            "followed within %(n)s turns by a passage %(other)s",
            tree.turns,
        )
        % other
    )


def _having(tree: query.Having, names: Names) -> str:
    attribute = names.attributes.get(tree.attribute)
    if attribute is None:
        return _("from participants by something that is gone")
    return _("from participants whose %(attribute)s is %(values)s") % {
        "attribute": attribute,
        "values": _values(tree, names),
    }


def _values(tree: query.Having, names: Names) -> str:
    if tree.choices:
        return _joined([_name(names.choices, pk) for pk in tree.choices], _(" or "))
    if tree.flag is not None:
        return _("yes") if tree.flag else _("no")
    if tree.text:
        return f"“{tree.text}”"
    if tree.low and tree.high:
        return _("%(low)s to %(high)s") % {"low": tree.low, "high": tree.high}
    return _("%s or more") % tree.low if tree.low else _("%s or less") % tree.high


def _days(since: date | None, until: date | None) -> str:
    ends = {"since": date_format(since) if since else "", "until": date_format(until) if until else ""}
    if since and until:
        return _("coded from %(since)s to %(until)s") % ends
    return (_("coded since %(since)s") if since else _("coded until %(until)s")) % ends
