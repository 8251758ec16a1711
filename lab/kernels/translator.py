"""Translates kernels to LLVM code: Numba's front end, without what kernels have no use for. Imports Numba.

Numba makes functions that Python can call: each with wrappers for that, reference counts, and machine code of its own.
A kernel is called by its address and allocates nothing. So only the middle is used here, from bytecode by way of types
to LLVM code, and a kernel goes through LLVM once, together with its helpers (lab/kernels/machine.py). That takes
less than a quarter of the time. Of Numba's rules, too, only those that kernels need are loaded.
"""

from __future__ import annotations

import functools
from types import FunctionType
from typing import Any

from llvmlite import ir
from numba import _dynfunc
from numba.core import (
    codegen,
    cpu,
    dispatcher,
    fastmathpass,
    interpreter,
    ir_utils,
    rewrites,
    ssa,
    transforms,
    typed_passes,
    types,
    typing,
    untyped_passes,
)
from numba.core.compiler import CompilerBase
from numba.core.descriptors import TargetDescriptor
from numba.core.target_extension import CPU, dispatcher_registry, jit_registry, target_registry
from numba.core.targetconfig import ConfigStack
from numba.core.typing import templates
from numba.core.typing.templates import signature

from lab.kernels import (  # noqa: F401  (most of them give others meaning)
    decoders,
    interpreter_code,
    lowering,
    tile_code,
    turning_code,
    vector_words,
    winograd_code,
)
from lab.kernels.kernel import DECODERS, HEADER, Kernel
from lab.kernels.lanes import LANES
from lab.kernels.vector_types import MATH_FLAGS

_TARGET = "kernel"
# Where LLVM makes vectors of a loop over numbers, it must not divide by estimates: the rest of the loop would not, and
# results would depend on how many threads share it.
_LOOP_FLAGS = tuple(flag for flag in MATH_FLAGS if flag != "arcp")
_NUMBERS = {"float32": types.float32, "float64": types.float64}
_I64 = ir.IntType(64)


class _Library:
    """The LLVM modules of a function and of those that it calls; stands in for Numba's library of machine code."""

    _object_compiled_hook = _object_getbuffer_hook = None

    def __init__(self, codegen: Any, name: str) -> None:
        self.codegen, self.name = codegen, name
        self.recorded_timings: list[Any] = []
        self._reload_init: set[Any] = set()
        self._module = ""
        self._others: list[_Library] = []

    def enable_object_caching(self) -> None:
        """Nothing to do: what is kept is the kernel's object code."""

    def create_ir_module(self, name: str) -> Any:
        return self.codegen._create_empty_module(name)

    def add_ir_module(self, module: Any) -> None:
        self._module = str(module)

    def add_linking_library(self, library: _Library) -> None:
        if library not in self._others:
            self._others.append(library)

    def modules(self) -> list[str]:
        """All modules, each once."""
        inner = (module for other in self._others for module in other.modules())
        return list(dict.fromkeys((self._module, *inner)))


class _Codegen(codegen.JITCPUCodegen):  # type: ignore[misc]
    _library_class = _Library


class _Typing(typing.Context):  # type: ignore[misc]
    """What Numba knows of the types of operators and functions, less what kernels have no use for.

    Numba gives most of them further meanings, for lists, strings, dates ..., by code in Python ("overloads"). To load
    all these, and to try them at every `+`, would take a third of the time.
    """

    _complete = False

    def __init__(self) -> None:
        self._signatures: dict[Any, Any] = {}
        super().__init__()

    def _resolve_user_function_type(self, function: Any, args: Any, kws: Any, literals: Any = None) -> Any:
        """The signature of a call; what operators and built-in functions make of the same types is found once."""
        known = function if isinstance(function, types.Type) else self._lookup_global(function)
        if not isinstance(known, types.Function) or kws:
            return super()._resolve_user_function_type(function, args, kws, literals)
        key = known, args
        if key not in self._signatures:
            self._signatures[key] = super()._resolve_user_function_type(known, args, kws, literals)
        return self._signatures[key]

    def refresh(self) -> None:
        if self._complete:
            return
        self._complete = True
        super().refresh()
        for name, kind in list(self._globals.items()):
            if not isinstance(kind, types.Function):
                continue
            builtin = [template for template in kind.templates if not _is_overload(template)]
            if 0 < len(builtin) < len(kind.templates):
                self._globals.pop(name)
                self._globals[name] = types.Function(builtin)

    def load_additional_registries(self) -> None:
        from numba.core.typing import mathdecl

        self.install_registry(mathdecl.registry)

    def install_registry(self, registry: Any) -> None:
        loader = self._registries.setdefault(registry, templates.RegistryLoader(registry))
        for template in loader.new_registrations("functions"):
            self.insert_function(template(self))
        for template in loader.new_registrations("attributes"):
            if not _is_overload(template):
                self.insert_attributes(template(self))
        for value, kind in loader.new_registrations("globals"):
            known = self._lookup_global(value)
            if known is not None:
                self._remove_global(value)
            self._insert_global(value, kind if known is None else known.augment(kind))


