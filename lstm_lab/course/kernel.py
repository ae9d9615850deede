"""The kernel that runs the course's notebooks: this very Python, with one thread for NumPy."""

import json
import sys
from pathlib import Path

from lstm_lab import progress

# The networks here are small: a second thread makes their products slower, on a busy machine many
# times slower. And with one, a training gives the same bits each time.
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}


def write_spec(folder):
    """Write the kernel's description for a folder of JUPYTER_PATH. Raises OSError."""
    spec = {
        "argv": [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"],
        "display_name": "Python 3 (ipykernel)",
        "env": ONE_THREAD,
        "language": "python",
        "metadata": {"debugger": True},
    }
    file = Path(folder, "kernels", "python3", "kernel.json")
    file.parent.mkdir(parents=True, exist_ok=True)
    progress.write_atomically(file, json.dumps(spec, indent=1) + "\n")
