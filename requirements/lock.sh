#!/usr/bin/env bash
# lock.sh [--upgrade]
# Resolves pyproject.toml into four lists, each file with its hash, none with an address.
# A later list takes the versions of an earlier one, so one environment can serve several.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
asked=("$@")

lock() {
    local name=$1
    shift
    .venv/bin/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-header --no-emit-index-url --no-emit-find-links "${asked[@]}" "$@" pyproject.toml -o "requirements/$name.txt"
}

lock run
lock hosted --extra hosted -c requirements/run.txt
lock test --extra hosted --extra handover --group test -c requirements/hosted.txt
lock bench --extra cohort --extra handover --group test --group bench -c requirements/test.txt
