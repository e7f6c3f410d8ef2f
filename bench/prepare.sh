# Builds what is missing of the tree and of the tools in bench/; read by the scripts beside it, from the top of the source.
# Sets tree (the runnable tree), jar (the tools), java and options.
tree=$PWD/dist/target/processmaster
jar=$PWD/bench/target/bench.jar
# Of Java. It starts a program through a helper of its own unless it is told not to, which would add 3 ms to each command,
# whoever it is of.
options="-XX:TieredStopAtLevel=1 -Djdk.lang.Process.launchMechanism=VFORK"

fail() {
    echo "$name: $*" >&2
    exit 1
}

up_to_date() {
    [ -x "$tree/bin/processmaster" ] && [ -x "$tree/bin/pmctl" ] && [ -f "$jar" ] || return 1
    [ -z "$(find pom.xml common pmctl processmaster dist bench -name target -prune -o -newer "$jar" -type f \
        \( -path '*/src/main/*' -o -name pom.xml \) -print)" ]
}

# prepare NAME TOOL...: as root, with cgroup2 and these tools.
prepare() {
    name=$1
    shift
    [ "$(id -u)" = 0 ] || fail "root is needed, for cgroups (sudo $name)"
    grep -q ' - cgroup2 ' /proc/self/mountinfo || fail "no cgroup2 is mounted on this host"
    for tool in "$@"; do
        command -v "$tool" >/dev/null || fail "$tool is missing (install coreutils and util-linux)"
    done
    if ! up_to_date; then
        command -v mvn >/dev/null || fail "the tree is not built, and mvn is missing (install maven)"
        echo "$name: building" >&2
        mvn -B -q -DskipTests package || fail "the build failed"
        touch "$jar"
    fi
    lib=$tree/lib
    . "$lib/find-java.sh"
    find_java "$name"
}

# as_packaged: tree becomes one with a Java of its own, as the packages have it; without jlink it stays as it is.
as_packaged() {
    packaged=$PWD/bench/target/packaged
    jdk=$(dirname -- "$(dirname -- "$(readlink -f -- "$java")")")
    rm -rf "$packaged"
    cp -R "$tree" "$packaged"
    if JAVA_HOME=$jdk sh dist/src/build/make-runtime "$packaged/runtime" >&2; then
        rm -f "$packaged"/lib/*.jsa
        "$packaged/libexec/make-archive" >&2 || fail "the class archives could not be made"
        tree=$packaged
    else
        echo "$name: measuring on the Java in $jdk, which takes more memory than that of the packages" >&2
    fi
}

# What bench/peers compares with; sets pm2, the directory into which npm puts PM2. None of it is part of ProcessMaster.
pm2=$PWD/bench/target/pm2
pm2_version=7.0.4
rotator_version=3.0.0

has_version() {
    grep -qs "\"version\": *\"$2\"" "$pm2/node_modules/$1/package.json"
}

# prepare_peers: supervisord and PM2, where they can be had; the rows of one that cannot say so.
prepare_peers() {
    packages=
    command -v supervisord >/dev/null || packages="$packages supervisor"
    command -v node >/dev/null || packages="$packages nodejs"
    command -v npm >/dev/null || packages="$packages npm"
    if [ -n "$packages" ]; then
        echo "$name: installing$packages" >&2
        # shellcheck disable=SC2086  # a list of packages
        {
            command -v apt-get >/dev/null && { apt-get update -q </dev/null || :; } &&
                DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends $packages </dev/null
        } >&2 || echo "$name: could not install$packages" >&2
    fi
    if ! { has_version pm2 "$pm2_version" && has_version pm2-logrotate "$rotator_version"; }; then
        echo "$name: fetching PM2 $pm2_version" >&2
        npm install --prefix "$pm2" --no-save --no-audit --no-fund --loglevel=error \
            "pm2@$pm2_version" "pm2-logrotate@$rotator_version" >&2 || echo "$name: npm could not fetch PM2" >&2
    fi
}
