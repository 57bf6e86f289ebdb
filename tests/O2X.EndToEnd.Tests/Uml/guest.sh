# What the guest's scripts have in common.

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
  local report=$1 owner
  shift
  owner=$(stat -c %u "$HOST")
  : >"$report"
  # What a script starts in the background ignores SIGINT unless it is told not to.
  env --default-signal=INT setpriv --reuid "$owner" --clear-groups --bounding-set=-all --inh-caps=-all \
    dotnet "$@" >"$report" 2>"$report.errors" &
  program=$!
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

# Waits for a process and keeps its exit code in a file: keep_exit_code PROCESS FILE
keep_exit_code() {
  local code=0
  wait "$1" || code=$?
  echo $code >"$2"
}

# Ends the host and waits for it: stop_host PROCESS
stop_host() {
  kill -TERM "$1"
  wait "$1"
}

# Waits until a report has a line with a text, the NUMBER-th such (default the first), 30 seconds at most:
# await REPORT TEXT [NUMBER]
await() {
  local lines
  lines=$(timeout 30 tail -n +1 -s 0.02 -f "$1" | grep -F --line-buffered -m "${3:-1}" -e "$2" | wc -l) || true
  if ((lines < ${3:-1})); then
    echo "$1 has no line (or not ${3:-1}) with: $2" >&2
    cat "$1" "$1.errors" >&2
    exit 90
  fi
}

# Waits until a command succeeds, ten seconds at most: await_that COMMAND [ARGUMENT ...]
await_that() {
  timeout 10 bash -c 'until "$@"; do :; done' - "$@"
}
