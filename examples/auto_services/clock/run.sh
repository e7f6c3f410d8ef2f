#!/bin/sh
# Tells the time until it is asked to end.
while :; do
    date
    sleep "$SECONDS_BETWEEN"
done
