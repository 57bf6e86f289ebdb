#!/usr/bin/env bash
# Fuzzes the decoders of bytes from outside, guided by the code that inputs reach. Findings are printed, and kept as hex
# under artifacts/fuzzing; the last input of a finding goes into a test of its decoder.
#
#   tests/O2X.Fuzzing/fuzz.sh [EXECUTIONS [SEED [TARGET...]]]
#
# Without targets: all of them. Several run at a time.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

executions=${1:-10000000}
seed=${2:-1}
shift $(($# < 2 ? $# : 2))
work=$PWD/artifacts/fuzzing
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

dotnet build tests/O2X.Fuzzing -c Release -v quiet -tl:off -clp:ErrorsOnly\;NoSummary
rm -rf "$work/program"
mkdir -p "$work"
dotnet tests/O2X.Fuzzing/bin/Release/net10.0/O2X.Fuzzing.dll instrument "$work/program"
cd "$work"
if (($#)); then targets=("$@"); else mapfile -t targets < <(dotnet program/O2X.Fuzzing.dll list); fi
printf '%s\n' "${targets[@]}" |
  xargs -P "$(nproc)" -I TARGET nice dotnet program/O2X.Fuzzing.dll run TARGET --executions "$executions" --seed "$seed"
