#!/usr/bin/env bash
# Lambda's runtime interface emulator (RIE), as aws-sam-cli 1.170.0 ships it (2026-11-29): what failed is answered as what succeeded.
#
# Lambda's Invoke marks a failed function by the header X-Amz-Function-Error. The emulator answers 200 without it: only the body's form
# ({"errorMessage", "errorType"}) tells a failure from an answer. A time-out is answered 200 with a line of text that is no JSON. A caller that
# looks at the status alone takes both for success; sam local invoke ends with status 0 likewise.
#
# Initialisation has ten seconds of its own on Lambda. In the emulator it counts into the function's time, so a function whose start takes longer
# than its Timeout never answers there. And "Max Memory Used" of its REPORT line is Memory Size, whatever was used.
#
# Seen:
#   failed: 200, X-Amz-Function-Error None, {"errorMessage": "not today", "errorType": "Refused"}
#   late: 200, X-Amz-Function-Error None, Task timed out after 2.00 seconds
#   started in 3 s with a time of 2 s: 200, X-Amz-Function-Error None, Task timed out after 2.00 seconds
#   a shell that used some MB: Memory Size: 3008 MB, Max Memory Used: 3008 MB
# Status 1 where the emulator behaves differently. Linux only.
set -euo pipefail
folder=$(mktemp -d)
rie=
trap '[ -z "$rie" ] || kill "$rie" 2>/dev/null; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check --no-deps aws-sam-cli==1.170.0
emulator=$(echo "$folder"/venv/lib/python3*/site-packages/samcli/local/rapid/aws-lambda-rie-"$(uname -m | sed 's/aarch64/arm64/')")
cp "$emulator" "$folder/rie"
chmod +x "$folder/rie"

# A runtime in some lines: starts, then takes events and does as its name says.
cat >"$folder/bootstrap" <<'PYTHON'
#!/usr/bin/env python3
import json
import os
import sys
import time
import urllib.request

api = f"http://{os.environ['AWS_LAMBDA_RUNTIME_API']}/2018-06-01/runtime/invocation/"
what = sys.argv[1]
if what == "slow-start":
    time.sleep(3)
while True:
    with urllib.request.urlopen(api + "next") as event:
        request = event.headers["Lambda-Runtime-Aws-Request-Id"]
    if what == "late":
        time.sleep(60)
    kind, body = ("error", {"errorMessage": "not today", "errorType": "Refused"}) if what == "failed" else ("response", {})
    urllib.request.urlopen(urllib.request.Request(api + request + "/" + kind, json.dumps(body).encode()))
PYTHON
chmod +x "$folder/bootstrap"

port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

ask() {
    local address
    address=127.0.0.1:$(port)
    AWS_LAMBDA_FUNCTION_TIMEOUT=2 "$folder/rie" --runtime-interface-emulator-address "$address" --runtime-api-address "127.0.0.1:$(port)" \
        "$folder/bootstrap" "$1" >"$folder/log" 2>&1 &
    rie=$!
    python3 - "$address" <<'PYTHON'
import sys
import time
import urllib.error
import urllib.request

for _ in range(100):
    try:
        answer = urllib.request.urlopen(f"http://{sys.argv[1]}/2015-03-31/functions/function/invocations", b"{}", 30)
        print(f"{answer.status}, X-Amz-Function-Error {answer.headers['X-Amz-Function-Error']}, {answer.read().decode()}")
        break
    except urllib.error.HTTPError as e:
        print(f"{e.code}, {e.read().decode()}")
        break
    except urllib.error.URLError:
        time.sleep(0.1)  # it does not listen yet
PYTHON
    kill "$rie"
    wait "$rie" 2>/dev/null || true
    rie=
}

status=0
expect() {
    echo "$1: $2"
    [ "$2" = "$3" ] || status=1
}
late='200, X-Amz-Function-Error None, Task timed out after 2.00 seconds'
expect failed "$(ask failed)" '200, X-Amz-Function-Error None, {"errorMessage": "not today", "errorType": "Refused"}'
expect late "$(ask late)" "$late"
expect 'started in 3 s with a time of 2 s' "$(ask slow-start)" "$late"
ask quick >/dev/null
memory=$(grep -o 'Memory Size: [0-9]* MB.Max Memory Used: [0-9]* MB' "$folder/log" | head -n 1 | tr '\t' ',' | sed 's/,/, /')
expect 'a shell that used some MB' "$memory" 'Memory Size: 3008 MB, Max Memory Used: 3008 MB'
exit $status
