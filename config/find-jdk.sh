# Sourced by rapidity and build: sets JAVA_HOME to a JDK of 25 or newer, or says what to install and fails.

# Is folder $1 such a JDK? Reads its release file, since starting it takes longer.
is_new_jdk() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    local line version=0
    while read -r line; do
        case $line in
            JAVA_VERSION=*)
                version=${line#*\"}
                version=${version%%[!0-9]*}
                ;;
        esac
    done <"$1/release"
    [ "${version:-0}" -ge 25 ]
}

# The folder of the javac on the PATH, symbolic links followed.
jdk_on_path() {
    local javac
    javac=$(command -v javac) || return 1
    javac=$(readlink -f "$javac" 2>/dev/null) || return 1
    printf '%s\n' "${javac%/bin/javac}"
}

find_jdk() {
    local folder
    for folder in "${JAVA_HOME:-}" "$(jdk_on_path || true)" \
        /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /opt/java/* /opt/jdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home ~/Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        ~/.sdkman/candidates/java/* ~/.jdks/* ~/.asdf/installs/java/* ~/.local/share/mise/installs/java/*; do
        if [ -n "$folder" ] && is_new_jdk "$folder"; then
            export JAVA_HOME=$folder
            return
        fi
    done
    echo "Rapidity needs a JDK of version 25 or newer: install one (for example from https://adoptium.net) and set JAVA_HOME to its folder." >&2
    return 1
}
