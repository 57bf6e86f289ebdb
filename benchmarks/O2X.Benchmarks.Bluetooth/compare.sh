# In the guest: the engine and a client on bleak in turns, each with the same simulated dongle, told by the same lines what to do.
# Leaves a JSON object a line in `measured`.

# Starts a client: open_client COMMAND [ARGUMENT ...]
open_client() {
  rm -f client.in client.out
  mkfifo client.in client.out
  "$@" <client.in >client.out 2>>client.errors &
  client=$!
  exec 5>client.in 6<client.out
}

# Sets $answer to what the client answers to a line.
ask() {
  echo "$1" >&5
  read -r -t 60 answer <&6 || { echo "no answer to $1" >&2; cat client.errors >&2; exit 92; }
}

close_client() {
  exec 5>&- 6<&-
  wait $client || true
}

# The processor time that a process has used so far, in ms: cpu_of PROCESS
cpu_of() {
  local fields
  read -r -a fields <"/proc/$1/stat"
  echo $(((fields[13] + fields[14]) * 10))
}

# Sets $answer to the client's count when it does not change any more: what is on its way comes within half a second, or never.
settled_count() {
  local last=
  while ask count; [[ $answer != "$last" ]]; do
    last=$answer
    read -r -t 0.5 <&9 || true
  done
}

# Sends packets at a rate; succeeds when all of them got through: flood CLIENT RATE
flood() {
  local before cpu bluez bus_cpu sent
  air silent ami on
  settled_count
  before=$answer cpu=$(cpu_of $client) bluez=$(cpu_of $bluetoothd) bus_cpu=$(cpu_of $bus)
  air flood ami "$2" $seconds
  sent=$answer cpu=$(($(cpu_of $client) - cpu)) bluez=$(($(cpu_of $bluetoothd) - bluez)) bus_cpu=$(($(cpu_of $bus) - bus_cpu))
  settled_count
  echo "{\"client\":\"$1\",\"what\":\"flood\",\"rate\":$2,\"sent\":$sent,\"received\":$((answer - before)),\"cpuMs\":$cpu,\"bluetoothdMs\":$bluez,\"busMs\":$bus_cpu}" >>measured
  local whole=$((answer - before == sent))
  air silent ami off
  ((whole))
}

measure() {
  local name=$1 rate n
  open_client "${@:2}"
  # The first time is not counted: it compiles, loads and fills caches on both sides.
  ask first
  for n in 1 2 3; do
    ask first
    echo "{\"client\":\"$name\",\"what\":\"first\",\"ms\":$answer}" >>measured
  done
  ask hold
  for rate in 100 200 400; do flood warm-up $rate || true; done
  for rate in $rates; do flood "$name" "$rate" || break; done
  close_client
}

rounds=${ROUNDS:-3} seconds=3
rates=${RATES:-100 200 400 800 1200 1600 2400 3200 4800 6400 9600 12800}
mkfifo never
exec 9<>never
bus=$(pgrep -x dbus-daemon | head -n 1)
start_air
plug 02:00:00:00:01:10
air range ami on
for ((round = 1; round <= rounds; round++)); do
  measure bleak python3 "$BENCHMARK/bleak_client.py" VR1AB12C3D4567890 "$adapter"
  measure o2x dotnet "$CLIENT" VR1AB12C3D4567890 "$adapter"
done
