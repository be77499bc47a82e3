"""Tags the wheel with the platforms that the program in it runs on."""
import platform

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# The lowest macOS in Package.swift.
MACOS = "15_0"


def platform_tag():
    """A static program of Linux needs no C library, so it serves those with glibc and those with musl."""
    system, machine = platform.system(), platform.machine()
    if system == "Linux":
        return ".".join(f"{policy}_{machine}" for policy in ("manylinux_2_17", "manylinux2014", "musllinux_1_1"))
    if system == "Darwin":
        return f"macosx_{MACOS}_{machine}"
    raise SystemExit(f"wheel: heal is not built for {system}")


class PlatformTag(BuildHookInterface):
    """Called by hatchling before it packs."""

    def initialize(self, version, build_data):
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-{platform_tag()}"
