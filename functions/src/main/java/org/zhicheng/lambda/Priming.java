package org.zhicheng.lambda;

import java.util.Map;

import org.zhicheng.ground.log.Log;

/** Loads what a first request needs into the snapshot: the JSON of a request and a harmless read. Logs, never throws. */
final class Priming {

    private Priming() {
    }

    static void run(Services services) {
        try {
            ApiRequest request = new RecordSerializer().fromJson("""
                    {"rawPath": "/", "headers": {"accept-language": "zh"}, "requestContext": {"requestId": "prime"}, "body": "{}"}""",
                    ApiRequest.class);
            Json.encode(ApiResponse.ok(request));
            Json.decode("{}", Map.class);
            services.prime();
        } catch (RuntimeException e) {
            Log.error("PRIMING_FAILED", e).write();
        }
    }
}
