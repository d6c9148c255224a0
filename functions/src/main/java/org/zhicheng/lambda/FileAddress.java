package org.zhicheng.lambda;

import java.net.URI;
import java.time.Instant;

/** Where a file is for a while, for pages that cannot follow a redirection with their token (R15). */
public record FileAddress(URI uri, Instant validUntil) {

    /** Sends a browser on to the file; a page that asks for JSON is told where it is. */
    public static ApiResponse answer(ApiRequest request, URI saved, FileAddress shown) {
        return (request.wantsJson() ? ApiResponse.ok(shown) : ApiResponse.redirect(saved)).with("vary", "accept");
    }
}
