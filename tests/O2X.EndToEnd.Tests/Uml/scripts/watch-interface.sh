# The command on an interface that is missing, comes, goes down and up while a log is played, and falls silent.
load_can

start_watch missing vcan0
keep_exit_code "$watch" missing.exit

start_watch report vcan0 --wait
await report '"waitingForAdapter"'
add_vcan vcan0
await report '"scanning"'
canplayer -I frames.log -l i vcan0=can0 & player=$!
await report '"ready"'
await report '"information"'

ip link set vcan0 down
await report '"disconnected"'
await report '"waitingForAdapter"' 2
kill $player || true
wait $player || true

ip link set vcan0 up
canplayer -I frames.log -l i vcan0=can0 & player=$!
await report '"ready"' 2
await report '"information"' $(($(grep -c '"information"' report) + 2))

kill $player
wait $player || true
await report '"disconnected"' 2
await report '"asleep":true' 2
kill -INT "$watch"
keep_exit_code "$watch" report.exit
