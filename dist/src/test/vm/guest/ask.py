#!/usr/bin/python3
"""Sends each line of standard input over the socket that the argument names, and prints the line that comes back."""
import socket
import sys

connection = socket.socket(socket.AF_UNIX)
connection.connect(sys.argv[1])
lines = connection.makefile("rwb")
for request in sys.stdin.buffer:
    lines.write(request)
    lines.flush()
    sys.stdout.buffer.write(lines.readline())
