#!/bin/sh
# Writes one line per second.
n=0
while :; do
    n=$((n + 1))
    echo "$(date '+%H:%M:%S') tick $n"
    sleep 1
done
