# The dongle does not answer who connects, and later it does.
start_air
plug 02:00:00:00:01:10
air hang ami on
air range ami on
start_watch report --first-time --vin VR1AB12C3D4567890
await report '"state":"backoff"'
air hang ami off
await report '"state":"ready"'
stop $watch report
