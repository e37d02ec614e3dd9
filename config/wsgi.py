"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

# What the program itself holds never becomes garbage: left out, a full collection no longer stops a worker
# for some 80 ms in every few hundred requests. Pages are loaded by the first request unless they are named.
get_resolver().url_patterns  # noqa: B018
gc.collect()
gc.freeze()

# A page makes tens of thousands of objects that live as long as it does; looking through them every 700 takes
# a twelfth of its time.
gc.set_threshold(10_000, 10, 10)
