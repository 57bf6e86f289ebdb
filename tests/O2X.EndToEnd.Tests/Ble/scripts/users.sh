# Not as root: a user of the group bluetooth may, another may not where the bus is set up as BlueZ's authors do it.
allow_group_only
add_user driver bluetooth
add_user stranger
start_air
plug 02:00:00:00:01:10
air range ami on
as_user driver start_watch report --first-time --vin VR1AB12C3D4567890
await report '"state":"ready"'
await report '"stream":"information"'
stop $watch report
as_user stranger start_watch stranger --first-time --vin VR1AB12C3D4567890
keep_exit_code $watch stranger.exit
