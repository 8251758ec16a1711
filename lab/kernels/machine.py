"""The processor, by way of LLVM: turns LLVM code into machine code, and brings machine code into this process.

Knows nothing of kernels or Numba, so that a program whose kernels are all in the cache starts without them.
"""

from __future__ import annotations

import ctypes
import functools
import os
import sys
from typing import Any

import llvmlite.binding as llvm

TILE = (
    "tile_"  # how the names of functions begin that are written as vectors already, and may be compiled by themselves
)
# Levels of optimisation of LLVM code: 3 takes twice as long as 2 and unrolls loops until kernels are slower; for tiles
# 1 is as good as 2 and takes a seventh less.
_PASSES, _PASSES_OF_TILES = 2, 1
_INSTRUCTIONS = 3  # level of optimisation of machine code


class LinkError(Exception):
    """Compiled code calls something that does not exist outside Python."""


def processor() -> tuple[str, str]:
    """Name and features of the processor that code is made for: this one, or what Numba's environment variables say."""
    name = os.environ.get("NUMBA_CPU_NAME") or llvm.get_host_cpu_name()
    features = os.environ.get("NUMBA_CPU_FEATURES")
    return name, llvm.get_host_cpu_features().flatten() if features is None else features


def budget() -> int:
    """How many sums of sixteen lanes fit into the registers, beside what is being loaded (lab/kernels/tiles.py)."""
    _, features = processor()
    if "+avx512f" in features:
        return 24
    if "+avx2" in features or llvm.get_process_triple().startswith(("aarch64", "arm64")):
        return 6
    return 3


def lanes() -> int:
    """How many of the sixteen lanes of a cell one register holds."""
    _, features = processor()
    return 16 if "+avx512f" in features else 8 if "+avx" in features else 4


def _target_machine() -> Any:
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    target = llvm.Target.from_triple(llvm.get_process_triple())
    name, features = processor()
    # The code may be loaded anywhere in memory: x86 then takes absolute addresses, others what is usual there.
    relocation = "static" if target.name.startswith("x86") else "default"
    return target.create_target_machine(
        cpu=name, features=features, opt=_INSTRUCTIONS, reloc=relocation, codemodel="jitdefault", jit=True
    )


@functools.cache
def _optimiser(level: int) -> tuple[Any, Any]:
    machine = _target_machine()
    options = llvm.create_pipeline_tuning_options(speed_level=level)
    options.loop_vectorization = True
    return machine, llvm.create_pass_builder(machine, options)


def machine_code(modules: list[str], entry: str) -> bytes:
    """Object code of LLVM modules, in LLVM's text form, made one. Nothing but the function `entry` is seen outside."""
    whole, *others = (llvm.parse_assembly(module) for module in modules)
    for other in others:
        whole.link_in(other)
    has_tiles = any(function.name.startswith(TILE) for function in whole.functions)
    machine, passes = _optimiser(_PASSES_OF_TILES if has_tiles else _PASSES)
    for value in (*whole.functions, *whole.global_variables):
        if not value.is_declaration and value.name != entry:
            value.linkage = "internal"
    whole.verify()
    passes.getModulePassManager().run(whole, passes)
    for function in whole.functions:  # LLVM would end the process on loading
        if function.is_declaration and not _exists(function.name):
            raise LinkError(f"{entry} calls {function.name}, which is not there without Python. Write it another way.")
    return bytes(machine.emit_object(whole))


def _exists(function: str) -> bool:
    """Whether LLVM, the C library or we have a function, and not only Numba, which need not be there later."""
    return function.startswith(("llvm.", TILE)) or hasattr(_c_library(), function)


@functools.cache
def _c_library() -> ctypes.CDLL:
    return ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)


@functools.cache
def _engine() -> Any:
    machine = _target_machine()  # not the optimiser's: an engine owns its machine
    return llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)


def load(code: bytes, entry: str) -> int:
    """Address of the function `entry` of object code; it stays in memory as long as the process runs."""
    engine = _engine()
    engine.add_object_file(llvm.object_file.ObjectFileRef.from_data(code))
    engine.finalize_object()
    return int(engine.get_function_address(entry))
