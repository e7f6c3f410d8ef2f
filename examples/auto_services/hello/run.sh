#!/bin/sh
# An app without a definition: this file in a directory is all there is.
echo "hello from $PWD"
exec sleep 1000000
