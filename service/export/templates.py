"""The jinja templates beside this file: strict, and everything put in is escaped."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("service.export", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def render(name: str, **data: object) -> str:
    """The page `name` filled with `data`."""
    return _environment().get_template(name).render(**data)


def safe(markup: str) -> Markup:
    """Markup that our own code built and escaped."""
    return Markup(markup)
