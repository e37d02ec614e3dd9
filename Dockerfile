# Verbatim: web and worker from one image; the code is read-only and runs as nobody special.
FROM python:3.11-slim-bookworm

# Pango lays out the PDFs; the fonts cover most scripts.
# hadolint ignore=DL3008
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-dejavu-core fonts-noto-core fonts-noto-color-emoji \
    && rm -rf /var/lib/apt/lists/*

ENV PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=config.settings \
    VERBATIM_DATA_DIR=/data

WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes --requirement requirements.txt
COPY manage.py pyproject.toml ./
COPY config config
COPY projects projects
COPY interviews interviews
COPY coding coding
COPY templates templates
COPY static static
RUN VERBATIM_DEMO=1 VERBATIM_DATA_DIR=/tmp/build python manage.py check \
    && VERBATIM_SECRET_KEY=collecting-static-files-needs-a-key-but-signs-nothing-0123456789 VERBATIM_DATA_DIR=/tmp/build python manage.py collectstatic --noinput --verbosity 0 \
    && rm -rf /tmp/build \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin verbatim \
    && install --directory --owner verbatim --group verbatim --mode 700 /data

USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/health/', timeout=2)"]
CMD ["gunicorn", "config.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--workers=2", "--threads=8", "--keep-alive=30", "--worker-tmp-dir=/dev/shm", "--forwarded-allow-ips=*"]
