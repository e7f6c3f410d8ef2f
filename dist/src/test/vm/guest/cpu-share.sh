#!/bin/bash
# Prints what share of a CPU, in thousandths, the cgroup $1 used within $2 seconds, and in how many periods it was throttled.
set -eu
micros() { awk '{ printf "%d", $1 * 1000000 }' /proc/uptime; }
count() { awk -v key="$2" '$1 == key { print $2 }' "$1/cpu.stat"; }
began=$(micros)
used=$(count "$1" usage_usec)
throttled=$(count "$1" nr_throttled)
sleep "$2"
used=$(($(count "$1" usage_usec) - used))
took=$(($(micros) - began))
echo "$((used * 1000 / took)) $(($(count "$1" nr_throttled) - throttled))"