def _is_overload(template: Any) -> bool:
    return hasattr(template, "_overload_func")


class _Context(cpu.CPUContext):  # type: ignore[misc]
    """How LLVM code is written: as Numba does it for this processor."""

    def init(self) -> None:
        self.is32bit = False
        self._internal_codegen = _Codegen("kernels")
        self._sizes: dict[str, int] = {}
        self._kinds: dict[Any, int] = {}

    def get_abi_sizeof(self, kind: Any) -> int:
        name = str(kind)
        if name not in self._sizes:  # Numba asks LLVM every time, by way of a module of its own
            self._sizes[name] = super().get_abi_sizeof(kind)
        return self._sizes[name]

    def mangler(self, name: str, types: Any, *, abi_tags: Any = (), uid: Any = None) -> str:
        """What tells a function apart in LLVM code. Numba spells out all types there, hundreds of letters a mention."""
        return f"{name}.{uid}.{self._kinds.setdefault(types, len(self._kinds))}"

    def load_additional_registries(self) -> None:
        # What kernels may use; Numba's own list also has linear algebra, strings, lists, random numbers, dates ...
        import numba.core.optional
        import numba.cpython.builtins
        import numba.cpython.numbers
        import numba.cpython.rangeobj
        import numba.cpython.tupleobj
        import numba.np.arrayobj  # noqa: F401
        from numba.cpython import mathimpl

        self.install_registry(mathimpl.registry)

    @functools.cached_property
    def call_conv(self) -> Any:
        return lowering.Convention(self)

    def insert_user_function(self, function: Any, description: Any, libraries: Any = ()) -> None:
        self._defns[function].append(lowering.Call(description, libraries), description.argtypes)

    def call_internal(self, builder: Any, description: Any, sig: Any, args: Any) -> Any:
        function = self.declare_function(builder.module, description)
        return self.call_conv.call(builder, function, description.restype, description.argtypes, args)

    def post_lowering(self, module: Any, library: _Library) -> None:
        if self.fastmath:
            fastmathpass.rewrite_module(module, self.fastmath)

    def get_executable(self, library: _Library, description: Any, environment: Any) -> Any:
        # Python would call this; it only tells functions apart here.
        return _dynfunc.make_function(description.lookup_module(), description.qualname, "", 0, environment, ())


class _Descriptor(TargetDescriptor):  # type: ignore[misc]
    options = cpu.CPUTargetOptions

    @functools.cached_property
    def typing_context(self) -> Any:
        return _Typing()

    @functools.cached_property
    def target_context(self) -> Any:
        context = _Context(self.typing_context, _TARGET)
        context.refresh()
        return context


class _Pipeline(CompilerBase):  # type: ignore[misc]
    """Numba's passes, less those for closures, lists, arrays as a whole, reference counts and wrappers.

    They are run in a row: Numba's manager of passes would go through the whole function again after each.
    """

    def _compile_core(self) -> Any:
        with ConfigStack().enter(self.state.flags.copy()):
            for step in (
                _read,
                untyped_passes.FixupArgs().run_pass,
                _tidy,
                _rewrite,
                _number_assignments,
                typed_passes.NopythonTypeInference().run_pass,
                _strip_choices,
                lowering.Lowering().run_pass,
                typed_passes.NoPythonBackend().run_pass,
            ):
                step(self.state)
        self.state.pipeline = None
        return self.state.cr


class _Reader(interpreter.Interpreter):  # type: ignore[misc]
    """Reads bytecode."""

    def post_process(self, peepholes: Any, function: Any) -> Any:
        """Kernels do without what would be mended here: with, try, calls with lists of arguments."""
        return function


def _read(state: Any) -> None:
    state.func_ir = _Reader(state.func_id).interpret(state.bc)


def _rewrite(state: Any) -> None:
    """What is constant is known as such: places in tuples, exponents."""
    blocks = state.func_ir.blocks
    for rule in rewrites.rewrite_registry.rewrites["before-inference"]:
        rewrite = rule(state)
        for number in list(blocks):
            while rewrite.match(state.func_ir, blocks[number], None, None):
                blocks[number] = rewrite.apply()


