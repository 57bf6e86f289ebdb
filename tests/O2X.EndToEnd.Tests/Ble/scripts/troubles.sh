# Connecting fails in each of its ways before it succeeds, with a dongle that agrees to the least MTU.
start_air
plug 02:00:00:00:01:10
air mtu ami 23
air refuse ami on
air range ami on
start_watch report --first-time --vin VR1AB12C3D4567890
await report '"failedAttempts":1'
air refuse ami off
await report '"ready"'
await report '"information"' 2

air close ami
await report '"ready"' 2
air garbled ami on
await report '"disconnected"' 2
air garbled ami off
await report '"ready"' 3
stop $watch report
