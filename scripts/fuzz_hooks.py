"""Makes half of the generated requests name what is there, so that handlers get further than "not found"; scripts/fuzz loads it."""
import json
import os
import re
import zlib

import schemathesis

PLACE = json.loads(os.environ["FUZZ_PLACE"])


def hash_of(case):
    """The same request always meets the same application, so that a seed repeats a run."""
    return zlib.crc32(repr((case.method, case.path, case.path_parameters, case.query, case.body)).encode("utf-8", "surrogatepass"))


def without_nulls(value):
    """A field that is null is taken for one that is left out, so it is no wrong value: one that nothing takes stands in its place."""
    if isinstance(value, dict):
        return {name: [[[]]] if part is None else without_nulls(part) for name, part in value.items()}
    return [without_nulls(part) for part in value] if isinstance(value, list) else value


@schemathesis.hook
def before_call(context, case, kwargs):
    number = hash_of(case)
    case.body = without_nulls(case.body)
    if number % 2:
        return
    application = PLACE["applications"][number // 2 % len(PLACE["applications"])]
    known = {
        "id": application["id"],
        "applicationId": application["id"],
        "attachmentId": (application["attachments"] or [application["id"]])[number % max(1, len(application["attachments"]))],
        "number": PLACE["certificate"]["number"],
        "code": PLACE["certificate"]["code"],
    }
    parameters = case.path_parameters or {}
    for name, value in parameters.items():
        # What the contract forbids stays as it is, for it must be refused.
        if name in known and (not name.lower().endswith("id") or re.fullmatch("[a-z2-7]{26}", str(value))):
            parameters[name] = known[name]
    if "If-Match" in (case.headers or {}):
        case.headers["If-Match"] = f'"{application["revision"]}"'
    body = case.body if isinstance(case.body, dict) else {}
    if isinstance(body.get("attempt"), int):
        body["attempt"] = application["attempt"]
    if isinstance(body.get("contentVersion"), int):
        body["contentVersion"] = application["contentVersion"]
    if isinstance(body.get("applications"), list) and body["applications"]:
        body["applications"] = [{"applicationId": application["id"], "contentVersion": application["contentVersion"]}]
    if isinstance(body.get("decisions"), list):
        for line in body["decisions"]:
            if isinstance(line, dict) and "applicationId" in line:
                line["applicationId"] = application["id"]
