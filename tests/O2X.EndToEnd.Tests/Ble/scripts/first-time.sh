# o2x finds the right one of three, connects, verifies the VIN and streams; then the link is lost, and found again.
start_air
plug 02:00:00:00:01:10
air add near VR1AB12C3D4567801
air rssi near -45
air add far VR1AB12C3D4567803
air rssi far -80
air charge ami 64
air do ami driving
air range ami on
start_watch report --first-time --vin VR1AB12C3D4567890
await report '"state":"ready"'
await report '"stream":"information"' 3
air links near
echo "$answer" >near.links
air links ami
echo "$answer" >ami.links

air drop ami
await report '"event":"disconnected"'
await report '"state":"ready"' 2
await report '"stream":"information"' $(($(grep -c '"stream":"information"' report) + 2))
stop $watch report
air links ami
echo "$answer" >ami.links.after
