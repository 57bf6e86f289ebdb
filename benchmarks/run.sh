#!/bin/bash
# Measures the engine beside what people would take instead, and writes the reports: results/*.md, results/latest.json and the table in
# README.md. On a machine that does nothing else, half an hour; --quick: within five minutes, roughly.
#
#   benchmarks/run.sh [--quick] [FILTER...]     FILTER: part of pipelines, stalled, latency, memory, fleet, replay, micro; none: all
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
PROGRAM=benchmarks/O2X.Benchmarks/bin/Release/net10.0/O2X.Benchmarks.dll
COMPARISONS=(pipelines stalled latency memory fleet replay)

quick=()
filters=()
for argument in "$@"; do
  case $argument in
    --quick) quick=(--quick) ;;
    -*) sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 1 ;;
    *) filters+=("$argument") ;;
  esac
done

# chosen NAME: whether a filter, or no filter, asks for it.
chosen() {
  ((${#filters[@]})) || return 0
  local filter
  for filter in "${filters[@]}"; do [[ $1 != *"$filter"* ]] || return 0; done
  return 1
}

wanted=()
for name in "${COMPARISONS[@]}"; do if chosen "$name"; then wanted+=("$name"); fi; done
if ! ((${#wanted[@]})) && ! chosen micro; then
  echo "run.sh: nothing is called so; there are: ${COMPARISONS[*]} micro" >&2
  exit 1
fi

if chosen replay && ! dpkg-query -W python3-can >/dev/null 2>&1; then
  as_root=()
  ((EUID == 0)) || as_root=(sudo)
  "${as_root[@]}" apt-get update -qq
  "${as_root[@]}" apt-get install -y -qq --no-install-recommends python3-can >/dev/null
fi

dotnet build benchmarks/O2X.Benchmarks -c Release -v quiet --nologo "-clp:ErrorsOnly;NoSummary" >&2
if ((${#wanted[@]})); then dotnet "$PROGRAM" compare "${quick[@]}" --results=benchmarks/results "${wanted[@]}"; fi
if chosen micro; then
  echo "micro: one frame, with BenchmarkDotNet" >&2
  artifacts=$(mktemp -d)
  trap 'rm -rf "$artifacts"' EXIT
  dotnet "$PROGRAM" --filter '*Decode*' ${quick:+--job short} --exporters github --artifacts "$artifacts" >"$artifacts/log" 2>&1 || { tail -n 40 "$artifacts/log" >&2; exit 1; }
  { echo "# One frame"; echo; echo "Commit $(git describe --always --dirty)${quick:+; quick, so only roughly}."; echo; sed "s/&#39;//g" "$artifacts"/results/*-report-github.md; } >benchmarks/results/micro.md
  cat benchmarks/results/micro.md
fi
