#!/bin/sh
# A job: does its work and ends; the exit code is the result.
echo "it is $(date +%T)"
