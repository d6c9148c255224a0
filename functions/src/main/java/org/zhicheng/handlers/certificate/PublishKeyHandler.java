package org.zhicheng.handlers.certificate;

import java.util.Base64;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;

/** {@code GET /certificates/key}: the public key that checks every certificate's signature offline (R31). */
public final class PublishKeyHandler extends ApiHandler {

    public PublishKeyHandler() {
        this(AwsServices.fromEnvironment());
    }

    public PublishKeyHandler(Services services) {
        super(services);
    }

    @Override
    protected Actor actor(ApiRequest request) {
        return Actor.NOBODY;
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        String key = Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(services.signer().publicKey());
        return ApiResponse.of(200, "application/x-pem-file", "-----BEGIN PUBLIC KEY-----\n" + key + "\n-----END PUBLIC KEY-----\n")
                .with("cache-control", "public, max-age=3600");
    }
}
