# o2x dongle on one adapter, and o2x watch and a client that is not ours on another, under one bluetoothd.
start_air
plug 02:00:00:00:01:10
plug 02:00:00:00:01:11
start_o2x dongle dongle --source sim --vin VR1AB12C3D4567890 --adapter "$adapter" --publish-vin
dongle=$o2x
await dongle.errors 'Advertising'
air adverts "$adapter"
echo "$answer" >advert
start_o2x report watch --source ble:hci0 --json --state state-report --first-time --vin VR1AB12C3D4567890
watch=$o2x
await report '"state":"ready"'
await report '"stream":"information"' 2
stop $watch report
python3 "$GUEST_FOLDER/client.py" --vin VR1AB12C3D4567890 --notifications 4 --read-vin >client
stop $dongle dongle
