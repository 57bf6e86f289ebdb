#!/usr/bin/env bash
# Builds the solution and runs its tests. The last line is "N passed, N failed".
#
#   ./test.sh [unit|can|faults|ble|web|soak] [--repeat N]
#   ./test.sh approve-api
#
# Without a kind: all but soak. A test's kind is its trait "Kind"; a test without one is unit.
# A skipped test counts as failed. approve-api accepts the public API as it is now.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

KINDS=(unit can faults ble web soak)
CONFIGURATION=Release
ALL_RESULTS=$PWD/artifacts/tests
passed=0
failed=0

# Debian packages that the tests of a kind need.
packages_of() {
  case $1 in
    unit) echo python3 ;;
    can) echo user-mode-linux can-utils iproute2 busybox-static ;;
    ble) echo qemu-system-x86 bluez dbus kmod cpio busybox-static iproute2 python3-bleak ;;
    web) echo chromium ;;
  esac
}

usage() {
  sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' test.sh >&2
  exit 2
}

fail() {
  echo "test.sh: $*" >&2
  exit 1
}

# phase NAME COMMAND...: runs a command and says how long it took.
phase() {
  local name=$1 start=$SECONDS
  shift
  "$@" || fail "$name failed"
  echo "== $name: $((SECONDS - start)) s"
}

check_sdk() {
  command -v dotnet >/dev/null || fail "the .NET SDK 10 is missing: https://dotnet.microsoft.com/download"
  dotnet --version >/dev/null || fail "the .NET SDK that global.json asks for is missing: https://dotnet.microsoft.com/download"
}

# NuGet and the SDK write below the home directory.
find_home() {
  if [[ ! -d ${HOME:-} || ! -w $HOME ]]; then
    export HOME=$PWD/artifacts/home
    mkdir -p "$HOME"
  fi
}

install_packages() {
  local package missing=() as_root=()
  for package in $(for kind in "$@"; do packages_of "$kind"; done | tr ' ' '\n' | sort -u); do
    [[ $(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) == installed ]] || command -v "$package" >/dev/null || missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  local advice="needed for the tests of real parts: ${missing[*]}. Install them, or run ./test.sh unit"
  command -v apt-get >/dev/null || fail "no apt-get here to install what is $advice"
  if ((EUID != 0)); then
    command -v sudo >/dev/null || fail "neither root nor sudo here to install what is $advice"
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -qq &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    fail "apt-get could not install what is $advice"
}

# The test projects that hold tests of a kind.
projects_of() {
  local project
  for project in tests/*.Tests; do
    if [[ $1 == unit ]] || grep -rqF --include='*.cs' "Trait(\"Kind\", \"$1\")" "$project"; then basename "$project"; fi
  done
}

filter_of() {
  if [[ $1 != unit ]]; then echo "Kind=$1"; return; fi
  local kind filter=()
  for kind in "${KINDS[@]:1}"; do filter+=("Kind!=$kind"); done
  (IFS='&'; echo "${filter[*]}")
}

# run_project KIND PROJECT: one test project; leaves KIND.PROJECT.trx and .log behind.
run_project() {
  local result=$results/$1.$2 status=0 start=$SECONDS
  dotnet test "tests/$2/bin/$CONFIGURATION/net10.0/$2.dll" --filter "$(filter_of "$1")" --results-directory "$results" \
    --logger "trx;LogFileName=$1.$2.trx" --logger "console;verbosity=minimal" >"$result.log" 2>&1 </dev/null || status=$?
  echo "$status $((SECONDS - start))" >"$result.status"
}

# counter TRX NAME: a number of the run's summary.
counter() {
  sed -n "s/.*<Counters .*\b$2=\"\([0-9]*\)\".*/\1/p" "$1"
}

