#!/bin/sh
# Installs what building and running needs, through apt-get, and only what is missing.
#   examples/install-packages.sh                also what the tests of the web console and those in virtual machines need
#   examples/install-packages.sh --build-only   for building and running only
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

# The browser, and the program that drives it, are for tests of the web console only.
has_browser() {
    { command -v chromium || command -v chromium-browser; } >/dev/null && command -v chromedriver >/dev/null
}

# What only tests need. Without it they are skipped, so this is never a reason to fail.
tests_hint() {
    echo "install-packages: tests of the web console, of packages and in virtual machines that miss something are skipped; $*" >&2
}

# With it the build makes pmctl a native program as well, which starts in milliseconds; without it pmctl runs on Java.
has_compiler() { { command -v gcc || command -v cc; } >/dev/null && [ -e /usr/include/stdio.h ]; }

# With it the build makes pm-launch, through which apps start faster.
has_musl() { command -v musl-gcc >/dev/null; }

musl_hint() { echo "install-packages: without musl-gcc apps are launched through the shell, some milliseconds slower; $*" >&2; }

compiler_hint() { echo "install-packages: without a C compiler pmctl runs on Java and starts slower; $*" >&2; }

missing=
has_jdk || missing="$missing openjdk-17-jdk-headless"
command -v mvn >/dev/null || missing="$missing maven"
command -v setpriv >/dev/null || missing="$missing util-linux"
command -v npm >/dev/null || missing="$missing npm"
tests=
if [ "${1:-}" != --build-only ]; then
    has_browser || tests="$tests chromium chromium-driver"
    command -v lintian >/dev/null || tests="$tests lintian"
    # What the daemon does between fork and exec is looked at with it.
    command -v strace >/dev/null || tests="$tests strace"
    command -v mmdebstrap >/dev/null || tests="$tests mmdebstrap"
    # Not in every PATH.
    command -v mke2fs >/dev/null || [ -x /sbin/mke2fs ] || tests="$tests e2fsprogs"
fi
compiler=
has_compiler || compiler="gcc libc6-dev"
musl=
has_musl || musl=musl-tools
[ -n "$missing$tests$compiler$musl" ] || exit 0

if ! command -v apt-get >/dev/null; then
    [ -z "$tests" ] || tests_hint "please install Chromium and ChromeDriver" \
        "(RHEL, from EPEL: dnf install chromium chromedriver); virtual machines need mmdebstrap and the archives of Debian 12"
    [ -z "$compiler" ] || compiler_hint "please install gcc and the headers of the C library" \
        "(RHEL: dnf install gcc glibc-devel)"
    [ -z "$musl" ] || musl_hint "please install musl-gcc (Fedora: dnf install musl-gcc)"
    [ -n "$missing" ] || exit 0
    echo "install-packages: please install a JDK of version 17 or newer, Maven 3.8 or newer, npm, and util-linux" \
        "(RHEL: dnf install java-17-openjdk-devel maven npm util-linux)" >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    [ -z "$tests" ] || tests_hint "only root can install it: apt-get install$tests"
    [ -z "$compiler" ] || compiler_hint "only root can install it: apt-get install $compiler"
    [ -z "$musl" ] || musl_hint "only root can install it: apt-get install $musl"
    [ -n "$missing" ] || exit 0
    echo "install-packages: only root can install; run: apt-get install$missing" >&2
    exit 1
fi
echo "Installing:$missing$tests${compiler:+ $compiler}${musl:+ $musl}"
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install -q -y --no-install-recommends "$@" </dev/null; }
# When only tests or compilers are missing, lists that cannot be renewed are no reason to fail.
apt-get update -q </dev/null || [ -z "$missing" ]
# shellcheck disable=SC2086  # lists of packages
{
    [ -z "$missing" ] || install $missing
    [ -z "$compiler" ] || install $compiler || compiler_hint "apt-get could not install $compiler"
    [ -z "$musl" ] || install $musl || musl_hint "apt-get could not install $musl"
    # Each by itself: one that cannot be had must not take the others with it.
    for package in $tests; do
        install "$package" || tests_hint "apt-get could not install $package"
    done
}
