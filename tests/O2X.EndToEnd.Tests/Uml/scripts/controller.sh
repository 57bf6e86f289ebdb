# A controller with modes and errors: a serial adapter, of which this script is the far end (a pseudo-terminal without ioctls).
load_can
exec 5<>/dev/ptya0
cat <&5 >adapter &
slcand -F /dev/ttya0 can0 &
await_that test -e /sys/class/net/can0

# Down, then up as a controller that takes part in the bus.
start_host report can0; listener=$host
await report '"Off"'
ip link set can0 type can bitrate 500000
ip link set can0 up
await report '"Unsuitable"'
start_host allowed can0 --allow-active-can
await allowed '"scanning"'
stop_host $host

# The advice that the host gives, word for word.
advice=$(sed -n 's/.*"Unsuitable".*"advice":"\([^"]*\)".*/\1/p' report)
sudo() { "$@"; }
eval "$advice"
await report '"scanning"'

# Frames and an error, as an adapter words them.
printf 'e1a\r' >&5
printf 't7137BA0003A0000000\r' >&5
await report '"connected"'
printf 't5808FBFFB114004E0000\re1a\rt7142E0D0\r' >&5
await report "$LAST"

# Too many errors: bus-off.
printf 'sb255255\r' >&5
await report 'bus-off'
stop_host $listener
