#!/bin/bash
# Runs a script on a Linux kernel with CAN, in user-mode-linux: an ordinary process, no privilege, no virtual machine.
#
#   run.sh GUEST_SCRIPT [NAME=VALUE ...]
#
# The guest sees this machine's files read-only; the script may write to its working folder, which is $UML_FILES here (default: a
# new temporary one, removed again). Its output, errors and exit code become those of this command; besides the script's own, the
# exit codes are 96: something is not installed, 97: the kernel ended before the script did (its console is shown), 124: timeout.
# UML_TIMEOUT: seconds (default 400); UML_MEMORY: the guest's memory (default 1G, of which it takes what it uses).
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
script=$(realpath "${1:?usage: run.sh GUEST_SCRIPT [NAME=VALUE ...]}")
shift

missing=()
command -v linux.uml >/dev/null && compgen -G '/usr/lib/uml/modules/*/kernel' >/dev/null || missing+=(user-mode-linux)
command -v canplayer >/dev/null || missing+=(can-utils)
PATH=$PATH:/sbin:/usr/sbin command -v ip >/dev/null || missing+=(iproute2)
command -v busybox >/dev/null || missing+=(busybox-static)
if ((${#missing[@]})); then
  echo "Not installed: ${missing[*]}. Install with: sudo apt-get install ${missing[*]}" >&2
  exit 96
fi

if [[ -n ${UML_FILES:-} ]]; then
  mkdir -p "$UML_FILES"
  files=$(realpath "$UML_FILES")
else
  files=$(mktemp -d)
  trap 'rm -rf "$files"' EXIT
fi
rm -f "$files/exit-code"
: >"$files/stdout" >"$files/stderr"
for pair in "$@"; do printf 'export %s=%q\n' "${pair%%=*}" "${pair#*=}"; done >"$files/environment"

timeout -k 5 "${UML_TIMEOUT:-400}" linux.uml \
  rootfstype=hostfs rootflags=/ ro init="$here/init.sh" mem="${UML_MEMORY:-1G}" uml_dir="$files/" umid=uml \
  con=null con0=null,fd:1 quiet O2X_FILES="$files" O2X_SCRIPT="$script" </dev/null >"$files/console" 2>&1
ended=$?

cat "$files/stdout"
cat "$files/stderr" >&2
if [[ -s $files/exit-code ]]; then exit "$(<"$files/exit-code")"; fi
cat "$files/console" >&2
if ((ended == 124 || ended == 137)); then
  echo "The guest did not end within ${UML_TIMEOUT:-400} s." >&2
  exit 124
fi
echo "The kernel ended before the script did." >&2
exit 97
