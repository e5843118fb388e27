#!/bin/bash
# Sets up what is missing, builds, and runs the tests: unit and end-to-end tests, the format, the
# rooms' order, the linter, and the unit tests again under the address, undefined-behaviour and
# thread sanitizers. Ends with the counts.
#
#   scripts/test.sh           what continuous integration runs
#   scripts/test.sh --quick   without the linter and the sanitizers, for work in between
set -uo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1  # every checkout shares what was compiled
mode=${1:-}
logs=$root/build/test-logs
passed=0
failed=0
declare -a failures=()

section() { printf '\n== %s (%d min)\n' "$1" $((SECONDS / 60)); }

# count NAME COMMAND...: one check that passes or fails as a whole.
count() {
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    failures+=("$name")
    echo "FAILED: $name"
  fi
}

# count_ctest NAME ARGUMENTS...: the tests that ctest finds, each counted.
count_ctest() {
  local name=$1 log=$logs/$1.log
  shift
  ctest --output-on-failure --no-tests=error "$@" 2>&1 | tee "$log" | grep -vE '^ *[0-9]+/[0-9]+ Test .*Passed|^ *Start ' || true
  local summary ran missed
  summary=$(grep -oE '[0-9]+ tests failed out of [0-9]+' "$log" | tail -1)
  if [[ -z $summary ]]; then
    failed=$((failed + 1))
    failures+=("$name: ctest ran no test")
    return
  fi
  missed=${summary%% *}
  ran=${summary##* }
  passed=$((passed + ran - missed))
  failed=$((failed + missed))
  [[ $missed == 0 ]] || failures+=("$name: $missed of $ran")
}

# count_gtests NAME PROGRAM...: test programs as a whole, two at a time, each of their tests counted.
count_gtests() {
  local name=$1 program log ran ok
  shift
  if [[ $# == 0 ]]; then
    failed=$((failed + 1))
    failures+=("$name: found no test program")
    return
  fi
  printf '%s\n' "$@" | xargs -P2 -I{} sh -c '"$1" --gtest_brief=1 >"$2-$(basename "$1").log" 2>&1' _ {} "$logs/$name"
  for program in "$@"; do
    log=$logs/$name-$(basename "$program").log
    ran=$(grep -oE '^\[==========\] [0-9]+ tests? from .* ran' "$log" | grep -oE '[0-9]+' | head -1)
    ok=$(grep -oE '^\[  PASSED  \] [0-9]+' "$log" | grep -oE '[0-9]+$')
    if [[ -z $ran || -z $ok ]]; then
      ran=1 ok=0  # it died before its end
    fi
    passed=$((passed + ok))
    failed=$((failed + ran - ok))
    [[ $ok == "$ran" ]] && ! grep -qE 'ERROR: (Address|Leak)Sanitizer|WARNING: ThreadSanitizer' "$log" && continue
    failures+=("$name: $(basename "$program"): $((ran - ok)) of $ran")
    [[ $ok == "$ran" ]] && failed=$((failed + 1))  # a finding at the end, after its tests
    grep -vE '^\[ *(OK|PASSED|RUN) ' "$log" | tail -60
  done
}

# build_with PRESET TARGET...: builds some targets with a preset; the log shows if it fails.
build_with() {
  local preset=$1 folder=$root/build-$1
  shift
  local deps=${SECUREPOSE_DEPS:-${XDG_CACHE_HOME:-$HOME/.cache}/securepose}
  (cd "$root" && cmake --preset "$preset" -DSECUREPOSE_DEPS="$deps" \
    -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >/dev/null) &&
    cmake --build "$folder" --target "$@" >"$logs/build-$preset.log" 2>&1 ||
    { tail -40 "$logs/build-$preset.log"; return 1; }
}

# some NAMES-OF-WHAT COMMAND... -- ITEM...: runs a command on all items; fails if there is none, for a
# check that is given nothing to check has checked nothing.
some() {
  local what=$1
  local -a command=()
  shift
  while [[ $1 != -- ]]; do
    command+=("$1")
    shift
  done
  shift
  if [[ $# == 0 ]]; then
    echo "found no $what"
    return 1
  fi
  "${command[@]}" "$@"
}

# tidy FILE...: the linter; its complaints go to a log, which is shown in short.
tidy() {
  run-clang-tidy -quiet -p "$root/build" -j2 -extra-arg=-Wno-unknown-warning-option "$@" \
    >"$logs/clang-tidy.log" 2>/dev/null
}

# Found without git, so that an unpacked archive is checked as a checkout is.
mapfile -t sources < <(find "$root/src" "$root/bench" -name '*.h' -o -name '*.cc' | sort)
mapfile -t to_lint < <(find "$root/src" -name '*.cc' ! -name '*_test.cc' ! -path '*/testing/*' | sort)

section "set-up and build"
if ! "$root/scripts/setup.sh" --with-checks; then
  echo "0 passed, 1 failed"
  exit 1
fi
mkdir -p "$logs"

section "rooms and format"
count "rooms include only rooms above" python3 "$root/tests/check_layers.py" "$root/src/securepose"
count "clang-format" some "source to format" clang-format --dry-run -Werror -- "${sources[@]}"

section "unit and end-to-end tests"
count_ctest release --test-dir "$root/build" -j2

section "set-up scripts"
count "set-up scripts" /usr/bin/python3 "$root/scripts/setup/setup_test.py"
count "converter of networks" /usr/bin/python3 "$root/models/convert_tfjs_test.py"

if [[ $mode != --quick ]]; then
  section "clang-tidy"
  count "clang-tidy" some "source to lint" tidy -- "${to_lint[@]}"
  sed 's/\x1b\[[0-9;]*m//g' "$logs/clang-tidy.log" | grep -E 'error:|warning:' | sort -u | head -40  # it prints in colours
fi

if [[ $mode != --quick ]]; then
  export ASAN_OPTIONS=detect_leaks=1:strict_string_checks=1
  export LSAN_OPTIONS=suppressions=$root/tests/leaks_of_libraries.txt:print_suppressions=0
  export UBSAN_OPTIONS=print_stacktrace=1
  export TSAN_OPTIONS=suppressions=$root/tests/races_of_libraries.txt
  mapfile -t rooms < <(cd "$root/build/bin" && ls ./*_test | xargs -n1 basename)
  section "address and undefined-behaviour sanitizers"
  count "build with address sanitizer" build_with asan "${rooms[@]}"
  count_gtests asan "${rooms[@]/#/$root/build-asan/bin/}"
  section "thread sanitizer"
  count "build with thread sanitizer" build_with tsan base_test pipeline_test result_test perception_test
  # Without the tests that load networks: OpenVINO, which was not built with this sanitizer, has
  # threads and mutexes of its own.
  GTEST_FILTER='-InstalledEnvironment*' count_gtests tsan \
    "$root/build-tsan/bin/"{base,pipeline,result,perception}_test
fi

printf '\n== done in %d min\n' $((SECONDS / 60))
for failure in "${failures[@]}"; do echo "FAILED: $failure"; done
echo "$passed passed, $failed failed"
[[ $failed == 0 ]]