# count_project KIND PROJECT: adds the counts of a run and shows what did not pass.
count_project() {
  local result=$results/$1.$2 status seconds good=0 bad=0 skipped=0
  read -r status seconds <"$result.status"
  if [[ -f $result.trx ]]; then
    good=$(counter "$result.trx" passed)
    skipped=$(($(counter "$result.trx" total) - $(counter "$result.trx" executed)))
    bad=$(($(counter "$result.trx" executed) - good))
  fi
  if ((status != 0 && bad == 0)); then bad=1; fi
  if ((good + bad + skipped > 0)); then
    printf '%-7s %-28s %5d passed, %d failed, %d skipped, %d s\n' "$1" "$2" "$good" "$bad" "$skipped" "$seconds"
  fi
  if ((bad > 0)); then
    grep -vE '^(\[xUnit|VSTest|Starting|A total|Results)' "$result.log" | cut -c1-200 | head -n 150 || true
    echo "all of it: $result.log"
  elif ((skipped > 0)); then
    sed -n 's/^\s*Skipped /  skipped, which counts as failed: /p' "$result.log" | cut -c1-200
  fi
  passed=$((passed + good))
  failed=$((failed + bad + skipped))
}

run_kind() {
  local project before=$((passed + failed)) projects lanes=1
  mapfile -t projects < <(projects_of "$1")
  # Tests of real parts have the machine to themselves.
  if [[ $1 == unit ]]; then lanes=$(nproc); fi
  for project in "${projects[@]}"; do
    while (($(jobs -rp | wc -l) >= lanes)); do wait -n; done
    run_project "$1" "$project" &
  done
  wait
  for project in "${projects[@]}"; do count_project "$1" "$project"; done
  # What the tests of the kind want to be read, as the time that each part of them took.
  if [[ -f $ALL_RESULTS/$1/summary ]]; then sed 's/^/  /' "$ALL_RESULTS/$1/summary"; fi
  ((passed + failed > before)) || fail "there are no tests of the kind $1"
}

run_tests() {
  local run kind
  rm -rf "$ALL_RESULTS"
  for ((run = 1; run <= repeat; run++)); do
    if ((repeat > 1)); then echo "== run $run of $repeat"; fi
    results=$ALL_RESULTS/$run
    mkdir -p "$results"
    for kind in "${kinds[@]}"; do run_kind "$kind"; done
  done
}

approve_api() {
  O2X_APPROVE_API=1 dotnet test tests/O2X.Conventions.Tests -c "$CONFIGURATION" --nologo -v quiet --filter "FullyQualifiedName~PublicApiTests.Is_the_approved_one"
  git status --short tests/O2X.Conventions.Tests/Approved
}

# No build node outlives the run and holds its output open.
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
find_home
kinds=()
repeat=1
while (($#)); do
  case $1 in
    approve-api) check_sdk; approve_api; exit ;;
    --repeat) repeat=${2:-}; [[ $repeat =~ ^[1-9][0-9]*$ ]] || usage; shift ;;
    *) [[ " ${KINDS[*]} " == *" $1 "* && ${#kinds[@]} == 0 ]] || usage; kinds=("$1") ;;
  esac
  shift
done
if ((${#kinds[@]} == 0)); then
  for kind in "${KINDS[@]}"; do
    if [[ $kind != soak && -n $(projects_of "$kind") ]]; then kinds+=("$kind"); fi
  done
fi

# However the run ends, its last line counts; only a run that ended well and passed everything is a success.
finish() {
  local status=$?
  echo "$passed passed, $failed failed"
  if ((status == 0 && (passed == 0 || failed > 0))); then status=1; fi
  exit "$status"
}
trap finish EXIT

check_sdk
for kind in "${kinds[@]}"; do [[ -n $(projects_of "$kind") ]] || fail "there are no tests of the kind $kind yet"; done
phase install install_packages "${kinds[@]}"
phase restore dotnet restore O2X.Actors.sln -v quiet
phase build dotnet build O2X.Actors.sln --no-restore -c "$CONFIGURATION" -v quiet -tl:off -clp:ErrorsOnly\;NoSummary
phase test run_tests
