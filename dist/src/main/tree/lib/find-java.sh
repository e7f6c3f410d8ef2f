# Finds Java 17 or newer; read by the launchers, so it starts as few processes as it can.
# Sets java (the program to execute), java_major (17) and java_version (17.0.15).

# The home of a JDK or JRE: its file "release" tells the version, or java itself where that file is missing.
try_java_home() {
    [ -x "$1/bin/java" ] || return 1
    java_version=
    if [ -r "$1/release" ]; then
        while IFS= read -r line; do
            case $line in
                JAVA_VERSION=*) java_version=${line#*\"}; break ;;
            esac
        done <"$1/release"
    else
        java_version=$("$1/bin/java" -version 2>&1) || return 1
        java_version=${java_version#*\"}
    fi
    java_version=${java_version%%\"*}
    java_major=${java_version%%[!0-9]*}
    [ -n "$java_major" ] && [ "$java_major" -ge 17 ] || return 1
    java=$1/bin/java
}

# The first java in PATH, followed through its links to its home.
try_java_in_path() {
    found=$(command -v java) || return 1
    found=$(readlink -f "$found") || return 1
    try_java_home "${found%/bin/java}"
}

try_newest_java() {
    newest=
    newest_major=0
    for home in /usr/lib/jvm/*; do
        [ ! -L "$home" ] && try_java_home "$home" && [ "$java_major" -gt "$newest_major" ] || continue
        newest=$home
        newest_major=$java_major
    done
    [ -n "$newest" ] && try_java_home "$newest"
}

# A package brings its own Java, the one that it was tested with: it comes before all others.
try_bundled_java() {
    # shellcheck disable=SC2154  # lib is set by who reads this
    try_java_home "${lib%/*}/runtime"
}

find_java() {
    try_bundled_java && return
    { [ -n "${JAVA_HOME:-}" ] && try_java_home "$JAVA_HOME"; } && return
    try_java_in_path && return
    try_newest_java && return
    echo "$1: Java 17 or newer is needed: none in JAVA_HOME, PATH or /usr/lib/jvm" \
        "(Debian, Ubuntu: apt-get install openjdk-17-jre-headless; RHEL: dnf install java-17-openjdk-headless)" >&2
    exit 1
}

# Chosen here, so that it is the same where the archive is made and where it is used.
pmctl_class_path() {
    class_path=$1/pmctl.jar:$1/common.jar
    for jar in "$1"/jackson-*.jar "$1"/snakeyaml*.jar "$1"/cron-utils*.jar "$1"/jbcrypt*.jar; do
        [ ! -f "$jar" ] || class_path=$class_path:$jar
    done
}

# All jars but those of the client, in the order of the list that was made with the tree.
daemon_class_path() {
    class_path=
    while read -r jar; do
        class_path=${class_path:+$class_path:}$1/$jar
    done <"$1/processmaster.jars"
}
