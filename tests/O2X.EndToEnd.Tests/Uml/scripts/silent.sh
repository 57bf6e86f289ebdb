# The host is stopped while it scans, and while it is connected, on a bus where nobody talks.
load_can
add_vcan vcan0

start_host scanning vcan0
await scanning '"scanning"'
stop_host $host

start_host connected vcan0
await connected '"scanning"'
cansend vcan0 713#BA0003A0000000
await connected '"connected"'
stop_host $host
