"""Measure the peak memory of this process."""

from pathlib import Path


def peak_megabytes() -> float:
    """Return the peak since the process started (Linux)."""
    status = Path("/proc/self/status").read_text("utf-8").split()
    return int(status[status.index("VmHWM:") + 1]) / 1024
