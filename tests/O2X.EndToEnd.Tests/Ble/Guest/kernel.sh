# Sets $kernel and $initrd: Debian's present kernel, unpacked and not installed, and a small first file system. Both are kept.

fetch_kernel() {
  local package=$1 folder=$2 work
  work=$(mktemp -d "$cache/new.XXXXXX") || return
  download() { (cd "$work" && apt-get download -qq "$package" 2>apt-errors); }
  # Lists that are too old name files that are not there any more.
  download || { ((EUID == 0)) && apt-get update -qq >&2 && download; } || {
    cat "$work/apt-errors" >&2
    echo "The package $package cannot be downloaded. Try: sudo apt-get update" >&2
    rm -rf "$work"
    return 1
  }
  dpkg-deb -x "$work"/linux-image-*.deb "$work/newroot" && make_initrd "$work/newroot" "$work/initrd" &&
    mv "$work"/newroot/boot/vmlinuz-* "$work/vmlinuz" && rm -rf "$work/newroot" "$work"/*.deb "$folder" && mv "$work" "$folder"
}

# What the guest needs before it sees this machine's files, and the modules that it needs later: make_initrd UNPACKED FILE
make_initrd() {
  local root=$1 file=$2 version tree module path
  version=$(ls "$root/lib/modules")
  depmod -b "$root" "$version" || return
  tree=$(mktemp -d) || return
  mkdir -p "$tree"/{bin,proc,sys,dev,lower,upper,newroot,"lib/modules/$version"}
  cp "$(command -v busybox)" "$tree/bin/busybox"
  for module in "${modules[@]}"; do
    modprobe -d "$root" -S "$version" --show-depends "$module" 2>/dev/null | sed -n "s|^insmod $root||p"
  done | sort -u | while read -r path; do
    install -D "$root$path" "$tree$path"
  done
  cp "$root/lib/modules/$version"/modules.{builtin,builtin.modinfo,order} "$tree/lib/modules/$version/"
  depmod -b "$tree" "$version" || return
  install -m 755 "$here/init" "$tree/init"
  echo "${modules[*]}" >"$tree/modules"
  (cd "$tree" && find . -print0 | cpio --null -o -H newc --quiet | gzip -1) >"$file" || return
  rm -rf "$tree"
}

# The last ones are what pairing and bluetoothd compute with; without them the kernel has no security manager.
modules=(virtio_pci virtio_rng 9pnet_virtio 9p overlay sha512_generic hmac ctr drbg cmac ecb algif_hash algif_skcipher hci_vhci)

cache=${BLE_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/o2x-ble-guest}
mkdir -p "$cache" || return
kernel_package() { apt-cache depends linux-image-amd64 2>/dev/null | sed -n 's/.*Depends: \(linux-image-[0-9][^ ]*\).*/\1/p' | head -n 1; }

package=$(kernel_package)
if [[ -z $package ]] && ((EUID == 0)); then
  # A machine may have been delivered without its lists of packages.
  apt-get update -qq >&2 && package=$(kernel_package)
fi
if [[ -n $package ]]; then
  state=$(apt-cache show "$package" | sed -n 's/^Version: //p' | head -n 1)-$(cat "$here/kernel.sh" "$here/init" | sha256sum | cut -c1-8)
  folder=$cache/${package}_${state//[:~]/_}
  [[ -e $folder/initrd ]] || fetch_kernel "$package" "$folder" || return
else
  folder=$(ls -td "$cache"/linux-image-*/ 2>/dev/null | head -n 1)
  if [[ -z $folder ]]; then
    echo "There is no package linux-image-amd64 here: the Bluetooth tests need Debian's kernel. Try: sudo apt-get update" >&2
    return 1
  fi
fi
kernel=$folder/vmlinuz
initrd=$folder/initrd
