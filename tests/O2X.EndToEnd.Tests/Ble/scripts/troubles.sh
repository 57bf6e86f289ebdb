# A dongle that agrees to the least MTU closes the link, and then sends garbage.
start_air
plug 02:00:00:00:01:10
air mtu ami 23
air range ami on
start_watch report --first-time --vin VR1AB12C3D4567890
await report '"state":"ready"'
await report '"stream":"information"' 2
air close ami
await report '"event":"disconnected"'
await report '"state":"ready"' 2
air garbled ami on
await report '"event":"disconnected"' 2
air garbled ami off
await report '"state":"ready"' 3
stop $watch report
