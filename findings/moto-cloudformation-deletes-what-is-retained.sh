#!/usr/bin/env bash
# moto 5.2.5 (2026-11-28): its CloudFormation knows no RetainExceptOnCreate, and no key without a KeyPolicy.
#
# CloudFormation keeps a resource with DeletionPolicy: RetainExceptOnCreate when its stack is deleted, as with Retain; it goes only with a creation that
# is rolled back. moto compares with the word Retain alone, so deleting the stack deletes the resource, and what it holds. So a rehearsal of "delete
# the stack, make it again" on moto proves nothing about what is kept.
#
# A KMS key's KeyPolicy is optional: KMS has a default. In moto such a key cannot be made; where others refer to it first, they are blamed instead:
# "instance of Fn::GetAtt references undefined resource". So write the policy out.
#
# Seen:
#   deleted with its stack: ['except']; kept: ['retained']
#   KeyError: 'KeyPolicy'
# Status 1 where moto behaves differently.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'moto[cloudformation,sqs,kms]==5.2.5'
AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 "$folder/venv/bin/python" - <<'PYTHON'
import json
import sys

import boto3
from botocore.exceptions import ClientError
from moto import mock_aws


def queue(policy):
    return {"Type": "AWS::SQS::Queue", "DeletionPolicy": policy}


with mock_aws():
    cloudformation = boto3.client("cloudformation")
    body = {"Resources": {"retained": queue("Retain"), "except": queue("RetainExceptOnCreate")}}
    cloudformation.create_stack(StackName="s", TemplateBody=json.dumps(body))
    cloudformation.delete_stack(StackName="s")
    left = [url.rsplit("/", 1)[1] for url in boto3.client("sqs").list_queues().get("QueueUrls", [])]
    kept = {name: any(f"-{name}-" in queue for queue in left) for name in body["Resources"]}
    print(f"deleted with its stack: {[n for n in kept if not kept[n]]}; kept: {[n for n in kept if kept[n]]}")

    body = {"Resources": {"Key": {"Type": "AWS::KMS::Key", "Properties": {}}}}
    message = ""
    try:
        cloudformation.create_stack(StackName="k", TemplateBody=json.dumps(body))
    except (ClientError, KeyError) as e:
        message = f"{type(e).__name__}: {e}"
    print(message or "a key without a policy was made")
    sys.exit(kept != {"retained": True, "except": False} or not message)
PYTHON
