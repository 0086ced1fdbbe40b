"""`/docs`: the operations as one plain page, since the usual viewers come from a CDN."""

from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from jinja2 import Environment
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse

from service.api.callers import caller_of
from service.api.doors import GUARDED, needed

router = APIRouter(include_in_schema=False)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"


@router.get("/docs")
def docs(request: Request) -> HTMLResponse:
    """The page, made from the same OpenAPI document that `/openapi.json` serves."""
    schema = _visible(request)
    page = _template().render(schema=schema, operations=_operations(schema))
    return HTMLResponse(page, headers={"Content-Security-Policy": _POLICY})


@router.get("/openapi.json")
def openapi(request: Request) -> JSONResponse:
    """The operations that the caller may use, for machines."""
    return JSONResponse(_visible(request))


def _visible(request: Request) -> dict[str, Any]:
    """The OpenAPI document without the operations that the caller's role may not use."""
    schema: dict[str, Any] = request.app.openapi()
    caller = caller_of(request)
    if caller.may("admin"):
        return schema
    shown = {
        path: {
            method: operation
            for method, operation in methods.items()
            if not path.startswith(GUARDED) or caller.may(needed(method.upper(), path))
        }
        for path, methods in schema["paths"].items()
    }
    paths = {path: methods for path, methods in shown.items() if methods}
    if caller.role is not None:
        return schema | {"paths": paths}
    return schema | {"paths": paths, "components": {}}


@cache
def _template() -> Any:
    source = Path(__file__).with_name("docs.html.j2").read_text(encoding="utf-8")
    return Environment(autoescape=True).from_string(source)


def _operations(schema: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "method": method.upper(),
            "path": path,
            "summary": operation.get("summary", ""),
            "description": operation.get("description", ""),
            "fields": _fields(operation, schema),
            "responses": sorted(operation.get("responses", {}).items()),
        }
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def _fields(operation: dict[str, Any], schema: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Name, type and whether it must be given, of parameters and of the body's fields."""
    found = [
        (one["name"], _type(one["schema"]), one.get("required", False))
        for one in operation.get("parameters", ())
    ]
    for content in operation.get("requestBody", {}).get("content", {}).values():
        name = content["schema"].get("$ref", "").rsplit("/", 1)[-1]
        body = schema["components"]["schemas"].get(name, {})
        required = body.get("required", ())
        for field, kind in body.get("properties", {}).items():
            found.append((field, _type(kind), field in required))
    return found


def _type(kind: dict[str, Any]) -> str:
    if "enum" in kind:
        return " | ".join(map(str, kind["enum"]))
    if "anyOf" in kind:
        return " | ".join(_type(one) for one in kind["anyOf"] if one.get("type") != "null")
    if kind.get("type") == "array":
        return f"{_type(kind.get('items', {}))}[]"
    return str(kind.get("type", "object"))
