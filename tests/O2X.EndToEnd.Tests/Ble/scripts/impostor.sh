# Two dongles are nearer than the right one: one advertises its tag but proves another VIN, one has no tag.
start_air
plug 02:00:00:00:01:10
air fault wrong-vin on
air rssi ami -40
air add untagged VR1AB12C3D4567802 untagged
air rssi untagged -50
air add right VR1AB12C3D4567890
air rssi right -70
air range ami on
start_watch report --first-time --vin VR1AB12C3D4567890
await report '"state":"ready"'
await report '"stream":"information"'
for car in ami untagged right; do
  air links $car
  echo "$answer" >$car.links
done
stop $watch report
