#!/usr/bin/env bash
# The library for Apple's platforms and the generated Swift, for whoever builds from Xcode: the same as `cargo xtask ios`, from
# any folder. Reproducible: no path of this machine, no date and no chance order is in it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../../.."
# Xcode's phases run with a path of their own.
export PATH="$HOME/.cargo/bin:$PATH"
exec cargo xtask ios
