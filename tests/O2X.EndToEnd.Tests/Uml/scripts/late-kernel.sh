# The host starts on a kernel without CAN, which gets it later.
start_host report vcan0
await report '"Absent"'
load_can
add_vcan vcan0
await report '"scanning"'
stop_host $host
