#!/bin/bash
# The gateway's history on SQLite beside plain batched inserts into the same tables. Writes benchmarks/results/history.md.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
dotnet build benchmarks/O2X.Benchmarks -c Release -v quiet --nologo "-clp:ErrorsOnly;NoSummary" >&2
echo "Measuring; about a minute." >&2
measured=$(dotnet benchmarks/O2X.Benchmarks/bin/Release/net10.0/O2X.Benchmarks.dll history)
{
  echo "# The history on SQLite"
  echo
  echo "$(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -n 1), $(nproc) cores, .NET $(dotnet --list-runtimes | sed -n 's/^Microsoft.NETCore.App \([^ ]*\).*/\1/p' | tail -n 1), commit $(git rev-parse --short HEAD)."
  echo
  echo "The plain inserts use one prepared statement and values that are ready. The history makes the JSON of each record, moves the counter of"
  echo "numbers, and works on another thread than the one that asks. Both have \`journal_mode=WAL\` and \`synchronous=NORMAL\`. The target is 0.5."
  echo
  echo "$measured"
} >benchmarks/results/history.md
cat benchmarks/results/history.md
