# Two processes listen to one interface, a third to another.
load_can
add_vcan vcan0
add_vcan vcan1

start_host first vcan0; first=$host
start_host second vcan0; second=$host
start_host other vcan1; other=$host
for report in first second other; do await $report '"scanning"'; done
cansend vcan0 713#BA0003A0000000
cansend vcan1 713#BA0003A0000000
for report in first second other; do await $report '"connected"'; done
canplayer -I frames.log -l 1 vcan0=can0
cansend vcan0 714#E0D0
cansend vcan1 714#E0D0
for report in first second other; do await $report "$LAST"; done
for process in $first $second $other; do stop_host $process; done
