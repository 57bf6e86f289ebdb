#!/usr/bin/env bash
# Prints a long candump log made of a short one, for measuring a replay of what does not fit into a cache:
#
#   benchmarks/make-log.sh LOG LINES >LONG_LOG
#
# The short log follows itself again and again. Its time and its odometer (0x581) go on growing, as those of one long recording do.
set -euo pipefail
(($# == 2)) || { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$0" >&2; exit 1; }

awk -v lines="$2" '
  function number(hex,    i, sum) {
    for (i = 1; i <= length(hex); i++) sum = 16 * sum + index("123456789ABCDEF", substr(hex, i, 1))
    return sum
  }
  {
    time[NR] = substr($1, 2, length($1) - 2); rest[NR] = $2 " " $3
    if ($3 !~ /^581#[0-9A-F]+$/ || length($3) != 20) next
    head[NR] = $2 " " substr($3, 1, 12); tail[NR] = substr($3, 19)
    odometer[NR] = number(substr($3, 17, 2) substr($3, 15, 2) substr($3, 13, 2))
    if (!first) first = NR
    last = NR
  }
  END {
    for (line = 0; line < lines; line++) {
      i = line % NR + 1
      if (i == 1 && line > 0) { later += time[NR] - time[1] + 0.1; further += odometer[last] - odometer[first] }
      if (i in odometer) {
        n = odometer[i] + further
        rest[i] = head[i] sprintf("%02X%02X%02X", n % 256, int(n / 256) % 256, int(n / 65536) % 256) tail[i]
      }
      printf "(%.6f) %s\n", time[i] + later, rest[i]
    }
  }' "$1"
