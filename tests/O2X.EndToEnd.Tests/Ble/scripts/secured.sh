# A dongle that lets only those in that are paired with it, and a stranger that never pairs; then the same dongle without --secure.
start_air
plug 02:00:00:00:01:10
start_o2x dongle dongle --source sim --vin VR1AB12C3D4567890 --publish-vin --secure
await dongle.errors 'Advertising'
air strange "$adapter"
echo "$answer" >secured
stop $o2x dongle
start_o2x open dongle --source sim --vin VR1AB12C3D4567890 --publish-vin
await open.errors 'Advertising'
air strange "$adapter"
echo "$answer" >opened
stop $o2x open
