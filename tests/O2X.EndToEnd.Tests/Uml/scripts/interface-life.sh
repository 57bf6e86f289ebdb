# An interface that is not there comes, goes up, down, up, and is deleted under the host.
load_can

start_host report vcan0
await report '"Absent"'
ip link add dev vcan0 type vcan
await report '"Off"'
ip link set vcan0 up
await report '"scanning"'
ip link set vcan0 down
await report '"Off"' 2
await report '"scan ended"'

ip link set vcan0 up
await report '"scanning"' 2
cansend vcan0 713#BA0003A0000000
await report '"connected"'
ip link set vcan0 down
await report '"closed"'
await report '"Off"' 3

ip link set vcan0 up
await report '"scanning"' 3
cansend vcan0 713#BA0003A0000000
await report '"connected"' 2
# Held while the interface goes, so that the host meets what the kernel says last.
kill -STOP $host
ip link del vcan0
kill -CONT $host
await report '"closed"' 2
await report '"Absent"' 2
stop_host $host
