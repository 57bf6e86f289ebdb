# What o2x scan, o2x probe and o2x doctor say of three cars in the air.
start_air
plug 02:00:00:00:01:10
air add near VR1AB12C3D4567801
air rssi near -45
air add untagged VR1AB12C3D4567802 untagged
air range ami on
start_o2x scan scan --vin VR1AB12C3D4567890 --for 3 --json
keep_exit_code $o2x scan.exit
start_o2x probe probe 02:00:00:00:00:01 --read --json
keep_exit_code $o2x probe.exit
start_o2x doctor doctor --source ble --vin VR1AB12C3D4567890 --json
keep_exit_code $o2x doctor.exit
air links ami
echo "$answer" >links
