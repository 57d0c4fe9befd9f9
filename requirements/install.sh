#!/usr/bin/env bash
# install.sh VENV NAME
# Makes the environment VENV and installs requirements/NAME.txt into it, every file checked by its hash.
# Done again only when the list changed, or the Python of the environment is gone.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$1
wanted=$root/requirements/$2.txt
installed=$venv/installed-$2.txt

if cmp -s "$wanted" "$installed" && "$venv/bin/python" -c '' 2>/dev/null; then
    exit 0
fi

# 3.11 is the one we test with; a newer one will do.
find_python() {
    for python in python3.11 python3.12 python3.13 python3.14 python3 python; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    echo "Python 3.11 or newer is needed, and none was found here." >&2
    exit 1
}

echo "Setting up $(basename "$venv"). This is done once, and takes a minute." >&2
if ! "$venv/bin/python" -c 'import pip' 2>/dev/null; then
    python=$(find_python)
    "$python" -m venv --clear "$venv" || {
        echo "Python could not make an environment. On Debian this helps: apt-get install python3-venv" >&2
        exit 1
    }
fi
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$wanted"
"$venv/bin/python" -c 'import pathlib, sys, sysconfig
pathlib.Path(sysconfig.get_path("purelib"), "unhurried-here.pth").write_text(sys.argv[1] + "\n")' "$root"
cp "$wanted" "$installed"
