#!/bin/bash
# The guest's first process: mounts what a program needs, loads CAN, runs the script, switches the machine off.
# The kernel hands over O2X_FILES and O2X_SCRIPT, which stand on its command line, as environment.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/run/home TMPDIR=/run/tmp
export DOTNET_EnableDiagnostics=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

mount -t proc proc /proc
mount -t sysfs sys /sys
mount -t tmpfs tmpfs /run
mkdir -m 1777 /run/home /run/tmp /run/files
mount -t hostfs -o "$O2X_FILES" hostfs /run/files
mountpoint -q /dev || mount -t devtmpfs dev /dev
ln -sf /proc/self/fd /dev/fd
ip link set lo up

cd /run/files || exit
source environment
source "$(dirname "${BASH_SOURCE[0]}")/guest.sh"
(
  set -eu
  source "$O2X_SCRIPT"
) >stdout 2>stderr </dev/null
echo $? >exit-code
sync
echo o >/proc/sysrq-trigger
wait
exec busybox sleep 10
