#!/bin/bash
# Runs scripts one after the other on a Linux kernel with Bluetooth and the real bluetoothd, in QEMU: no Bluetooth hardware, no
# privilege, no disk image, no network.
#
#   run.sh [NAME=VALUE ...] SCRIPT ...
#
# The guest sees this machine's files read-only. Each script has a working folder of its own, which is copied to $BLE_FILES/SCRIPT
# (default: a new temporary folder, removed again) with stdout, stderr, exit-code and seconds in it. The exit code is 0 when every
# script ended with 0, 1 when one did not; 96: something is not installed or cannot be had, 97: the kernel ended before the last
# script did (its console is shown), 124: timeout.
# BLE_TIMEOUT: seconds (default 600); BLE_MEMORY: the guest's memory (default 1G); BLE_CPUS: its processors (default 2, at most
# those of this machine); BLE_ACCEL: tcg or kvm (default: kvm where it works); BLE_CACHE: where the kernel is kept.
set -u
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
environment=()
while [[ ${1:-} == *=* ]]; do environment+=("$1"); shift; done
(($#)) || { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}" >&2; exit 2; }
scripts=()
for script; do scripts+=("$(realpath "$script")"); done

PATH=$PATH:/sbin:/usr/sbin
if [[ $(uname -sm) != "Linux x86_64" ]]; then
  echo "The Bluetooth tests need Linux on x86_64; this is $(uname -sm)." >&2
  exit 96
fi
missing=()
need() { command -v "$1" >/dev/null || missing+=("$2"); }
need qemu-system-x86_64 qemu-system-x86
[[ -x /usr/libexec/bluetooth/bluetoothd ]] || missing+=(bluez)
need dbus-daemon dbus
need modprobe kmod
need cpio cpio
need busybox busybox-static
need ip iproute2
[[ -e /usr/lib/python3/dist-packages/bleak/__init__.py ]] || missing+=(python3-bleak)
if ((${#missing[@]})); then
  echo "Not installed: ${missing[*]}. Install with: sudo apt-get install ${missing[*]}" >&2
  exit 96
fi
source "$here/kernel.sh" || exit 96

if [[ -n ${BLE_FILES:-} ]]; then
  mkdir -p "$BLE_FILES"
  files=$(realpath "$BLE_FILES")
else
  files=$(mktemp -d)
  trap 'rm -rf "$files"' EXIT
fi
rm -f "$files/ended" "$files/failed"
for pair in "${environment[@]}"; do printf 'export %s=%q\n' "${pair%%=*}" "${pair#*=}"; done >"$files/environment"
printf '%s\n' "${scripts[@]}" >"$files/scripts"

machine=(qemu-system-x86_64 -M q35 -display none -vga none -nodefaults -no-reboot -monitor none -serial stdio -kernel "$kernel" -initrd "$initrd")
boot="console=ttyS0 quiet loglevel=4 panic=-1 tsc=reliable mitigations=off"
with_kvm=(-accel kvm -cpu host)
with_tcg=(-accel tcg,thread=multi,tb-size=256 -cpu max)

# Neither a device node nor that it can be opened says that KVM works: a kernel has to start on it.
kvm_works() {
  [[ -w /dev/kvm ]] && timeout 10 "${machine[@]}" "${with_kvm[@]}" -append "$boot o2x_start=nothing" </dev/null 2>/dev/null | grep -q 'Nothing to start'
}
accel=${BLE_ACCEL:-$(kvm_works && echo kvm || echo tcg)}
if [[ $accel == kvm ]]; then processor=("${with_kvm[@]}"); else processor=("${with_tcg[@]}"); fi
cpus=${BLE_CPUS:-$(($(nproc) < 2 ? 1 : 2))}
share() { echo "-virtfs local,path=$1,mount_tag=$2,security_model=none,id=$2,multidevs=remap$3"; }

timeout -k 5 "${BLE_TIMEOUT:-600}" "${machine[@]}" "${processor[@]}" -m "${BLE_MEMORY:-1G}" -smp "$cpus" -device virtio-rng-pci \
  -append "$boot o2x_start=$here/start.sh" $(share / root ,readonly=on) $(share "$files" files '') </dev/null >"$files/console" 2>&1
ended=$?

if [[ -e $files/ended ]]; then
  cat "$files/summary"
  [[ ! -e $files/failed ]]
  exit
fi
cat "$files/console" >&2
if ((ended == 124 || ended == 137)); then
  echo "The guest did not end within ${BLE_TIMEOUT:-600} s." >&2
  exit 124
fi
echo "The kernel ended before the last script did." >&2
exit 97
