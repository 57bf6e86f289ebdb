# What the guest's scripts have in common.
source "$(dirname "${BASH_SOURCE[0]}")/../Guests/common.sh"

# Loads the kernel's CAN modules: sockets, virtual interfaces, and serial adapters, which are controllers to the kernel.
load_can() {
  local modules module
  modules=$(echo /usr/lib/uml/modules/"$(uname -r)"/kernel)
  for module in drivers/net/can/dev/can-dev net/can/can net/can/can-raw drivers/net/can/vcan drivers/net/can/slcan/slcan; do
    busybox insmod "$modules/$module.ko"
  done
}

# Makes a virtual interface and sets it up: add_vcan NAME
add_vcan() {
  ip link add dev "$1" type vcan
  ip link set "$1" up
}

# Starts a program without any capability, with its output in a file: start_dotnet REPORT ASSEMBLY [ARGUMENT ...]
# Sets $program to its process.
start_dotnet() {
  local owner
  owner=$(stat -c %u "$HOST")
  start_program "$1" setpriv --reuid "$owner" --clear-groups --bounding-set=-all --inh-caps=-all dotnet "${@:2}"
}

# Starts the host on an interface: start_host REPORT INTERFACE [OPTION ...]
# Sets $host to its process.
start_host() {
  start_dotnet "$1" "$HOST" "${@:2}"
  host=$program
}

# Starts o2x watch --json on an interface: start_watch REPORT INTERFACE [OPTION ...]
# Sets $watch to its process.
start_watch() {
  start_dotnet "$1" "$O2X" watch --json --source "can:$2" "${@:3}"
  watch=$program
}

# Ends the host and waits for it: stop_host PROCESS
stop_host() {
  kill -TERM "$1"
  wait "$1"
}
