"""The codebook's pages."""

import hashlib

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from coding.colours import colour_of
from coding.tree import tree_of
from projects.access import project_for


@login_required
@require_safe
def code_colours(request: HttpRequest, slug: str) -> HttpResponse:
    """A stylesheet that gives ``.code-<pk>`` its ``--code``, since the policy forbids style attributes."""
    project = project_for(request.user, slug)
    colours = ((node.code.pk, colour_of(node)) for node in tree_of(project))
    css = "".join(f".code-{pk} {{ --code: light-dark({light}, {dark}); }}\n" for pk, (light, dark) in colours)
    etag = f'"{hashlib.sha256(css.encode()).hexdigest()[:32]}"'
    full = HttpResponse(css, content_type="text/css; charset=utf-8", headers={"ETag": etag})
    response = get_conditional_response(request, etag=etag, response=full) or full
    patch_cache_control(response, private=True, max_age=0, must_revalidate=True)
    return response
