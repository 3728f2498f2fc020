"""The mutants of a module: each is its source with one small fault."""

import ast
import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

#: Where a node is: the fields and indexes that lead to it from the module.
Way = tuple[str | int, ...]
#: Arguments that decide nothing: of a digest, how long it is.
UNSAID = {"digest_size"}
_COMPARED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_EQUAL = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, ast.Is, ast.IsNot)
_COUNTED: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
#: What a function returns instead, by the beginning of what it says to return.
_EMPTY = {"bytes": "b''", "str": "''", "tuple": "()", "list": "[]", "dict": "{}", "int": "0", "set": "set()"}


@dataclass(frozen=True)
class Words:
    """What of a project's own words is to be mutated.

    Calls of ``loose`` take any number of arguments, so that one can be left out. ``weaker`` says, by the name of an
    attribute or of an argument, which other says less or something else; ``holders`` have such attributes.
    """

    loose: frozenset[str] = frozenset()
    weaker: tuple[tuple[str, str], ...] = ()
    holders: frozenset[str] = frozenset()
    #: Of types of fields: which other says less.
    types: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Mutant:
    """A fault: where it is, what stood there, and what stands there now."""

    function: str
    line: int
    was: str
    now: str
    source: str

    @property
    def name(self) -> str:
        """What it is known by, wherever its lines move to."""
        return f"{self.function}: {self.was} -> {self.now}"


def mutants(source: str, words: Words, wanted: Callable[[str, ast.AST, tuple[ast.AST, ...]], bool]) -> list[Mutant]:
    """All mutants of a source.

    ``wanted(function, node, above)`` says which nodes are mutated; ``above`` are those around the node.
    """
    tree = ast.parse(source)
    found: dict[str, Mutant] = {}
    counts: dict[str, int] = {}
    for way, node, above in _nodes(tree, (), ()):
        function = ".".join(one.name for one in above if isinstance(one, _NAMED)) or "module"
        if not wanted(function, node, above):
            continue
        for new in _replacements(node, above, words):
            other = copy.deepcopy(tree)
            _put(other, way, new)
            text = ast.unparse(ast.fix_missing_locations(other))
            was, now = _short(node), _short(new)
            line = next((at for one in (node, *reversed(above)) if (at := getattr(one, "lineno", 0))), 0)
            one = Mutant(function, line, was, now, text)
            if text in found:
                continue
            # The same change may be possible in several places of a function.
            counts[one.name] = counts.get(one.name, 0) + 1
            if counts[one.name] > 1:
                one = Mutant(function, one.line, was, f"{now} (place {counts[one.name]})", text)
            found[text] = one
    found.pop(ast.unparse(tree), None)
    return list(found.values())


_NAMED = (ast.FunctionDef, ast.ClassDef)


