# A client that is not ours finds the right one of three cars, proves its VIN and listens.
start_air
plug 02:00:00:00:01:10
air add near VR1AB12C3D4567801
air rssi near -45
air add untagged VR1AB12C3D4567802 untagged
air range ami on
air charge ami 64
python3 "$GUEST_FOLDER/client.py" --vin VR1AB12C3D4567890 --notifications 6 >report
air links ami
echo "$answer" >links
