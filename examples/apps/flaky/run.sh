#!/bin/sh
# Works for a few seconds, then fails.
echo "working"
sleep 3
echo "out of luck" >&2
exit 1
