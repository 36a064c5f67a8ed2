#!/usr/bin/env bash
# Tests ./rapidity on a project of one class, with a Maven that counts how often it is called.
set -euo pipefail
here=$(cd -P "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$here/config/find-jdk.sh"
find_jdk

project=$(mktemp -d "${TMPDIR:-/tmp}/rapidity launcher.XXXXXX")
trap 'rm -rf "$project"' EXIT
mkdir -p "$project/config" "$project/.mvn" "$project/core/src/main" "$project/elsewhere" "$project/bin"
cat >"$project/bin/git" <<'END'
#!/bin/sh
[ -z "${STRANGER-}" ] || exit 128
case "$*" in *rev-parse*) echo 0123456789abcdef ;; esac
END
chmod +x "$project/bin/git"
export PATH=$project/bin:$PATH
cp "$here/rapidity" "$project/"
cp "$here/config/find-jdk.sh" "$project/config/"
touch "$project/pom.xml" "$project/core/pom.xml" "$project/core/src/main/Source"
cat >"$project/mvnw" <<'END'
#!/usr/bin/env bash
echo called >>calls
[ ! -e broken ] || { echo "[ERROR] it is broken"; exit 1; }
for argument; do
    case $argument in -Drapidity.lib=*) cp stub.jar "${argument#*=}" ;; esac
done
END
chmod +x "$project/mvnw"
cat >"$project/Rapidity.java" <<'END'
package rapidity.app.cli;
public class Rapidity {
    public static void main(String[] arguments) {
        System.out.println(String.join("|", arguments));
        System.err.println("from the program");
        System.exit(arguments.length);
    }
}
END
"$JAVA_HOME/bin/javac" -d "$project/classes" "$project/Rapidity.java"
"$JAVA_HOME/bin/jar" cf "$project/stub.jar" -C "$project/classes" .

passed=0
expect() { # what, expected, found
    if [ "$2" != "$3" ]; then
        printf 'FAILED: %s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3" >&2
        exit 1
    fi
    passed=$((passed + 1))
}
calls() { wc -l <"$project/calls" | tr -d ' '; }
command=$project/rapidity

"$command" >/dev/null 2>&1 & "$command" >/dev/null 2>&1 & wait
expect "two at once build once" 1 "$(calls)"

expect "standard error holds what the program wrote, and nothing of the JVM" "from the program" "$("$command" 2>&1 >/dev/null)"
status=0; output=$("$command" 'a b' '*' 2>/dev/null) || status=$?
expect "arguments arrive as they were typed" 'a b|*' "$output"
expect "the exit status is the program's" 2 "$status"
expect "letters of every language arrive, whatever the locale" 'Zürich' "$(LC_ALL=C "$command" 'Zürich' 2>/dev/null || true)"

echo 'class Own { public static void main(String[] a) { rapidity.app.cli.Rapidity.main(new String[] {"own", a[0]}); } }' \
    >"$project/elsewhere/Own.java"
expect "a program of one file has Rapidity on its class path" 'own|a b' "$("$command" java "$project/elsewhere/Own.java" 'a b' 2>/dev/null || true)"

ln -s ../rapidity "$project/elsewhere/link"
expect "works through a symbolic link from another folder" x "$(cd / && "$project/elsewhere/link" x 2>/dev/null || true)"
expect "no second build without a change" 1 "$(calls)"

echo change >"$project/core/src/main/Source"
ln -s 4000000 "$project/target/launch/lock"
"$command" >/dev/null 2>&1
expect "a change is built, also when a killed build left its lock" 2 "$(calls)"
: >"$project/core/src/main/Source"
"$command" >/dev/null 2>&1
expect "going back to older sources needs no build" 2 "$(calls)"

echo other >"$project/core/src/main/Source"
touch "$project/broken"
status=0; output=$("$command" 2>&1) || status=$?
expect "a failed build fails" 1 "$status"
expect "and says why" "[ERROR] it is broken" "$(grep ERROR <<<"$output")"
rm "$project/broken"
"$command" >/dev/null 2>&1
expect "and is made good by the next" 4 "$(calls)"

# As somebody who may not write the folder, and for whom git does not know the commit.
if [ "$(id -u)" -eq 0 ]; then
    other=(setpriv --reuid=65534 --regid=65534 --clear-groups)
else
    other=()
    chmod -R a-w "$project"
fi
chmod -R a+rX "$project"
as_other() { STRANGER=yes ${other[@]+"${other[@]}"} timeout 60 "$command" "$@"; }
if [ ${#other[@]} -eq 0 ] || command -v setpriv >/dev/null; then
    expect "somebody who may not write uses the build that is there" y "$(as_other y 2>/dev/null || true)"
    [ ${#other[@]} -gt 0 ] || chmod u+w "$project/core/src/main" "$project/core/src/main/Source"
    echo another >"$project/core/src/main/Source"
    status=0; output=$(as_other 2>&1) || status=$?
    expect "and without one is told what to do" "rapidity: there is no build of these sources, and $project cannot be written by you: let its owner run ./rapidity --version there once, or copy the folder to a place of your own" "$output"
    expect "and does not wait for ever" 1 "$status"
fi
chmod -R u+w "$project"

status=0; output=$(JAVA_HOME='' PATH=/nowhere HOME=/nowhere "$BASH" -c '
    . "$0/config/find-jdk.sh"; is_new_jdk() { return 1; }; find_jdk' "$project" 2>&1) || status=$?
expect "without a JDK it says what to install" "Rapidity needs a JDK of version 25 or newer" "${output%%:*}"
expect "and fails" 1 "$status"

echo "Launcher: $passed passed, 0 failed"
