# The adapter is switched off and on, blocked and unblocked, unplugged and plugged in again; bluetoothd is killed and started again.
start_air
plug 02:00:00:00:01:10
air range ami on
start_watch report --first-time --vin VR1AB12C3D4567890
await report '"state":"ready"'

set_powered "$adapter" false
await report '"state":"waitingForAdapter"'
set_powered "$adapter" true
await report '"state":"ready"' 2

kill -KILL $bluetoothd
await report '"state":"waitingForAdapter"' 2
start_bluetoothd
await report '"state":"ready"' 3

air unplug "$adapter"
await report '"state":"waitingForAdapter"' 3
plug 02:00:00:00:01:10
await report '"state":"ready"' 4

switch=$(echo /sys/class/bluetooth/"$adapter"/rfkill*/soft)
if [[ -e $switch ]]; then
  echo 1 >"$switch"
  await report '"state":"waitingForAdapter"' 4
  echo 0 >"$switch"
  await report '"state":"ready"' 5
  echo yes >blocked
fi
await report '"stream":"information"' $(($(grep -c '"stream":"information"' report) + 1))
stop $watch report
