#!/bin/sh
# Greets, then waits to be told to go by SIGINT.
trap 'echo "Good night, $GREETED"; exit 0' INT
echo "$GREETING, $GREETED"
echo "$GREETED" >>greeted.txt
while :; do
    sleep 1
done
