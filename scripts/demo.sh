#!/bin/bash
# Sets up what is missing, builds, runs the main job on the demonstration video and says where the
# results are.
#
#   scripts/demo.sh [OUT]     results go to OUT (default: out/demo in this folder)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
deps=${SECUREPOSE_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/securepose}
out=${1:-$root/out/demo}

"$root/scripts/setup.sh"
"$root/build/bin/securepose" run "$deps/demo/demo.mp4" --out "$out" --height-m 1.7 --force
echo
echo "The results are in $out:"
echo "  deidentified.mp4   the video with every face covered"
echo "  report.html        open it in any browser: what was covered, checked and measured"
echo "  angles.csv, events.csv, gait.json, poses.csv, regions.json, run.json"
