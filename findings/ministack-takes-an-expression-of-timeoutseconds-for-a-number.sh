#!/usr/bin/env bash
# MiniStack 1.5.33 (2026-11-30): its Step Functions do not evaluate a JSONata expression in TimeoutSeconds.
#
# With QueryLanguage JSONata the TimeoutSeconds of a task may be an expression, "{% $states.input.seconds %}". MiniStack hands its text to the wait for
# a task token, so the execution fails at once with States.Runtime, after the call that carries the token was made: a review that waits for a person
# ends there. scripts/deploy-endpoint --wait SECONDS writes a number instead.
#
# Seen:
#   FAILED States.Runtime: '>' not supported between instances of 'str' and 'int'
#   with a number: RUNNING
# Status 1 where MiniStack behaves differently.
set -euo pipefail
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null; wait 2>/dev/null; rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'ministack==1.5.33' 'boto3>=1.43'
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
GATEWAY_PORT=$port BIND_HOST=127.0.0.1 IOT_MTLS_ENABLED=0 "$folder/venv/bin/ministack" >"$folder/log" 2>&1 &
server=$!
for _ in $(seq 60); do
    python3 -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1])' "http://127.0.0.1:$port/_ministack/health" 2>/dev/null && break
    kill -0 "$server" || { tail "$folder/log" >&2; exit 1; }
    sleep 1
done
AWS_ENDPOINT_URL=http://127.0.0.1:$port AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 "$folder/venv/bin/python" - <<'PYTHON'
import json
import sys
import time

import boto3

queue = boto3.client("sqs").create_queue(QueueName="q")["QueueUrl"]
sfn = boto3.client("stepfunctions")


def ended(name, timeout):
    definition = {"QueryLanguage": "JSONata", "StartAt": "Wait", "States": {"Wait": {
        "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "End": True, "TimeoutSeconds": timeout,
        "Arguments": {"QueueUrl": queue, "MessageBody": "{% $states.context.Task.Token %}"}}}}
    machine = sfn.create_state_machine(name=name, definition=json.dumps(definition), roleArn="arn:aws:iam::000000000000:role/r")["stateMachineArn"]
    execution = sfn.start_execution(stateMachineArn=machine, input=json.dumps({"seconds": 600}))["executionArn"]
    for _ in range(10):
        described = sfn.describe_execution(executionArn=execution)
        if described["status"] != "RUNNING":
            break
        time.sleep(1)
    return described["status"], described.get("error"), described.get("cause")


expression, number = ended("expression", "{% $states.input.seconds %}"), ended("number", 600)
print(f"{expression[0]} {expression[1]}: {expression[2]}")
print(f"with a number: {number[0]}")
sys.exit(expression[:2] != ("FAILED", "States.Runtime") or number[0] != "RUNNING")
PYTHON
