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
)


def test_opening_the_pages_loads_nothing_heavy():
    said = subprocess.run(
        [
            sys.executable,
            "-c",
            "import hearthside.web.wsgi, hearthside.web.urls, sys;"
            f"print([m for m in sys.modules if m.split('.')[0] in {HEAVY!r}])",
        ],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": "src"},
    )

    assert said.stdout.strip() == "[]", said.stderr
