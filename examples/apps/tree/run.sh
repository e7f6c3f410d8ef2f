#!/bin/sh
# A parent with three children; the last one runs away into a session of its own.
sleep 1000001 &
sleep 1000002 &
setsid sh -c 'sleep 1000003; exit' &
echo "parent $$ has started its children"
wait
