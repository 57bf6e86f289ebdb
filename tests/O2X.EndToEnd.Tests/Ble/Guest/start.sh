#!/bin/bash
# Goes on where init ended: starts the system's message bus, runs each script with a fresh bluetoothd, switches the machine off.
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/run/home TMPDIR=/run/tmp LANG=C.UTF-8
export DOTNET_EnableDiagnostics=0 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_TieredPGO=0 DOTNET_gcServer=0
export GUEST_FOLDER=$(dirname "${BASH_SOURCE[0]}")
results=/run/results

mkdir -m 1777 /run/home /run/tmp /run/work
mkdir -p /run/dbus /var/lib/bluetooth
ln -sf /proc/self/fd /dev/fd
mount -t tmpfs tmpfs /var/lib/bluetooth
ip link set lo up
dbus-uuidgen >/etc/machine-id
dbus-daemon --system --fork --nopidfile
source "$results/environment"

seconds() { local up rest; read -r up rest </proc/uptime; echo "$up"; }

: >"$results/summary"
while read -r script; do
  name=$(basename "$script" .sh)
  folder=/run/work/$name
  mkdir -m 777 "$folder"
  rm -rf /var/lib/bluetooth/*
  begun=$(seconds)
  cd "$folder" || exit
  # A session of its own, so that nothing of it is left for the next one.
  setsid --wait timeout -k 5 "${SCRIPT_TIMEOUT:-200}" bash -eu -c 'source "$GUEST_FOLDER/guest.sh"; start_bluetoothd; source "$1"' "$name" "$script" >stdout 2>stderr </dev/null &
  session=$!
  code=0
  wait $session || code=$?
  pkill -KILL -f . --session "$session" || true
  echo $code >exit-code
  busybox awk "BEGIN { printf \"%.1f\\n\", $(seconds) - $begun }" >seconds
  cd /
  find "$folder" ! -type f ! -type d -delete
  cp -r "$folder" "$results/"
  printf '%-28s %s, %s s\n' "$name" "$( ((code == 0)) && echo ok || echo "failed with $code")" "$(<"$folder/seconds")" | tee -a "$results/summary"
  ((code == 0)) || : >"$results/failed"
done <"$results/scripts"

: >"$results/ended"
sync
exec /run/busybox poweroff -f
