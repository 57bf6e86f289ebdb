# What the guest's scripts have in common.
source "$GUEST_FOLDER/../../Guests/common.sh"

# Starts bluetoothd and waits until it is on the bus.
start_bluetoothd() {
  /usr/libexec/bluetooth/bluetoothd -n ${BLUETOOTHD_OPTIONS:-} -f "$GUEST_FOLDER/main.conf" >>bluetoothd.log 2>&1 &
  bluetoothd=$!
  await_that dbus-send --system --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.GetNameOwner string:org.bluez
}

# Starts the air, with nothing in it but the car ami, which is out of range.
start_air() {
  mkfifo air.in air.out
  dotnet "$AIR" <air.in >air.out 2>air.errors &
  exec 7>air.in 8<air.out
}

# Tells the air something and waits until it is done: air COMMAND [WORD ...]
# Sets $answer to what it answers.
air() {
  echo "$*" >&7
  if ! read -r -t 30 answer <&8 || [[ $answer != ok* ]]; then
    echo "air $*: ${answer:-no answer}" >&2
    cat air.errors >&2
    exit 91
  fi
  echo "$* -> $answer" >>air.log
  answer=${answer#ok}
  answer=${answer# }
}

# Plugs an adapter in and waits until it is on: plug ADDRESS
# Sets $adapter to its name.
plug() {
  air plug "$1"
  adapter=$answer
  await_that adapter_is "$adapter" Powered true
}

# Whether a property of an adapter has a value: adapter_is hciN PROPERTY true|false
adapter_is() {
  dbus-send --system --print-reply=literal --dest=org.bluez "/org/bluez/$1" org.freedesktop.DBus.Properties.Get \
    string:org.bluez.Adapter1 string:"$2" 2>/dev/null | grep -q "boolean $3"
}
export -f adapter_is

# Starts o2x, with its output in a file: start_o2x REPORT [ARGUMENT ...]
# Sets $o2x to its process.
start_o2x() {
  start_program "$1" "${with_user[@]}" dotnet "$O2X" "${@:2}"
  o2x=$program
}

# Starts o2x watch --json on Bluetooth with a state folder of its own: start_watch REPORT [OPTION ...]
# Sets $watch to its process.
start_watch() {
  start_o2x "$1" watch --source ble --json --state "state-$1" "${@:2}"
  watch=$o2x
}

# Interrupts a program and keeps its exit code in REPORT.exit: stop PROCESS REPORT
stop() {
  kill -INT "$1"
  keep_exit_code "$1" "$2.exit"
}

# Switches an adapter on or off: set_powered hciN true|false
set_powered() {
  dbus-send --system --print-reply --dest=org.bluez "/org/bluez/$1" org.freedesktop.DBus.Properties.Set \
    string:org.bluez.Adapter1 string:Powered variant:boolean:"$2"
}

# Lets only root and the group bluetooth talk to bluetoothd.
allow_group_only() {
  local policy=/etc/dbus-1/system.d/bluetooth.conf
  busybox awk '/<policy context="default">/ { skip = 1 } !skip; /<\/policy>/ { skip = 0 }' "$policy" >policy
  cat policy >"$policy"
  dbus-send --system --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.ReloadConfig
}

# Makes a user: add_user NAME [GROUP]
add_user() {
  local id=$((5001 + $(grep -c '^[^:]*:x:50[0-9][0-9]:' /etc/passwd || true)))
  echo "$1:x:$id:$id::/run/home:/bin/bash" >>/etc/passwd
  echo "$1:x:$id:" >>/etc/group
  [[ -z ${2:-} ]] || busybox sed -i "s/^\($2:.*[^:]\)\$/\1,$1/; s/^\($2:.*:\)\$/\1$1/" /etc/group
}

# Starts a program as a user: as_user NAME start_... [ARGUMENT ...]
as_user() {
  local user=$1
  shift
  with_user=(setpriv --reuid "$user" --regid "$user" --init-groups --bounding-set=-all --inh-caps=-all)
  "$@"
  with_user=()
}
with_user=()
