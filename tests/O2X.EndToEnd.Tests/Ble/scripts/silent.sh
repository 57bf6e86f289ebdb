# The link stands, and no packets come.
start_air
plug 02:00:00:00:01:10
air range ami on
start_watch report --first-time --vin VR1AB12C3D4567890
await report '"state":"ready"'
await report '"stream":"information"'
air silent ami on
await report '"event":"disconnected"'
await report '"state":"scanning"' 2
air silent ami off
await report '"state":"ready"' 2
stop $watch report
