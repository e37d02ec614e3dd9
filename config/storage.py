"""Static files under names that carry their hash."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Also renames what ES modules import, so that a browser never mixes two versions."""

    support_js_module_import_aggregation = True
