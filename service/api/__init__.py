"""The HTTP face: the same tasks as the command line, as routes (contract: DESIGN 4)."""

from service.api.app import create_app
from service.api.server import serve

__all__ = ["create_app", "serve"]
