package org.zhicheng.work.paper;

import static org.zhicheng.ground.rule.NoticeRule.R19;
import static org.zhicheng.ground.rule.NoticeRule.R28;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.certificate.PublishedResults;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.failure.ErrorCode;
import org.zhicheng.ground.failure.Failure;
import org.zhicheng.ground.rule.Rule;
import org.zhicheng.ground.text.Text;
import org.zhicheng.ground.typesetting.FormPrinter;
import org.zhicheng.ground.typesetting.Format;

/** Shows anyone the lists of results that are public, masked as they were published (R19, R28). */
@Rule({R19, R28})
public final class ShowResults {

    private final CertificateStore certificates;

    public ShowResults(CertificateStore certificates) {
        this.certificates = certificates;
    }

    /** One of the lists that are public. */
    public record Head(String id, String number, LocalDate date, int cycle, int people, LocalDate publishedOn) {
        private static Head of(PublishedResults p) {
            return new Head(PublishedResults.id(p.number()), p.number(), p.date(), p.cycle(), p.people(), ShowResults.publishedOn(p));
        }
    }

    /** All that are public, the latest first. */
    public record Lists(List<Head> lists) {
    }

    /**
     * A list.
     *
     * @param withdrawnOn the day on which it was withdrawn; then nobody is on it
     */
    public record Results(String number, LocalDate date, int cycle, LocalDate publishedOn, Optional<LocalDate> withdrawnOn,
            List<PublishedResults.Line> lines, String receivingOffice, String supervisingTelephone, String issuingAuthority) {
    }

    public Lists all() {
        return new Lists(certificates.published().stream()
                .sorted(Comparator.comparing((PublishedResults p) -> p.published().at()).thenComparing(PublishedResults::number).reversed())
                .map(Head::of).toList());
    }

    /** @throws Failure {@code NOT_FOUND} where nothing was ever published under that address, or it has been kept long enough */
    public Results show(String id) {
        PublishedResults p = find(id);
        return new Results(p.number(), p.date(), p.cycle(), publishedOn(p), withdrawnOn(p), p.lines(), p.publisher().receivingOffice(),
                p.publisher().supervisingTelephone(), p.publisher().issuingAuthority());
    }

    /** @throws Failure {@code NOT_FOUND}, {@code PAPER_NOT_DUE} of one that was withdrawn */
    public byte[] print(String id) {
        PublishedResults p = find(id);
        withdrawnOn(p).ifPresent(day -> {
            throw new Failure(ErrorCode.PAPER_NOT_DUE, PrintLists.Paper.RESULT_LIST,
                    new Text("名单已于" + day + "撤回", "the list was withdrawn on " + day));
        });
        return FormPrinter.print(ResultList.of(p, publishedOn(p)).document().printable(), Format.PDF);
    }

    private PublishedResults find(String id) {
        return certificates.results(id).orElseThrow(() -> new Failure(ErrorCode.NOT_FOUND, id));
    }

    private static LocalDate publishedOn(PublishedResults p) {
        return LocalDate.ofInstant(p.published().at(), BeijingTime.ZONE);
    }

    private static Optional<LocalDate> withdrawnOn(PublishedResults p) {
        return p.withdrawal().map(w -> LocalDate.ofInstant(w.by().at(), BeijingTime.ZONE));
    }
}
