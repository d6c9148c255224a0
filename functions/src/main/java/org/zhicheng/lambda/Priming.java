package org.zhicheng.lambda;

import java.util.Map;

/** Loads what a first request needs into the snapshot: the JSON of a request and a harmless read. Logs, never throws. */
final class Priming {

    private Priming() {
    }

    static void run(Services services) {
        try {
            ApiRequest request = Json.fromTree(Json.tree(new ApiRequest("GET /", "/", "", Map.of("accept-language", "zh"), Map.of(),
                    Map.of(), new ApiRequest.RequestContext("prime", null, null), "{}", false)), ApiRequest.class);
            Json.encode(ApiResponse.ok(request));
            services.prime();
        } catch (RuntimeException e) {
            Log.error("PRIMING_FAILED", e).write();
        }
    }
}
