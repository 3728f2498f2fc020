"""What is shown: the last good plan, with all that its pages are made with."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import msgspec

from generator.base.digest import Parts, digest
from generator.build.plan import Plan
from generator.build.render import Renderer
from generator.pages.dependencies import Keys
from generator.pages.planned import Planned
from generator.privacy.name_scanner import Guard
from generator.serve.live.texts import Texts
from generator.theme import Theme


class Shown(msgspec.Struct, frozen=True):
    """A plan with its keys, and what makes its files. It does not change; the next state has another one."""

    plan: Plan
    keys: Keys
    #: The digest of a template.
    template: Callable[[str], bytes]
    renderer: Renderer
    guard: Guard | None
    #: The files that are not the first of their artifact, by path.
    others: dict[str, Planned]
    #: The first files of artifacts that are known to be as this plan wants them.
    fresh: set[str]

    @property
    def pages(self) -> int:
        """Return the number of pages."""
        return sum(planned.template not in {"", "redirect.html"} for planned in self.plan.files.values())

    def planned(self, path: str) -> Planned | None:
        """Return what a file of the output is planned as, or None if there is no such file."""
        return self.plan.files.get(path) or self.others.get(path)

    def parts(self, planned: Planned) -> Parts:
        """Return what an artifact is made from. Raises :class:`TemplateFault`."""
        return planned.parts(self.keys, self.template)


def shown(root: Path, plan: Plan, theme: Theme, texts: Texts, program: str, guard: Guard | None) -> Shown:
    """Return what a plan shows."""
    return Shown(
        plan=plan,
        keys=Keys(plan.context, program, digest(guard.secrets) if guard else b"", few=True),
        template=cache(lambda name: digest(theme.digest(name))),
        renderer=Renderer(root, theme, texts, texts.data),
        guard=guard,
        others={path: planned for planned in plan.files.values() for path in planned.paths[1:]},
        fresh=set(),
    )
