# Two engines, each on its vehicle, through one adapter.
start_air
plug 02:00:00:00:01:10
air add second VR1AB12C3D4567801
air do ami driving
air do second charging
air range ami on
start_watch first --first-time --vin VR1AB12C3D4567890
one=$watch
start_watch second --first-time --vin VR1AB12C3D4567801
two=$watch
await first '"state":"ready"'
await second '"state":"ready"'
await first '"driving"'
await second '"charging"'
air drop second
await second '"state":"ready"' 2
await first '"stream":"information"' $(($(grep -c '"stream":"information"' first) + 2))
await second '"stream":"information"' $(($(grep -c '"stream":"information"' second) + 2))
stop $one first
stop $two second
