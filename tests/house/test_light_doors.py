import os
import subprocess
import sys

HEAVY = (
    "numpy",
    "scipy",
    "pandas",
    "statsmodels",
    "onnxruntime",
    "torch",
    "matplotlib",
    "typst",
    "PIL",
    "qrcode",
)


def test_opening_the_pages_loads_nothing_heavy():
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import hearthside.web.wsgi, sys; heavy = {HEAVY!r};"
            + "print([m for m in sys.modules if m.split('.')[0] in heavy])",
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": "src"},
    )

    assert said.stdout.strip() == "[]", said.stderr
