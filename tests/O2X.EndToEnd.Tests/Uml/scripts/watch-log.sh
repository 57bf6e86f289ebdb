# Plays the lanes of a log at once, each on an interface of its own: the folders lane1, lane2 … with their pieces in order. After each
# piece the bus is silent until the command has noticed. The command is given $VIN on lane2, and $OTHER_VIN by another process on lane1.
load_can

# play_lane NUMBER [OPTION ...]
play_lane() {
  local report=lane$1.report piece silences=0
  start_watch "$report" "vcan$1" --state "lane$1.state" "${@:2}"
  await "$report" '"scanning"'
  for piece in "lane$1"/*; do
    canplayer -I "$piece" "vcan$1=can0"
    await "$report" '"disconnected"' $((silences += 1))
  done
  kill -INT "$watch"
  keep_exit_code "$watch" "lane$1.exit"
}

lanes=()
for lane in 1 2 3 4 5; do
  add_vcan "vcan$lane"
  options=()
  if ((lane == 2)); then options=(--vin "$VIN"); fi
  play_lane $lane "${options[@]}" &
  lanes+=($!)
done
start_watch other.report vcan1 --vin "$OTHER_VIN" --state other.state
for lane in "${lanes[@]}"; do wait "$lane"; done
keep_exit_code "$watch" other.exit
