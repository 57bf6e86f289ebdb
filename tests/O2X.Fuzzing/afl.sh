#!/usr/bin/env bash
# Lets afl-fuzz (the Debian package afl++) look for inputs to one decoder. What it finds is under artifacts/fuzzing/afl.
#
#   tests/O2X.Fuzzing/afl.sh TARGET SECONDS
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

target=${1:?a target is needed: see tests/O2X.Fuzzing/fuzz.sh}
seconds=${2:?the time is needed, in seconds}
work=$PWD/artifacts/fuzzing/afl/$target
command -v afl-fuzz >/dev/null || { echo "afl.sh: the Debian package afl++ is missing" >&2; exit 1; }
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

dotnet build tests/O2X.Fuzzing -c Release -v quiet -tl:off -clp:ErrorsOnly\;NoSummary
rm -rf "$work"
mkdir -p "$work"
dotnet tests/O2X.Fuzzing/bin/Release/net10.0/O2X.Fuzzing.dll instrument "$work/program"
dotnet tests/O2X.Fuzzing/bin/Release/net10.0/O2X.Fuzzing.dll seeds "$target" "$work"

# The decoders are instrumented, dotnet itself is not; a machine's settings for cores and dumps are its owner's.
export AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_AFFINITY=1
nice afl-fuzz -V "$seconds" -i "$work/seeds" -o "$work/out" -x "$work/words.dict" -t 5000 -m none -- \
  dotnet "$work/program/O2X.Fuzzing.dll" afl "$target" >"$work/log"
grep -E '^(execs_done|execs_per_sec|edges_found|corpus_count|saved_crashes|saved_hangs) ' "$work/out/default/fuzzer_stats"
