#!/bin/sh
# Installs what building and running needs, through apt-get, and only what is missing.
#   examples/install-packages.sh
set -eu

# A JDK of version 17 or newer is there when some javac says so.
has_jdk() {
    for javac in "${JAVA_HOME:-/nonexistent}/bin/javac" "$(command -v javac || :)" /usr/lib/jvm/*/bin/javac; do
        [ -x "$javac" ] || continue
        version=$("$javac" -version 2>&1) || continue
        version=${version#javac }
        version=${version%%[!0-9]*}
        [ "${version:-0}" -lt 17 ] || return 0
    done
    return 1
}

missing=
has_jdk || missing="$missing openjdk-17-jdk-headless"
command -v mvn >/dev/null || missing="$missing maven"
command -v setpriv >/dev/null || missing="$missing util-linux"
command -v npm >/dev/null || missing="$missing npm"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
    echo "install-packages: please install a JDK of version 17 or newer, Maven 3.8 or newer, npm, and util-linux" \
        "(RHEL: dnf install java-17-openjdk-devel maven npm util-linux)" >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "install-packages: only root can install; run: apt-get install$missing" >&2
    exit 1
fi
echo "Installing:$missing"
export DEBIAN_FRONTEND=noninteractive
apt-get update -q </dev/null
# shellcheck disable=SC2086  # a list of packages
apt-get install -q -y --no-install-recommends $missing </dev/null
