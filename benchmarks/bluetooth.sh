#!/bin/bash
# The engine on Bluetooth beside a client on python3-bleak, in one machine with a real kernel and bluetoothd.
# Writes benchmarks/results/bluetooth.md. Needs what ./test.sh ble installs.
#
#   benchmarks/bluetooth.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$PWD/artifacts/bluetooth-benchmark
mine=$PWD/benchmarks/O2X.Benchmarks.Bluetooth
build() {
  dotnet publish "$1" -c Release -r linux-x64 --self-contained false -p:PublishReadyToRun=true --artifacts-path "$work/build" -o "$work/$2" -v quiet --nologo
}
build tests/O2X.VirtualAir air
build benchmarks/O2X.Benchmarks.Bluetooth client
echo "Measuring; some minutes a round." >&2
BLE_FILES=$work/results BLE_TIMEOUT=3000 bash tests/O2X.EndToEnd.Tests/Ble/Guest/run.sh SCRIPT_TIMEOUT=2900 ROUNDS="${1:-3}" \
  BENCHMARK="$mine" CLIENT="$work/client/O2X.Benchmarks.Bluetooth.dll" AIR="$work/air/O2X.VirtualAir.dll" "$mine/compare.sh"
python3 "$mine/report.py" "$work/results/compare/measured" "$(git rev-parse --short HEAD)" >benchmarks/results/bluetooth.md
cat benchmarks/results/bluetooth.md
