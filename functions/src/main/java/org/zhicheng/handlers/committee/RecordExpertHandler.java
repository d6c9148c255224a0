package org.zhicheng.handlers.committee;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.staff.Actor;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.text.AtMost;
import org.zhicheng.lambda.ApiHandler;
import org.zhicheng.lambda.ApiRequest;
import org.zhicheng.lambda.ApiResponse;
import org.zhicheng.lambda.Services;
import org.zhicheng.work.committee.ConsentExpert;
import org.zhicheng.work.committee.ExpertView;
import org.zhicheng.work.committee.ImportExperts;
import org.zhicheng.work.committee.InviteExpert;
import org.zhicheng.work.committee.ListExperts;
import org.zhicheng.work.committee.RecordExpert;

/**
 * Who comes onto the committee's register (R45): {@code PUT /experts/{id}}, one who is there with {@code If-Match} (R49); {@code POST
 * /experts/imports}; {@code POST /experts/{id}/invitation} and {@code POST /experts/{id}/consent}, the person's own.
 */
public final class RecordExpertHandler extends ApiHandler {

    /** Of the seconds that the function lives, those in which an import goes on. */
    private static final long SLICES_NANOS = Duration.ofSeconds(12).toNanos();

    public RecordExpertHandler() {
        this(AwsServices.fromEnvironment());
    }

    public RecordExpertHandler(Services services) {
        super(services, "preview");
    }

    /** An entry; its id stands in the path. */
    public record Body(String name, String mail, String employer, String employerName, String title, @AtMost(30) List<String> series,
            @AtMost(100) List<String> specialties, LocalDate from, LocalDate to, Optional<Expert.End> ended) {

        @SuppressWarnings("OptionalAssignedToNull")
        public Body {
            ended = ended == null ? Optional.empty() : ended;
        }

        RecordExpert.Entry entry() {
            return new RecordExpert.Entry(name, mail, employer, employerName, title, series, specialties, from, to, ended);
        }
    }

    /** @param content the file, in Base64 */
    public record Table(String content) {

        byte[] file() {
            if (content == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, "content");
            }
            try {
                return Base64.getDecoder().decode(content);
            } catch (IllegalArgumentException e) {
                throw new Failure(ErrorCode.INVALID_VALUE, "content", "Base64");
            }
        }
    }

    /**
     * What a person says to being drawn.
     *
     * @param code of the invitation; not needed from who has consented before
     */
    public record Consent(String code, Boolean consents) {
        public Consent {
            code = code == null ? "" : code;
        }

        boolean isGiven() {
            if (consents == null) {
                throw new Failure(ErrorCode.MISSING_FIELD, "consents");
            }
            return consents;
        }
    }

    /**
     * An invitation, for who invites.
     *
     * @param link what stands behind the {@code #} of the page's address
     * @param mailed whether it was sent by mail
     */
    public record Invited(String link, Instant until, boolean mailed) {
    }

    @Override
    protected ApiResponse answer(ApiRequest request, Actor actor) {
        return switch (request.routeKey()) {
            case "PUT /experts/{id}" -> {
                Expert recorded = new RecordExpert(services.experts(), services.staff(), services.cycles(), services.clock()).record(actor,
                        request.path("id"), request.decode(Body.class).entry(), request.ifMatch().orElse(0));
                yield ApiResponse.ok(list().view(actor, recorded)).withVersion(recorded.revision().version());
            }
            case "POST /experts/imports" -> imported(request, actor);
            case "POST /experts/{id}/invitation" -> {
                Expert.Invited invited = new InviteExpert(services.experts(), services.clock(), services.ids()).invite(actor,
                        request.path("id"));
                yield ApiResponse.ok(new Invited(invited.link(request.path("id")), invited.until(), !invited.mail().isEmpty()));
            }
            case "POST /experts/{id}/consent" -> ApiResponse.ok(ExpertView.Own.of(consent(request, actor)));
            default -> throw new Failure(ErrorCode.NOT_FOUND, request.routeKey());
        };
    }

    private ApiResponse imported(ApiRequest request, Actor actor) {
        long begun = System.nanoTime();
        byte[] file = request.decode(Table.class).file();
        ImportExperts imports = new ImportExperts(services.experts(), services.staff(), services.cycles(), services.clock(),
                services.ids());
        return ApiResponse.ok(request.asksFor("preview")
                ? imports.preview(actor, file)
                : imports.run(actor, file, () -> System.nanoTime() - begun < SLICES_NANOS));
    }

    private Expert consent(ApiRequest request, Actor actor) {
        ConsentExpert consent = new ConsentExpert(services.experts(), services.clock());
        Consent said = request.decode(Consent.class);
        String id = request.path("id");
        if (request.asksFor("preview")) {
            return consent.look(actor, id, said.code());
        }
        return said.isGiven() ? consent.consent(actor, id, said.code()) : consent.takeBack(actor, id);
    }

    private ListExperts list() {
        return new ListExperts(services.experts(), services.staff(), services.clock());
    }
}
