package org.zhicheng.handlers.certificate;

import java.time.Duration;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.files.FileStore;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.Text;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.FileAddress;
import org.zhicheng.lambda.Services;

/** {@code GET /certificates/{number}/file}: the owner, or the office, is sent to the PDF (R28, R30). */
public final class DownloadCertificateHandler extends ApiHandler {

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final String PDF = "application/pdf";
    private static final Text NO_FILE = new Text("换发的证书文件（正在制作，请一分钟后再试；仍没有的，请评审机构再次申请换发原证书，即会补制）",
            "the file of the certificate issued again (it is being made: try in a minute; if it stays away, the office makes it by asking for the re-issue of the former one again)");

    public DownloadCertificateHandler() {
        this(AwsServices.fromEnvironment());
    }

    public DownloadCertificateHandler(Services services) {
        super(services);
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        Certificate certificate = services.certificates().find(request.path("number"))
                .filter(c -> c.applicant().equals(actor.sub()) || actor.has(Role.OFFICE) || actor.has(Role.ADMINISTRATOR))
                .filter(c -> services.applications().find(c.applicationId()).filter(c::isOut).isPresent())
                .orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, request.path("number")));
        FileStore files = services.certificateFiles();
        // What is issued in another one's place is valid a moment before its file is there.
        if (certificate.replaces().isPresent() && files.read(certificate.key(), 1).isEmpty()) {
            throw new Failure(ErrorCode.NOT_FOUND, NO_FILE);
        }
        String name = certificate.number() + ".pdf";
        return FileAddress.answer(request, files.download(certificate.key(), name, PDF, VALID),
                new FileAddress(files.view(certificate.key(), name, PDF, VALID), services.clock().instant().plus(VALID)));
    }
}