def _tidy(state: Any) -> None:
    """Loops have one way in and one way out."""
    state.func_ir.blocks = transforms.canonicalize_cfg(state.func_ir.blocks)


def _number_assignments(state: Any) -> None:
    """Every variable is assigned once; where ways meet, one of several is chosen (SSA)."""
    state.func_ir = ssa.reconstruct_ssa(state.func_ir)
    state.func_ir._definitions = ir_utils.build_definitions(state.func_ir.blocks)


def _strip_choices(state: Any) -> None:
    """What is chosen where ways meet is assigned at the end of each."""
    state.func_ir = typed_passes.PreLowerStripPhis()._strip_phi_nodes(state.func_ir)
    state.func_ir._definitions = ir_utils.build_definitions(state.func_ir.blocks)


class _Function(dispatcher.Dispatcher):  # type: ignore[misc]
    """A function in Numba's eyes, translated for each combination of argument types that it is called with."""

    targetdescr = _Descriptor(_TARGET)

    def __init__(
        self, function: Any, locals: Any = None, targetoptions: Any = None, pipeline_class: Any = None
    ) -> None:
        flags = {
            "nopython": True,
            "no_cpython_wrapper": True,
            "no_cfunc_wrapper": True,
            "_nrt": False,
            "error_model": "numpy",
            "fastmath": set(_LOOP_FLAGS),
        }
        super().__init__(function, locals, flags, _Pipeline)

    def get_call_template(self, args: Any, kws: Any) -> Any:
        """What a caller calls: for numbers of a type, not for each number of it, so that callers share it."""
        return super().get_call_template([types.unliteral(kind) for kind in args], kws)


class _Target(CPU):  # type: ignore[misc]
    """The processor, for kernels."""


target_registry[_TARGET] = _Target
dispatcher_registry[_Target] = _Function
jit_registry[_Target] = lambda *args, **options: _Function


@functools.cache
def _function(python: FunctionType, lanes: int) -> _Function:
    """A kernel's body or a helper, with the helpers among its globals in Numba's form; LANES is what it is told."""
    names = dict(python.__globals__)
    for name in python.__code__.co_names:
        value = names.get(name)
        if getattr(value, "__kernel_helper__", False):
            names[name] = _function(value, lanes)
    if "LANES" in names:
        names["LANES"] = lanes
    copy = FunctionType(python.__code__, names, python.__name__, python.__defaults__)
    copy.__module__, copy.__qualname__ = python.__module__, python.__qualname__
    return _Function(copy)


def _translate(python: Any, lanes: int, result: Any, arguments: tuple[Any, ...]) -> Any:
    function = _function(python, lanes)
    function.compile(signature(result, *arguments))
    return function.overloads[arguments]


def modules(kernel: Kernel, form: str, entry: str) -> list[str]:
    """LLVM modules of `void entry(int64 *row, dtype *arena, int64 thread, int64 threads)`.

    `form` is what it is compiled for: the type of numbers, "float32" or "float64", and, if not sixteen, how many of
    them a cell has, as in "float32x4". For a plain kernel, LANES is that number; in fast forms it is the vectors'.
    """
    context = _Function.targetdescr.target_context
    name, _, narrow = form.partition("x")
    dtype, lanes = _NUMBERS[name], int(narrow or LANES)
    number = context.get_data_type(dtype)
    module = context.create_module(entry)
    kind = ir.FunctionType(ir.VoidType(), [_I64.as_pointer(), number.as_pointer(), _I64, _I64])
    function = ir.Function(module, kind, entry)
    builder = ir.IRBuilder(function.append_basic_block())
    row_pointer, arena, thread, threads = function.args
    row = decoders.Row(context, builder, dtype, lanes, row_pointer, arena)
    decoded, slot = [], HEADER
    for annotation in kernel.arguments.values():
        decoder, width = DECODERS[annotation]
        decoded.append(decoders.BY_NAME[decoder](row, slot))
        slot += width
    if kernel.takes_threads:
        decoded += [(types.int64, thread), (types.int64, threads)]
    if kernel.scratch is not None:
        decoded.append(decoders.BY_NAME["float32s"](row, slot))
    kinds, values = zip(*decoded, strict=True)
    body = _translate(kernel.function, LANES if kernel.plain else lanes, types.none, kinds)
    context.call_internal(builder, body.fndesc, None, values)
    builder.ret_void()
    return [str(module), *body.library.modules()]


def shared_module(function: Any) -> str:
    """LLVM module of a function that kernels share."""
    module = _Function.targetdescr.target_context.create_module(function.__name__)
    tile_code.write_shared(module, function)
    return str(module)
