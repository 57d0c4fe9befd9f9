# Recipes for contributors. Each calls what everyone else calls too.

_default:
    @just --list

# make the environments and install what tests need
setup:
    ./test --setup

# open your own notes
run *arguments:
    ./run {{arguments}}

# open a made-up person's year
demo *arguments:
    ./run demo {{arguments}}

# look at style, types and imports; changes nothing
check:
    .venv/bin/ruff check .
    .venv/bin/ruff format --check .
    .venv/bin/mypy
    .venv/bin/lint-imports

# change what can be changed by itself
fix:
    .venv/bin/ruff check --fix .
    .venv/bin/ruff format .

# everything, or only the tests named
test *arguments:
    ./test {{arguments}}

# measure, for example: just bench notebook
bench *arguments:
    ./test --setup bench
    .venv-bench/bin/python -m bench {{arguments}}

# take the pictures of the pages again
screenshots:
    .venv/bin/python -m bench screenshots

# resolve the requirements and lock them by hash; with --upgrade also newer versions
lock *arguments:
    .venv/bin/python -m pip install --quiet uv
    requirements/lock.sh {{arguments}}
