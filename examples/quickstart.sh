#!/bin/sh
# Builds ProcessMaster if need be, runs it with the examples in a private directory, and cleans up at the end.
#   examples/quickstart.sh          until Ctrl-C
#   examples/quickstart.sh --once   until the status was shown
set -eu
exec </dev/null

case $0 in */*) examples=${0%/*} ;; *) examples=. ;; esac
examples=$(CDPATH="" cd -P -- "$examples" && pwd)
source=${examples%/*}
tree=$source/dist/target/processmaster
start_limit_s=60
stop_limit_s=60
enabled_examples=5

say() { printf '%s\n' "$@"; }
die() { printf 'quickstart: %s\n' "$*" >&2; exit 1; }

once=false
case ${1:-} in
    "") ;;
    --once) once=true ;;
    *) printf 'usage: %s [--once]\n' "$0" >&2; exit 2 ;;
esac
[ "$(id -u)" -eq 0 ] || die "only root may make cgroups and change users (run: sudo $0)"
cgroup_mount=$(awk '/ - cgroup2 / { print $5; exit }' /proc/self/mountinfo)
[ -n "$cgroup_mount" ] || die "no cgroup2 file system is mounted (a kernel of version 5.14 or newer has one)"

is_built() {
    [ -x "$tree/bin/pmctl" ] && [ -f "$tree/lib/processmaster.jar" ] || return 1
    newer=$(cd "$source" && find pom.xml ./*/pom.xml ./*/src pmctl/native/pom.xml pmctl/native/src systemd docs/man -newer "$tree/bin/pmctl" -type f | head -n 1)
    [ -z "$newer" ]
}

sh "$examples/install-packages.sh" --build-only
if ! is_built; then
    say "Building; the first time takes a few minutes."
    (cd "$source" && mvn -B -q -DskipTests package) || die "the build failed"
fi

home=$(mktemp -d "${TMPDIR:-/tmp}/processmaster.XXXXXX")
cgroup=processmaster-quickstart-$$
daemon=

# The daemon removes its cgroups by itself; this is for one that could not.
remove_cgroup() {
    tries=0
    while [ -d "$cgroup_mount/$cgroup" ] && [ "$tries" -lt "$stop_limit_s" ]; do
        [ "$tries" -eq 0 ] || sleep 1
        echo 1 >"$cgroup_mount/$cgroup/cgroup.kill" || :
        find "$cgroup_mount/$cgroup" -depth -type d -exec rmdir {} \; 2>/dev/null || :
        tries=$((tries + 1))
    done
}

# Runs once, however the script ends: leaves no process, no cgroup and no file.
clean_up() {
    status=$?
    trap '' INT TERM HUP
    trap - EXIT
    if [ -n "$daemon" ] && kill -0 "$daemon" 2>/dev/null; then
        say "Stopping."
        kill -TERM "$daemon" 2>/dev/null || :
        waited=0
        while kill -0 "$daemon" 2>/dev/null && [ "$waited" -lt "$stop_limit_s" ]; do
            sleep 1
            waited=$((waited + 1))
        done
        kill -KILL "$daemon" 2>/dev/null || :
        wait "$daemon" 2>/dev/null || :
    fi
    remove_cgroup
    rm -rf "$home"
    exit "$status"
}
trap clean_up EXIT
trap 'exit 0' INT TERM HUP

# Whether somebody listens on a port, of IPv4 or IPv6.
is_taken() { grep -qi ":$(printf %04X "$1") [0-9A-F]*:0000 0A " /proc/net/tcp /proc/net/tcp6 2>/dev/null; }

port=9001
while is_taken "$port" && [ "$port" -lt 9101 ]; do
    port=$((port + 1))
done

# Everything that the daemon touches is in the private directory.
cp -R "$examples/config.d" "$examples/apps" "$home/"
sed "s,^  name: .*,  name: $cgroup,; s,^  port: .*,  port: $port," "$examples/config.yaml" >"$home/config.yaml"

"$tree/bin/processmaster" -c "$home/config.yaml" >"$home/daemon.log" 2>&1 &
daemon=$!
PMCTL_SOCK=$home/processmaster.sock
export PMCTL_SOCK

running() { "$tree/bin/pmctl" status --format json 2>/dev/null | grep -o '"phase": *"RUNNING"' | wc -l; }

waited=0
until [ "$(running)" -ge "$enabled_examples" ]; do
    kill -0 "$daemon" 2>/dev/null || { cat "$home/daemon.log" >&2; die "the daemon ended at once"; }
    [ "$waited" -lt "$start_limit_s" ] || { cat "$home/daemon.log" >&2; die "the examples did not start"; }
    sleep 1
    waited=$((waited + 1))
done

say "ProcessMaster runs in $home:" ""
"$tree/bin/pmctl" status

# The console is not worth failing for: somebody may have taken the port in the meantime.
waited=0
until is_taken "$port" || grep -q "web console is not available" "$home/daemon.log" || [ "$waited" -ge 10 ]; do
    sleep 1
    waited=$((waited + 1))
done
if grep -q "console at" "$home/daemon.log"; then
    say "" "In a browser on this host: http://127.0.0.1:$port/ (user admin, password admin)" \
        "For programs:              curl -u admin:admin http://127.0.0.1:$port/api/v1/status"
else
    say "" "The console is not available:" "$(grep "web console" "$home/daemon.log" || :)"
fi
! $once || exit 0

cat <<END

Go on in another terminal, as root:

  export PMCTL_SOCK=$PMCTL_SOCK PATH=$tree/bin:\$PATH
  pmctl logs ticker -f          what it writes, as it writes it
  pmctl stop tree               ends every process of it, the runaway too
  pmctl why tree                what state it is in, and why
  pmctl start flaky --force     fails again and again: watch pmctl status
  pmctl events                  everything that happened

Ctrl-C here stops everything and removes the directory.
END
wait "$daemon" || die "the daemon ended: $(cat "$home/daemon.log")"
die "the daemon was stopped by somebody else"
