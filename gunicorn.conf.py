"""How gunicorn serves the dashboard: read by `gunicorn app:server` in this folder (`make serve`). See docs/serving.md."""

from __future__ import annotations

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8050')}"
worker_class = "gthread"
workers = int(os.environ.get("WORKERS") or os.cpu_count() or 2)
threads = int(os.environ.get("THREADS") or 4)

# A worker that does not report for so long is replaced; one that is told to stop finishes what it has begun.
timeout = 60
graceful_timeout = 30
keepalive = 15
# Workers are renewed now and then, each at its own moment, so that no slow growth of memory can hurt.
max_requests = 20_000
max_requests_jitter = 2_000

# One header line fits an address of 8,000 characters; more headers than a browser sends are refused.
limit_request_line = 8_190
limit_request_fields = 60
limit_request_field_size = 8_190

control_socket_disable = True
# The app writes a line for every request itself, without client addresses (dashboard/logs.py).
accesslog = None
if os.environ.get("LOG_FORMAT", "json") == "json":
    logconfig_dict = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "dashboard.logs.JsonLines"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "json", "stream": "ext://sys.stderr"}
        },
        "root": {"level": "INFO", "handlers": ["console"]},
        "loggers": {"gunicorn.error": {"level": "INFO", "handlers": ["console"], "propagate": False}},
    }
