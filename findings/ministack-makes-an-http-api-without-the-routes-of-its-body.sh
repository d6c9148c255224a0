#!/usr/bin/env bash
# MiniStack 1.5.33 (2026-11-30): its CloudFormation takes an HTTP API's Body and makes no route of it.
#
# AWS::ApiGatewayV2::Api may have its routes, integrations and authorizers in an OpenAPI document in Body; SAM writes every AWS::Serverless::HttpApi so.
# MiniStack creates the API without them and says CREATE_COMPLETE, so each request is answered with 404 "Not Found", which looks like a fault of the
# program behind it. scripts/deploy-endpoint makes the routes one by one where there are none.
#
# Seen:
#   CREATE_COMPLETE; routes: []; GET /hello: 404
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
import os
import sys
import urllib.error
import urllib.request

import boto3

body = {"openapi": "3.0.1", "info": {"title": "hello", "version": "1"}, "paths": {"/hello": {"get": {
    "x-amazon-apigateway-integration": {"type": "http_proxy", "httpMethod": "GET", "uri": "https://example.com/", "payloadFormatVersion": "1.0"},
    "responses": {}}}}}
template = {"Resources": {
    "Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Body": body}},
    "Stage": {"Type": "AWS::ApiGatewayV2::Stage", "Properties": {"ApiId": {"Ref": "Api"}, "StageName": "$default", "AutoDeploy": True}}}}
cloudformation = boto3.client("cloudformation")
cloudformation.create_stack(StackName="s", TemplateBody=json.dumps(template))
cloudformation.get_waiter("stack_create_complete").wait(StackName="s", WaiterConfig={"Delay": 1})
status = cloudformation.describe_stacks(StackName="s")["Stacks"][0]["StackStatus"]
api = cloudformation.describe_stack_resource(StackName="s", LogicalResourceId="Api")["StackResourceDetail"]["PhysicalResourceId"]
routes = [route["RouteKey"] for route in boto3.client("apigatewayv2").get_routes(ApiId=api)["Items"]]
try:
    answer = urllib.request.urlopen(f"{os.environ['AWS_ENDPOINT_URL']}/_aws/execute-api/{api}/$default/hello").status
except urllib.error.HTTPError as e:
    answer = e.code
print(f"{status}; routes: {routes}; GET /hello: {answer}")
sys.exit((status, routes, answer) != ("CREATE_COMPLETE", [], 404))
PYTHON
