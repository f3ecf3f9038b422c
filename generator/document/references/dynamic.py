"""``$dynamicRef`` -> ``$ref`` (JSON Schema 2020-12 section 8.2.3.2).

A dynamic reference means what the outermost schema on the way to it says. A tree that refers to itself
so needs no more than a ``$ref``. A template (``List`` of something, which its users say) is copied for
each meaning that is in use, under a name made of the template's and that of what it is used for.
"""

from __future__ import annotations

from ... import codes
from ...diagnostics import Report
from ...model import Source
from .. import pointer as pointers
from ..origins import Origins
from ..values import Json, descend
from .grafts import fragment
from .naming import cleaned
from .scopes import Env, Resource, Scopes

MAX_COPIES = 1_000
"""How many copies of templates are made."""
_NAMES = ("$id", "$anchor", "$dynamicAnchor", "$schema")
_SILENT = frozenset((*_NAMES, "$ref", "$defs", "$comment", "title", "description"))


def settle_dynamic_references(
    root: dict[str, Json], section: tuple[str, ...], origins: Origins, report: Report
) -> None:
    """Rewrites the dynamic references of a document, in its place. Other references must be pointers into it.

    Copies of templates go to ``section``. What has no meaning is reported, and stays as it is.
    """
    scopes = Scopes(root)
    if any(resource.dynamics for resource in scopes.resources.values()):
        _Settling(scopes, section, origins, report).run()