def _nodes(node: ast.AST, way: Way, above: tuple[ast.AST, ...]) -> Iterator[tuple[Way, ast.AST, tuple[ast.AST, ...]]]:
    """All nodes that do something, with their ways: no types, no texts for people."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list", "type_comment", "bases", "type_params"}:
            continue
        if isinstance(node, ast.ClassDef) and name == "keywords":
            continue
        for at, one in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(one, ast.AST) or _is_text(one) or (isinstance(one, ast.keyword) and one.arg in UNSAID):
                continue
            here: Way = (*way, name) if at is None else (*way, name, at)
            yield here, one, (*above, node)
            yield from _nodes(one, here, (*above, node))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Import | ast.ImportFrom) or (
        isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    )


def _put(tree: ast.AST, way: Way, new: ast.AST) -> None:
    place: object = tree
    for step in way[:-1]:
        place = place[step] if isinstance(place, list) and isinstance(step, int) else getattr(place, str(step))
    last = way[-1]
    if isinstance(place, list) and isinstance(last, int):
        place[last] = new
    else:
        setattr(place, str(last), new)


def _short(node: ast.AST) -> str:
    """A node on one line."""
    text = re.sub(r"__import__\([^()]*\)\.", "", " ".join(ast.unparse(node).split()))
    return text if len(text) <= 110 else f"{text[:70]} … {text[-37:]}"


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """A copy of a node with other fields."""
    new = copy.copy(node)
    for name, value in fields.items():
        setattr(new, name, value)
    return new


def _not(test: ast.expr) -> ast.expr:
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        return test.operand
    return ast.UnaryOp(ast.Not(), test)


def _replacements(node: ast.AST, above: tuple[ast.AST, ...], words: Words) -> Iterator[ast.AST]:
    """What may stand in the place of a node."""
    for make in (_of_statements, _of_conditions, _of_values, _of_collections):
        yield from make(node, above)
    yield from _of_words(node, words)


def _of_statements(node: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Expr | ast.AugAssign | ast.Raise | ast.Continue | ast.Break | ast.Delete):
        if not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Yield | ast.YieldFrom | ast.Await)):
            yield ast.Pass()
    elif isinstance(node, ast.Assign) and not isinstance(node.targets[0], ast.Name | ast.Tuple):
        yield ast.Pass()
    elif isinstance(node, ast.Return) and node.value is not None:
        function = next((one for one in reversed(above) if isinstance(one, ast.FunctionDef)), None)
        said = ast.unparse(function.returns) if function and function.returns else ""
        if said == "bool":
            yield ast.Return(_not(node.value))
            return
        if _is_fixed((*above, node)):
            return
        empty = next((text for name, text in _EMPTY.items() if said.split("[")[0].lower() == name), "None")
        if ast.unparse(node.value) != empty:
            yield ast.Return(ast.parse(empty, mode="eval").body)


def _is_fixed(above: tuple[ast.AST, ...]) -> bool:
    """Whether something is returned that has a fixed number of parts: with fewer of them nothing would run at all."""
    function = next((one for one in reversed(above) if isinstance(one, ast.FunctionDef)), None)
    said = ast.unparse(function.returns) if function and function.returns else ""
    return isinstance(above[-1], ast.Return) and said.startswith("tuple") and "..." not in said


def _of_conditions(node: ast.AST, _above: tuple[ast.AST, ...]) -> Iterator[ast.AST]:
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        # What compares is turned round itself.
        if not (isinstance(node.test, ast.Compare) and isinstance(node.test.ops[0], _EQUAL)):
            yield _with(node, test=_not(node.test))
    elif isinstance(node, ast.comprehension) and node.ifs:
        yield _with(node, ifs=node.ifs[1:])
        if not (isinstance(node.ifs[0], ast.Compare) and isinstance(node.ifs[0].ops[0], _EQUAL)):
            yield _with(node, ifs=[_not(node.ifs[0]), *node.ifs[1:]])
    elif isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
        if len(node.values) > 2:
            for at in range(len(node.values)):
                yield _with(node, values=node.values[:at] + node.values[at + 1 :])
        else:
            yield from node.values
    elif isinstance(node, ast.Compare):
        for at, operator in enumerate(node.ops):
            new = [*node.ops[:at], _COMPARED[type(operator)](), *node.ops[at + 1 :]]
            yield _with(node, ops=new)
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand


def _of_values(node: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp) and type(node.op) in _COUNTED:
        yield _with(node, op=_COUNTED[type(node.op)]())
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int):
        yield ast.Constant(node.value + 1)
        if isinstance(above[-1], ast.Slice) and node.value > 1:
            yield ast.Constant(node.value - 1)
    elif isinstance(node, ast.Slice):
        if node.lower is not None:
            yield _with(node, lower=None)
        if node.upper is not None:
            yield _with(node, upper=None)


def _of_collections(node: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Tuple | ast.List | ast.Set) and not isinstance(getattr(node, "ctx", None), ast.Store):
        if isinstance(above[-1], ast.Subscript | ast.For) or _is_fixed(above):
            return
        for at in range(len(node.elts)):
            kept = node.elts[:at] + node.elts[at + 1 :]
            if kept or not isinstance(node, ast.Set):
                yield _with(node, elts=kept)
    elif isinstance(node, ast.Dict):
        for at in range(len(node.keys)):
            yield _with(
                node, keys=node.keys[:at] + node.keys[at + 1 :], values=node.values[:at] + node.values[at + 1 :]
            )


def _of_words(node: ast.AST, words: Words) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name in words.loose:
            for at in range(len(node.args)):
                yield _with(node, args=node.args[:at] + node.args[at + 1 :])
        for at, keyword in enumerate(node.keywords):
            if keyword.arg not in UNSAID:
                yield _with(node, keywords=node.keywords[:at] + node.keywords[at + 1 :])
    if isinstance(node, ast.AnnAssign):
        # Of Plain[int], the name is that of Plain.
        said = getattr(node.annotation, "value", node.annotation)
        for was, now in words.types:
            if getattr(said, "id", "") == was:
                yield _with(node, annotation=ast.parse(now, mode="eval").body)
    for was, now in words.weaker:
        if (
            isinstance(node, ast.Attribute)
            and getattr(node.value, "id", "") in words.holders
            and node.attr == was
            and isinstance(node.ctx, ast.Load)
        ):
            yield _with(node, attr=now)
        elif isinstance(node, ast.keyword) and node.arg == was:
            yield _with(node, arg=now)
