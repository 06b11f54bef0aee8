"""The server's application: threaded WSGI Django behind one ASGI process."""

import os
from typing import Any, cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hedgerow.config.settings")

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from hedgerow.config.env import env
from hedgerow.foundation.collecting import set_aside

_pages = WSGIMiddleware(cast("Any", get_wsgi_application()), workers=env.workers)


async def application(scope: Any, receive: Any, send: Any) -> None:
    """Hand HTTP to Django; answer the lifespan; refuse everything else."""
    if scope["type"] == "http":
        await _pages(scope, receive, send)
    elif scope["type"] == "lifespan":
        set_aside()
        while (await receive())["type"] != "lifespan.shutdown":
            await send({"type": "lifespan.startup.complete"})
        _pages.executor.shutdown(wait=True)  # here, as nothing runs after the server's loop
        await send({"type": "lifespan.shutdown.complete"})
    else:
        await receive()
        await send({"type": "websocket.close", "code": 1000})