class _Settling:
    """``pointers`` says where the copy of a template for a meaning stands."""

    def __init__(self, scopes: Scopes, section: tuple[str, ...], origins: Origins, report: Report) -> None:
        self.scopes = scopes
        self.section = pointers.join("", *section)
        self.origins = origins
        self.report = report
        self.places: dict[tuple[str, tuple[tuple[str, str], ...]], str] = {}
        self.copies: dict[str, dict[str, Json]] = {}
        self.open: list[tuple[Resource, Env, dict[str, Json]]] = []
        self.references = {id(s): target for r in scopes.resources.values() for s, target in r.references}
        self.inner = {id(r.value): r.anchors for r in scopes.resources.values()}
        self.arguments = {schema for r in scopes.resources.values() for schema in r.arguments}
        self.dynamics = {id(s): (name, at) for r in scopes.resources.values() for s, name, at in r.dynamics}

    def run(self) -> None:
        resources = list(self.scopes.resources.values())
        for resource in resources:
            self._claim(resource)
        for resource in resources:
            self._settle(resource)
        while self.open:
            template, env, made = self.open.pop(0)
            self._fill(template, env, made)
        named = descend(self.scopes.root, self.section)
        for name, schema in self.copies.items():
            if isinstance(named, dict):
                named[name] = schema

    def _claim(self, resource: Resource) -> None:
        """A named schema that is nothing but a use of a template is the place of the template's copy."""
        target = self.references.get(id(resource.value))
        template = self.scopes.at(target) if target is not None else None
        if template is None or target != template.pointer or not self._is_component(resource):
            return
        env = self._env(resource.scope, template)
        key = self._key(template, env)
        plain = resource.value.keys() - _SILENT
        if self._differs(template, env) and key not in self.places and plain.isdisjoint(template.value):
            self.places[key] = resource.pointer
            self.open.append((template, env, resource.value))

    def _is_component(self, resource: Resource) -> bool:
        return resource.pointer.rpartition("/")[0] == self.section

    def _settle(self, resource: Resource) -> None:
        """Gives the references of a resource the meaning that they have when the document is entered there."""
        scope = resource.scope
        for schema, name, static in resource.dynamics:
            target = scope.get(name, static)
            if target is None:
                source = self.origins.find(self.scopes.root, resource.pointer)
                message = f'there is no $dynamicAnchor "{name}" in the schema; used alone, it takes any value here'
                self.report.add(codes.REFERENCE_DYNAMIC, message, source)
            else:
                _refer(schema, target)
        for schema, target in resource.references:
            if id(schema) not in self.arguments:  # what is put into a template is not itself a use of it
                self._use(schema, target, scope)
        if not self._is_component(resource):
            self._strip(resource)

    def _strip(self, resource: Resource) -> None:
        """Takes from an inline use of a template what only said what it is used for."""
        schema = resource.value
        is_inside = any(self._meant(anchor).startswith(resource.pointer + "/") for anchor in resource.anchors.values())
        if "$ref" in schema and resource.anchors and not is_inside:
            for key in ("$id", "$defs"):
                schema.pop(key, None)

    def _use(self, schema: dict[str, Json], target: str, scope: Env) -> None:
        """Lets a reference lead to the copy for the scope that it stands in, where that differs."""
        template = self.scopes.at(target)
        if template is not None and self._differs(template, env := self._env(scope, template)):
            place = self._place(template, env)
            if descend(self.scopes.root, place) is not schema:
                _refer(schema, place + target[len(template.pointer) :])

    def _env(self, scope: Env, template: Resource) -> Env:
        return {name: self._meant(scope[name]) for name in sorted(template.needs & scope.keys())}

    def _meant(self, pointer: str) -> str:
        """What an anchored schema is, where it only refers to it."""
        value = descend(self.scopes.root, pointer)
        target = self.references.get(id(value))
        return target if target is not None and isinstance(value, dict) and value.keys() <= _SILENT else pointer

    def _differs(self, template: Resource, env: Env) -> bool:
        own = template.scope
        return any(self._meant(own[name]) != meant if name in own else True for name, meant in env.items())

    def _key(self, template: Resource, env: Env) -> tuple[str, tuple[tuple[str, str], ...]]:
        return template.pointer, tuple(sorted(env.items()))

    def _place(self, template: Resource, env: Env) -> str:
        """Where the copy of a template stands: the template itself where it means that, or no copy may be made."""
        if not self._differs(template, env):
            return template.pointer
        key = self._key(template, env)
        if key not in self.places:
            if len(self.places) >= MAX_COPIES:
                message = f"more than {MAX_COPIES:,} meanings of templates are in use"
                self.report.add(codes.REFERENCE_DYNAMIC, message, self.origins.find(self.scopes.root, template.pointer))
                return template.pointer
            name = self._name(template, env)
            self.places[key] = pointers.join(self.section, name)
            self.copies[name] = {}
            self.open.append((template, env, self.copies[name]))
        return self.places[key]

    def _name(self, template: Resource, env: Env) -> str:
        words = [_last(template.pointer), *(_last(meant) for meant in env.values())]
        name = made = cleaned("_".join(words))
        named = descend(self.scopes.root, self.section)
        number = 2
        while made in self.copies or (isinstance(named, dict) and made in named):
            made, number = f"{name}_{number}", number + 1
        return made

    def _fill(self, template: Resource, env: Env, made: dict[str, Json]) -> None:
        """Puts the copy of a template into ``made``; what stands there already stays, but for its reference."""
        copied = self._copy(template, env)
        if made.get("$ref") == fragment(template.pointer):
            del made["$ref"]
        source = self.origins.find(self.scopes.root, template.pointer)
        for key, value in copied.items():
            if key == "$defs" and isinstance(value, dict) and isinstance(own := made.get(key), dict):
                made[key] = {**value, **own}
            elif key not in made:
                made[key] = value
                self.origins.note(made, key, Source(source.file, pointers.join(source.pointer, key)))

    def _copy(self, template: Resource, env: Env) -> dict[str, Json]:
        """A copy of a template in which every reference has its meaning."""
        made: dict[str, Json] = {}
        stack: list[tuple[dict[str, Json] | list[Json], dict[str, Json] | list[Json], Env]] = [
            (template.value, made, env)
        ]
        while stack:
            source, target, scope = stack.pop()
            scope = self.inner.get(id(source), {}) | scope
            members = source.items() if isinstance(source, dict) else enumerate(source)
            for key, value in members:
                new: Json = {} if isinstance(value, dict) else [] if isinstance(value, list) else value
                if isinstance(target, dict):
                    target[str(key)] = new
                else:
                    target.append(new)
                if isinstance(value, dict | list) and isinstance(new, dict | list):
                    stack.append((value, new, scope))
            if isinstance(source, dict) and isinstance(target, dict):
                self._mean(source, target, scope)
        return made

    def _mean(self, source: dict[str, Json], target: dict[str, Json], scope: Env) -> None:
        """Gives one copied schema the references of its scope, and takes the names of its original from it."""
        for name in _NAMES:
            if isinstance(target.get(name), str):
                del target[name]
        if id(source) in self.dynamics:
            name, static = self.dynamics[id(source)]
            found = scope.get(name, static)
            if found is not None:
                _refer(target, found)
        elif id(source) in self.references and id(source) not in self.arguments:
            pointer = self.references[id(source)]
            template = self.scopes.at(pointer)
            if template is not None:
                place = self._place(template, self._env(scope, template))
                _refer(target, place + pointer[len(template.pointer) :])


def _refer(schema: dict[str, Json], pointer: str) -> None:
    schema.pop("$dynamicRef", None)
    schema["$ref"] = fragment(pointer)


def _last(pointer: str) -> str:
    return pointers.unescape(pointer.rpartition("/")[2])
