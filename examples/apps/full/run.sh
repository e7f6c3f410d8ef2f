#!/bin/sh
# Serves as a service, works as a job; told to stop, it stops the one that serves.
case "${1:-serve}" in
    job) echo "working" ;;
    stop) kill "$(cat serving.pid)" ;;
    *)
        echo "${GREETING:-hello}, serving"
        echo $$ >serving.pid
        exec sleep infinity
        ;;
esac
