package org.zhicheng.handlers.staff;

import java.util.List;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;

/** {@code GET /employers}: open to whoever is signed in, for choosing one's employer; without the contact. */
public final class ListEmployersHandler extends ApiHandler {

    public ListEmployersHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListEmployersHandler(Services services) {
        super(services);
    }

    /** The employers. */
    public record Body(List<Line> employers) {
    }

    /** One employer, as anyone may see it. */
    public record Line(String uscc, String name, String district, int version) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return ApiResponse.ok(new Body(services.staff().employers().stream()
                .map(e -> new Line(e.uscc(), e.name(), e.district(), e.revision().version())).toList()));
    }
}
