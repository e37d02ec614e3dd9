"""What a form of choices was posted with."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.simple_tag
def chosen_for(key: object, chosen: Mapping[str, str]) -> str:
    """The half that was chosen for a passage or, where the key is its id, for a whole transcript."""
    kind = "all" if isinstance(key, int) else "of"
    return chosen.get(f"{kind}-{key}", "")
