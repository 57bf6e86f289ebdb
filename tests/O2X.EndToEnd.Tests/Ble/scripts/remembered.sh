# o2x is started again, without a VIN: it seeks the vehicle that it knows, which has another address by now.
start_air
plug 02:00:00:00:01:10
air add other VR1AB12C3D4567801
air range ami on
start_watch report --first-time --vin VR1AB12C3D4567890
await report '"state":"ready"'
await report '"stream":"information"'
stop $watch report
air address ami C2:00:00:00:00:77
start_o2x again watch --source ble --json --state state-report
await again '"state":"ready"'
await again '"stream":"information"'
stop $o2x again
