#!/usr/bin/env bash
# moto 5.2.5 (2026-12-01): a DynamoDB transaction begins with a deep copy of the whole table for each of its items, although all copies are alike and one is kept.
#
# So a transaction of a hundred items, which DynamoDB takes in milliseconds, costs moto a hundred times the table: on a table that other tests have filled with
# some thousands of items it runs for more than ten seconds. A client with a time limit gives up and tries again; moto, which did not stop, has
# written meanwhile, so the repeat meets its own write, and the test fails by a condition that does not hold. Have one copy made for each transaction.
#
# Seen:
#   a transaction of 1 item: 1 copies of the table
#   a transaction of 100 items: 100 copies of the table
# Status 1 where moto behaves differently.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check 'moto[dynamodb]==5.2.5'
AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=us-east-1 "$folder/venv/bin/python" - <<'PYTHON'
import copy
import sys
import types

import boto3
from moto import mock_aws
from moto.dynamodb import models

copies = 0


def counted(state):
    global copies
    copies += isinstance(state, models.Table)
    return copy.deepcopy(state)


models.copy = types.SimpleNamespace(deepcopy=counted)
seen = []
with mock_aws():
    client = boto3.client("dynamodb")
    client.create_table(TableName="t", BillingMode="PAY_PER_REQUEST", KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
                        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}])
    for items in (1, 100):
        copies = 0
        client.transact_write_items(TransactItems=[{"Put": {"TableName": "t", "Item": {"id": {"S": f"{items}-{i}"}}}} for i in range(items)])
        print(f"a transaction of {items} item{'s' if items > 1 else ''}: {copies} copies of the table")
        seen.append(copies)
sys.exit(seen != [1, 100])
PYTHON
