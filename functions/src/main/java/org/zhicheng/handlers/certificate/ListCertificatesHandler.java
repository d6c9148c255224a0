package org.zhicheng.handlers.certificate;

import java.util.List;
import java.util.stream.Stream;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.dossier.staff.Roles;
import org.zhicheng.ground.text.Canonical;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.certificate.CertificateView;
import org.zhicheng.work.certificate.ListApprovalDocuments;

/**
 * {@code GET /certificates}: the owner's certificates, once issued, or for the office the one of a {@code number}; {@code GET
 * /approval-documents}: the documents that they rest on (R28).
 */
public final class ListCertificatesHandler extends ApiHandler {

    public ListCertificatesHandler() {
        this(AwsServices.fromEnvironment());
    }

    public ListCertificatesHandler(Services services) {
        super(services, "number");
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        if (request.routeKey().equals("GET /approval-documents")) {
            return ApiResponse
                    .ok(new ListApprovalDocuments(services.certificates(), services.applications()).list(actor, request.query("number")));
        }
        return ApiResponse.ok(certificates(request, actor).stream().map(CertificateView::of).toList());
    }

    private List<Certificate> certificates(ApiRequest request, Actor actor) {
        if (request.query("number").isPresent()) {
            Roles.require(actor, "查找证书", Role.OFFICE, Role.ADMINISTRATOR);
            return services.certificates().find(Canonical.code(request.query("number").get())).stream().toList();
        }
        Stream<Certificate> own = services.certificates().ofApplicant(actor.sub()).stream();
        return own.filter(this::isIssued).toList();
    }

    private boolean isIssued(Certificate certificate) {
        return services.applications().find(certificate.applicationId()).filter(certificate::isOut).isPresent();
    }
}
