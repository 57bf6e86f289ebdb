#!/bin/bash
# The gateway's stream beside ASP.NET's own server-sent events, and the idle gateway. Writes benchmarks/results/gateway.md.
#
#   benchmarks/gateway.sh [ROUNDS [SECONDS-A-ROUND [SECONDS-IDLE]]]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
for project in src/O2X.Cli benchmarks/O2X.Benchmarks.Gateway; do dotnet build "$project" -c Release -v quiet --nologo >&2; done
COMMIT=$(git rev-parse --short HEAD) dotnet benchmarks/O2X.Benchmarks.Gateway/bin/Release/net10.0/O2X.Benchmarks.Gateway.dll src/O2X.Cli/bin/Release/net10.0/o2x.dll "$@" >benchmarks/results/gateway.md.new
mv benchmarks/results/gateway.md.new benchmarks/results/gateway.md
cat benchmarks/results/gateway.md
