# Builds what is missing of the tree and of the tools in bench/; read by the scripts beside it, from the top of the source.
# Sets tree (the runnable tree), jar (the tools) and java.
tree=$PWD/dist/target/processmaster
jar=$PWD/bench/target/bench.jar

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
