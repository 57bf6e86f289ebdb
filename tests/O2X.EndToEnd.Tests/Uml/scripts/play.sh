# Plays frames.log while the host listens with $OPTIONS.
load_can
add_vcan vcan0

start_host report vcan0 $OPTIONS
await report '"scanning"'
cansend vcan0 713#BA0003A0000000
await report '"connected"'
canplayer -I frames.log -l 1 vcan0=can0
cansend vcan0 714#E0D0
await report "$LAST"
stop_host $host

cat /sys/class/net/vcan0/statistics/tx_packets >transmitted
