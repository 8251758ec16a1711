"""Other processors than this one: older x86 in a process that is told to be one, the tiles of AVX-512 on registers that
are narrower, Arm as far as its machine code."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import llvmlite.binding as llvm
import pytest

from lab.engine.gather import gather_uint8
from lab.kernels import convolution, dense, tiles, translator, winograd
from lab.kernels.kernel import Kernel
from lab.layers.batch_norm import batch_statistics
from lab.layers.tanh import hyperbolic_tangent

ROOT = Path(__file__).parents[2]
TESTS = (
    "test_fast_kernels_equal_plain_ones and (conv2d-0 or conv1d-0 or dense-0 or max_pool2d-0)"
    " or test_equals_the_textbook and 3to5by"
)
WIDE_TESTS = "test_fast_kernels_equal_plain_ones and (conv2d-0 or dense-0)"
PROCESSORS = {
    "AVX2": ("haswell", "+sse2,+sse3,+ssse3,+sse4.1,+sse4.2,+popcnt,+avx,+avx2,+fma,+bmi,+bmi2,+f16c"),
    "baseline": ("x86-64", "+sse2"),
}


WIDE = "tiles of AVX-512"
X86 = pytest.mark.skipif(platform.machine().lower() not in ("x86_64", "amd64"), reason="these are x86 processors")


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, subprocess.Popen[str]]]:
    """Tests under way in a process for each of the processors, side by side."""
    with ExitStack() as stack:
        found = {processor: stack.enter_context(_run_as(*told)) for processor, told in PROCESSORS.items()}
        folder = tmp_path_factory.mktemp("cache")  # such kernels are no one's
        found[WIDE] = stack.enter_context(
            _run({"CNN_LAB_CACHE": str(folder)}, "-p", "tests.kernels.wide_tiles", "-k", WIDE_TESTS)
        )
        yield found


def _run_as(name: str, features: str) -> subprocess.Popen[str]:
    features = ",".join(part for part in features.split(",") if part[1:] in _host_features())
    return _run({"NUMBA_CPU_NAME": name, "NUMBA_CPU_FEATURES": features}, "-k", TESTS)


def _run(environment: dict[str, str], *options: str) -> subprocess.Popen[str]:
    files = "tests/conformance/test_layers.py", "tests/kernels/test_winograd.py"
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *files, *options],
        env={**os.environ, **environment},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.parametrize("processor", [pytest.param(name, marks=X86) for name in PROCESSORS] + [WIDE])
def test_fast_kernels_on_other_processors(processor: str, runs: dict[str, subprocess.Popen[str]]) -> None:
    run = runs[processor]
    said, _ = run.communicate()
    assert run.returncode == 0, said[-4000:]
    assert re.search(r"[1-9]\d* passed", said)


def _host_features() -> set[str]:
    return {name for name, there in llvm.get_host_cpu_features().items() if there}


ARM = [
    convolution.convolve,
    winograd.convolve_winograd,
    dense.dense_weight_gradient,
    batch_statistics,
    hyperbolic_tangent,
    gather_uint8,
]


@pytest.mark.parametrize("kernel", ARM, ids=lambda kernel: kernel.name)
def test_kernels_become_vector_code_on_arm(kernel: Kernel) -> None:
    llvm.initialize_all_targets()
    llvm.initialize_all_asmprinters()
    try:
        target = llvm.Target.from_triple("aarch64-unknown-linux-gnu")
    except RuntimeError:
        pytest.skip("this LLVM makes no code for Arm")
    machine = target.create_target_machine(cpu="apple-m1", opt=3)
    modules = translator.modules(kernel.fast or kernel, "float32", "entry")
    modules += [translator.shared_module(tile) for tile in tiles.SHARED]
    assert not any("llvm.x86" in module for module in modules)
    whole, *others = (llvm.parse_assembly(_for_machine(module, machine)) for module in modules)
    for other in others:
        whole.link_in(other)
    whole.verify()
    passes = llvm.create_pass_builder(machine, llvm.create_pipeline_tuning_options(speed_level=3))
    passes.getModulePassManager().run(whole, passes)
    assert re.search(r"\b(fmla|fadd|fmul)(\.4s|\tv\d+\.4s)", machine.emit_assembly(whole)), "no vector instruction"


def _for_machine(module: str, machine: llvm.TargetMachine) -> str:
    module = re.sub(r"target triple = .*", f'target triple = "{machine.triple}"', module)
    return re.sub(r"target datalayout = .*", f'target datalayout = "{machine.target_data}"', module)
