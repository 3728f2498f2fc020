"""The exception for faults of a theme, which carries a problem."""

from generator.base.problems import Problem


class TemplateFault(Exception):  # noqa: N818 - a fault of the theme, not an error of ours
    """A template, style sheet or script of the theme is wrong; ``problem`` says where and why."""

    def __init__(self, problem: Problem) -> None:
        """Carry the problem."""
        super().__init__(problem)
        self.problem = problem
