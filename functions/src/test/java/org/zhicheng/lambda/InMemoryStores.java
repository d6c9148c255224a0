package org.zhicheng.lambda;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.zhicheng.dossier.certificate.ApprovalDocument.Stage;
import org.zhicheng.dossier.certificate.ApprovalDocument;
import org.zhicheng.dossier.certificate.Certificate;
import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.certificate.PreparedDocument;
import org.zhicheng.dossier.certificate.ApprovalDocument.Preparation;
import org.zhicheng.dossier.certificate.PublishedResults;
import org.zhicheng.dossier.committee.Expert;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.cycle.Catalogue;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.ApplyApprovalDocument;
import org.zhicheng.dossier.delivery.Delivery.MailToStaff;
import org.zhicheng.dossier.delivery.Delivery;
import org.zhicheng.dossier.flow.Role;
import org.zhicheng.dossier.integrity.IntegrityRecord;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.Person;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.process.ApplicationStore.StaleVersion;
import org.zhicheng.dossier.process.Change;
import org.zhicheng.dossier.process.Claim;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.staff.EmployerImport;
import org.zhicheng.dossier.staff.EmployerRequest;
import org.zhicheng.dossier.staff.Invitation;
import org.zhicheng.dossier.staff.StaffMember;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.ground.calendar.WorkingDays;
import org.zhicheng.ground.revision.Revision;
import org.zhicheng.rules.retention.Retention;

/** The smaller stores in memory. */
final class InMemoryStores {

    private InMemoryStores() {
    }

    // As the table's condition: a first revision over nothing, any other over the one before it.
    private static boolean follows(Optional<Revision> there, Revision next) {
        return Math.max(0, next.version() - 1) == there.map(Revision::version).orElse(0);
    }

    /** Registered applicants. */
    static final class People implements PersonStore {

        private final InMemoryTable table;
        private final Map<String, Person> people = new HashMap<>();
        private final Map<String, Instant> ends = new HashMap<>();

        People(InMemoryTable table) {
            this.table = table;
        }

        @Override
        public Optional<Person> find(String sub) {
            synchronized (table) {
                return Optional.ofNullable(people.get(sub));
            }
        }

        @Override
        public Optional<Person> findByIdNumberHash(String hash) {
            return table.ownerOf(Claim.Type.ID_NUMBER, hash).flatMap(this::find);
        }

        @Override
        public void register(Person person, AuditEvent event) {
            String pk = "PERSON#" + person.sub();
            table.transaction().claim(new Claim(Claim.Type.ID_NUMBER, person.idNumberHash(), person.sub()))
                    .on(pk, () -> !people.containsKey(person.sub()), () -> {
                        people.put(person.sub(), person);
                        ends.put(person.sub(), Retention.REGISTRATION_WITHOUT_APPLICATION.endOf(person.registeredAt()));
                    }).audit(pk, event).commit();
        }

        @Override
        public void correctContact(Person before, Person person, AuditEvent event, List<Delivery> deliveries) {
            change(person, p -> p.newMail().equals(before.newMail()),
                    p -> p.withContact(person.phone(), person.mail(), person.language()).awaiting(person.newMail()), event, deliveries);
        }

        @Override
        public void correctIdentity(Person before, Person after, AuditEvent event, List<Delivery> deliveries) {
            String pk = "PERSON#" + after.sub();
            InMemoryTable.Transaction transaction = table.transaction();
            if (!before.idNumberHash().equals(after.idNumberHash())) {
                transaction.claim(new Claim(Claim.Type.ID_NUMBER, after.idNumberHash(), after.sub()))
                        .release(new Claim(Claim.Type.ID_NUMBER, before.idNumberHash(), before.sub()));
            }
            transaction
                    .on(pk, () -> find(after.sub())
                            .filter(p -> p.name().equals(before.name()) && p.idNumberHash().equals(before.idNumberHash())).isPresent(),
                            () -> people
                                    .computeIfPresent(after.sub(),
                                            (sub, p) -> p.proved(after.name(), after.maskedIdNumber(), after.encryptedIdNumber(),
                                                    after.idNumberHash()).bornIn(after.bornIn())))
                    .audit(pk, event).outbox(pk, event, deliveries).commit();
        }

        @Override
        public void mailRefused(Person person, Instant at, AuditEvent event) {
            change(person, _ -> true,
                    p -> new Person(p.sub(), p.name(), p.maskedIdNumber(), p.encryptedIdNumber(), p.idNumberHash(), p.phone(), p.mail(),
                            p.language(), p.registeredAt(), Optional.of(new Person.MailRefusal(person.mail(), at)), p.newMail(),
                            p.bornIn()),
                    event, List.of());
        }

        private void change(Person person, Predicate<Person> condition, UnaryOperator<Person> change, AuditEvent event,
                List<Delivery> deliveries) {
            String pk = "PERSON#" + person.sub();
            table.transaction()
                    .on(pk, () -> find(person.sub()).filter(condition).isPresent(),
                            () -> people.computeIfPresent(person.sub(), (sub, p) -> change.apply(p)))
                    .audit(pk, event).outbox(pk, event, deliveries).commit();
        }

        @Override
        public List<Person> ending(YearMonth month, Instant before, int limit) {
            synchronized (table) {
                return people.values().stream().filter(p -> ends(ends.get(p.sub()), month, before)).limit(limit).toList();
            }
        }

        @Override
        public void keep(Person person, Instant until) {
            synchronized (table) {
                ends.put(person.sub(), until);
            }
        }

        @Override
        public void delete(Person person, AuditEvent event) {
            String pk = "PERSON#" + person.sub();
            table.transaction().release(new Claim(Claim.Type.ID_NUMBER, person.idNumberHash(), person.sub()))
                    .put(pk, () -> people.remove(person.sub())).audit(pk, event).commit();
        }
    }

    /** Staff and employers. */
    static final class Staff implements StaffStore {

        private final InMemoryTable table;
        private final Map<String, StaffMember> members = new TreeMap<>();
        private final Map<String, Employer> employers = new TreeMap<>();
        private final Map<String, EmployerRequest> requests = new TreeMap<>();
        private final Map<String, Invitation> invitations = new TreeMap<>();
        private final Map<String, EmployerImport> imports = new HashMap<>();

        Staff(InMemoryTable table) {
            this.table = table;
        }

        @Override
        public Optional<StaffMember> find(String sub) {
            synchronized (table) {
                return Optional.ofNullable(members.get(sub));
            }
        }

        @Override
        public List<StaffMember> all() {
            synchronized (table) {
                return List.copyOf(members.values());
            }
        }

        @Override
        public void save(StaffMember member, Optional<StaffMember> by, AuditEvent event) {
            InMemoryTable.Transaction transaction = table.transaction();
            by.filter(other -> !other.sub().equals(member.sub())).ifPresent(other -> transaction.on("STAFF#" + other.sub(),
                    () -> find(other.sub()).map(StaffMember::revision).equals(Optional.of(other.revision())), () -> {
                    }));
            transaction.on("STAFF#" + member.sub(), () -> follows(find(member.sub()).map(StaffMember::revision), member.revision()),
                    () -> members.put(member.sub(), member)).audit("STAFF#" + member.sub(), event).commit();
        }

        @Override
        public Optional<Invitation> findInvitation(String code) {
            synchronized (table) {
                return Optional.ofNullable(invitations.get(code));
            }
        }

        @Override
        public List<Invitation> invitations() {
            synchronized (table) {
                return List.copyOf(invitations.values());
            }
        }

        @Override
        public void saveInvitation(Invitation invitation, AuditEvent event, List<MailToStaff> mails) {
            table.transaction()
                    .on("INVITATION#" + invitation.code(),
                            () -> follows(findInvitation(invitation.code()).map(Invitation::revision), invitation.revision()),
                            () -> invitations.put(invitation.code(), invitation))
                    .audit(event.subject(), event).outbox(event.subject(), event, List.copyOf(mails)).commit();
        }

        @Override
        public boolean tell(AuditEvent event, MailToStaff mail) {
            try {
                table.transaction().audit(event.subject(), event).outbox(event.subject(), event, List.of(mail)).commit();
                return true;
            } catch (StaleVersion e) {
                return false;
            }
        }

        @Override
        public Optional<Employer> findEmployer(String uscc) {
            synchronized (table) {
                return Optional.ofNullable(employers.get(uscc));
            }
        }

        @Override
        public List<Employer> employers() {
            synchronized (table) {
                return List.copyOf(employers.values());
            }
        }

        @Override
        public EmployerPage employers(int limit, Optional<String> cursor) {
            synchronized (table) {
                List<Employer> rest = employers.values().stream().filter(e -> cursor.isEmpty() || e.uscc().compareTo(cursor.get()) > 0)
                        .toList();
                List<Employer> page = rest.stream().limit(limit).toList();
                return new EmployerPage(page, rest.size() > page.size() ? Optional.of(page.getLast().uscc()) : Optional.empty());
            }
        }

        @Override
        public void saveEmployers(List<Registered> registered) {
            InMemoryTable.Transaction transaction = table.transaction();
            for (Registered one : registered) {
                Employer employer = one.employer();
                transaction
                        .on("EMPLOYER#" + employer.uscc(),
                                () -> follows(findEmployer(employer.uscc()).map(Employer::revision), employer.revision()),
                                () -> employers.put(employer.uscc(), employer))
                        .audit("EMPLOYER#" + employer.uscc(), one.event())
                        .outbox("EMPLOYER#" + employer.uscc(), one.event(), List.copyOf(one.mails()));
                transaction.on("EMPLOYER-REQUEST#" + employer.uscc(), () -> findRequest(employer.uscc()).map(EmployerRequest::revision)
                        .equals(one.answered().map(EmployerRequest::revision)), () -> requests.remove(employer.uscc()));
            }
            transaction.commit();
        }

        @Override
        public Optional<EmployerRequest> findRequest(String uscc) {
            synchronized (table) {
                return Optional.ofNullable(requests.get(uscc));
            }
        }

        @Override
        public List<EmployerRequest> requests() {
            synchronized (table) {
                return List.copyOf(requests.values());
            }
        }

        @Override
        public void saveRequest(EmployerRequest request, AuditEvent event, List<? extends Delivery> deliveries) {
            String uscc = request.employer().uscc();
            table.transaction()
                    .on("EMPLOYER-REQUEST#" + uscc,
                            () -> follows(findRequest(uscc).map(EmployerRequest::revision), request.revision())
                                    && !(request.isOpen() && findEmployer(uscc).isPresent()),
                            () -> requests.put(uscc, request))
                    .audit("EMPLOYER#" + uscc, event).outbox("EMPLOYER#" + uscc, event, List.copyOf(deliveries)).commit();
        }

        @Override
        public void answer(EmployerRequest request, AuditEvent event, List<? extends Delivery> deliveries) {
            String uscc = request.employer().uscc();
            table.transaction()
                    .on("EMPLOYER-REQUEST#" + uscc,
                            () -> findRequest(uscc).map(EmployerRequest::revision).equals(Optional.of(request.revision())),
                            () -> requests.remove(uscc))
                    .audit("EMPLOYER#" + uscc, event).outbox("EMPLOYER#" + uscc, event, List.copyOf(deliveries)).commit();
        }

        @Override
        public Optional<EmployerImport> findImport(String id) {
            synchronized (table) {
                return Optional.ofNullable(imports.get(id));
            }
        }

        @Override
        public void beginImport(EmployerImport begun, AuditEvent event) {
            table.transaction().on(event.subject(), () -> !imports.containsKey(begun.id()), () -> imports.put(begun.id(), begun))
                    .audit(event.subject(), event).commit();
        }

        @Override
        public void continueImport(EmployerImport before, EmployerImport next) {
            table.transaction()
                    .on("EMPLOYER-IMPORT#" + next.id(),
                            () -> findImport(next.id()).filter(there -> there.done() == before.done()).isPresent(),
                            () -> imports.put(next.id(), next))
                    .commit();
        }
    }

    /** The committee's register. */
    static final class Experts implements ExpertStore {

        private final InMemoryTable table;
        private final Map<String, Expert> experts = new TreeMap<>();
        private final Map<String, String> logins = new HashMap<>();
        private Optional<String> secret = Optional.empty();

        Experts(InMemoryTable table) {
            this.table = table;
        }

        @Override
        public Optional<Expert> find(String id) {
            synchronized (table) {
                return Optional.ofNullable(experts.get(id));
            }
        }

        @Override
        public Optional<Expert> findBySub(String sub) {
            synchronized (table) {
                return Optional.ofNullable(logins.get(sub)).flatMap(this::find);
            }
        }

        @Override
        public List<Expert> all() {
            synchronized (table) {
                return List.copyOf(experts.values());
            }
        }

        @Override
        public void save(List<Recorded> recorded) {
            InMemoryTable.Transaction transaction = table.transaction();
            recorded.forEach(one -> write(transaction, one));
            transaction.commit();
        }

        @Override
        public void bind(Recorded recorded, String login, Optional<String> replaced) {
            String id = recorded.expert().id();
            write(table.transaction(), recorded).on("EXPERT-LOGIN#" + login, () -> {
                String there = logins.getOrDefault(login, id);
                return there.equals(id) || replaced.filter(there::equals).isPresent();
            }, () -> logins.put(login, id)).commit();
        }

        private InMemoryTable.Transaction write(InMemoryTable.Transaction transaction, Recorded one) {
            Expert expert = one.expert();
            String subject = "EXPERT#" + expert.id();
            return transaction
                    .on(subject, () -> follows(find(expert.id()).map(Expert::revision), expert.revision()),
                            () -> experts.put(expert.id(), expert))
                    .audit(subject, one.event()).outbox(subject, one.event(), List.copyOf(one.mails()));
        }

        @Override
        public void delete(Expert expert, AuditEvent event) {
            table.transaction().on("EXPERT#" + expert.id(),
                    () -> find(expert.id()).map(Expert::revision).equals(Optional.of(expert.revision())), () -> {
                        experts.remove(expert.id());
                        expert.sub().ifPresent(login -> logins.remove(login, expert.id()));
                    }).audit("EXPERT#" + expert.id(), event).commit();
        }

        @Override
        public String secret(Supplier<String> fresh) {
            synchronized (table) {
                secret = secret.or(() -> Optional.of(fresh.get()));
                return secret.orElseThrow();
            }
        }
    }

    /** Cycles, the calendar, the closing. */
    static final class Cycles implements CycleStore {

        private final InMemoryTable table;
        private final Map<Integer, Cycle> cycles = new TreeMap<>();
        private final Map<Integer, CalendarYear> calendar = new TreeMap<>();
        private final Map<Integer, TreeMap<Instant, ClosingReport>> closings = new HashMap<>();
        private final Map<Integer, Instant> reminded = new HashMap<>();
        private Catalogue catalogue;

        Cycles(InMemoryTable table) {
            this.table = table;
        }

        @Override
        public Optional<Cycle> find(int year) {
            synchronized (table) {
                return Optional.ofNullable(cycles.get(year));
            }
        }

        @Override
        public List<Cycle> all() {
            synchronized (table) {
                return List.copyOf(cycles.values());
            }
        }

        @Override
        public void save(Cycle cycle, AuditEvent event) {
            table.transaction().on("CYCLE#" + cycle.year(), () -> follows(find(cycle.year()).map(Cycle::revision), cycle.revision()),
                    () -> cycles.put(cycle.year(), cycle)).audit("CYCLE#" + cycle.year(), event).commit();
        }

        @Override
        public boolean close(int year, Instant closes, Instant closed, AuditEvent event) {
            try {
                table.transaction().on("CYCLE#" + year, () -> find(year).filter(c -> c.closes().equals(closes)).isPresent(),
                        () -> cycles.computeIfPresent(year, (y, c) -> c.closedAt(closed))).audit("CYCLE#" + year, event).commit();
                return true;
            } catch (StaleVersion e) {
                return false;
            }
        }

        @Override
        public Optional<Instant> remindedOf(int year) {
            synchronized (table) {
                return Optional.ofNullable(reminded.get(year));
            }
        }

        @Override
        public void saveReminded(int year, Instant closes) {
            synchronized (table) {
                reminded.put(year, closes);
            }
        }

        @Override
        public Map<Integer, WorkingDays.Year> calendar() {
            synchronized (table) {
                Map<Integer, WorkingDays.Year> years = new TreeMap<>();
                calendar.forEach((year, days) -> years.put(year, days.days()));
                return years;
            }
        }

        @Override
        public Optional<CalendarYear> calendarYear(int year) {
            synchronized (table) {
                return Optional.ofNullable(calendar.get(year));
            }
        }

        @Override
        public void saveCalendar(int year, CalendarYear days, AuditEvent event, List<? extends Delivery> deliveries) {
            table.transaction()
                    .on("CALENDAR#" + year, () -> follows(calendarYear(year).map(CalendarYear::revision), days.revision()),
                            () -> calendar.put(year, days))
                    .audit("CALENDAR#" + year, event).outbox("CALENDAR#" + year, event, List.copyOf(deliveries)).commit();
        }

        @Override
        public Optional<Catalogue> catalogueSet() {
            synchronized (table) {
                return Optional.ofNullable(catalogue);
            }
        }

        @Override
        public void saveCatalogue(Catalogue next, AuditEvent event) {
            table.transaction()
                    .on("CATALOGUE", () -> follows(catalogueSet().map(Catalogue::revision), next.revision()), () -> catalogue = next)
                    .audit("CATALOGUE", event).commit();
        }

        @Override
        public List<ClosingReport> closings(int year) {
            synchronized (table) {
                return List.copyOf(closings.getOrDefault(year, new TreeMap<>()).values());
            }
        }

        @Override
        public void saveClosing(ClosingReport report) {
            synchronized (table) {
                closings.computeIfAbsent(report.year(), year -> new TreeMap<>()).put(report.closes(), report);
            }
        }
    }

    /** Approval documents and certificates. */
    static final class Certificates implements CertificateStore {

        private static final Duration TO_APPLY = Duration.ofSeconds(60);

        private final InMemoryTable table;
        private final InMemoryApplicationStore applications;
        private final Map<String, ApprovalDocument> documents = new HashMap<>();
        private final Map<String, Certificate> certificates = new HashMap<>();
        private final Map<String, Long> sequences = new HashMap<>();
        private final Map<String, Long> held = new HashMap<>();
        private final List<Query> queries = new ArrayList<>();
        private final Map<String, String> results = new HashMap<>();
        private final Map<String, String> prepared = new TreeMap<>();

        Certificates(InMemoryTable table, InMemoryApplicationStore applications) {
            this.table = table;
            this.applications = applications;
        }

        @Override
        public void record(ApprovalDocument document, Map<String, Long> seen, AuditEvent event) {
            InMemoryTable.Transaction transaction = begun(document).audit(pk(document), event).on("PREPARED#" + document.number(),
                    () -> true, () -> prepared.remove(document.number()));
            claim(transaction, document, seen);
            transaction.commit();
        }

        @Override
        public void record(ApprovalDocument document, List<Change> approved, AuditEvent event) {
            InMemoryTable.Transaction transaction = created(document).audit(pk(document), event).on("PREPARED#" + document.number(),
                    () -> true, () -> prepared.remove(document.number()));
            approved.forEach(change -> applications.add(change, transaction));
            transaction.commit();
        }

        @Override
        public void prepare(PreparedDocument next, AuditEvent event) {
            table.transaction()
                    .on("PREPARED#" + next.number(),
                            () -> prepared(next.number()).map(PreparedDocument::version).orElse(0) == next.version() - 1
                                    && !documents.containsKey(next.number()),
                            () -> prepared.put(next.number(), Json.encode(next)))
                    .audit(event.subject(), event).commit();
        }

        @Override
        public void unprepare(PreparedDocument document, AuditEvent event) {
            table.transaction()
                    .on("PREPARED#" + document.number(),
                            () -> prepared(document.number()).filter(there -> there.version() == document.version()).isPresent(),
                            () -> prepared.remove(document.number()))
                    .audit(event.subject(), event).commit();
        }

        @Override
        public List<PreparedDocument> prepared() {
            synchronized (table) {
                return prepared.values().stream().map(json -> Json.decode(json, PreparedDocument.class)).toList();
            }
        }

        @Override
        public Optional<PreparedDocument> prepared(String number) {
            synchronized (table) {
                return Optional.ofNullable(prepared.get(number)).map(json -> Json.decode(json, PreparedDocument.class));
            }
        }

        private void claim(InMemoryTable.Transaction transaction, ApprovalDocument document, Map<String, Long> seen) {
            seen.forEach((id, version) -> transaction
                    .on("APP#" + id + "HEAD", () -> applications.find(id).filter(a -> a.version() == version).isPresent(), () -> {
                    }).claim(Claim.listed(id, document.number())));
        }

        @Override
        public void begin(ApprovalDocument document) {
            begun(document).commit();
        }

        private InMemoryTable.Transaction begun(ApprovalDocument document) {
            String pk = pk(document);
            AuditEvent none = new AuditEvent(pk, document.recordedAt().toEpochMilli(), document.recordedAt(), "", Role.OFFICE, "",
                    Optional.empty(), Optional.empty(), AuditEvent.Channel.API, "");
            return created(document).held(pk, none, new ApplyApprovalDocument(document.number()), TO_APPLY);
        }

        private InMemoryTable.Transaction created(ApprovalDocument document) {
            return table.transaction().on(pk(document),
                    () -> !documents.containsKey(document.number()) && prepared(document.number()).map(PreparedDocument::version).orElse(0)
                            .equals(document.prepared().map(Preparation::version).orElse(0)),
                    () -> documents.put(document.number(), document));
        }

        @Override
        public void list(ApprovalDocument document, Map<String, Long> seen) {
            InMemoryTable.Transaction transaction = at(document, Stage.RECORDING, () -> {
            });
            claim(transaction, document, seen);
            transaction.commit();
        }

        @Override
        public void add(ApprovalDocument after, Map<String, Long> seen, AuditEvent event) {
            int before = after.applications().size() - after.additions().getLast().applications().size();
            InMemoryTable.Transaction transaction = table.transaction()
                    .on(pk(after),
                            () -> findDocument(after.number()).filter(there -> there.stage() == Stage.FINAL
                                    && there.recordedAt().equals(after.recordedAt()) && there.applications().size() == before).isPresent(),
                            () -> documents.put(after.number(), after))
                    .audit(pk(after), event).held(pk(after), event, new ApplyApprovalDocument(after.number()), TO_APPLY);
            claim(transaction, after, seen);
            transaction.commit();
        }

        @Override
        public void applied(ApprovalDocument document) {
            table.waiting().stream().filter(item -> item.subject().equals(pk(document))).forEach(table::delivered);
        }

        @Override
        public void conclude(ApprovalDocument document, AuditEvent event) {
            try {
                at(document, Stage.RECORDING, () -> {
                    documents.put(document.number(), document.at(Stage.FINAL));
                    prepared.remove(document.number());
                }).audit(pk(document), event).commit();
            } catch (StaleVersion e) {
                if (findDocument(document.number()).filter(there -> there.stage() == Stage.FINAL).isEmpty()) {
                    throw e;
                }
            }
        }

        @Override
        public boolean refuse(ApprovalDocument document) {
            try {
                at(document, Stage.RECORDING, () -> documents.put(document.number(), document.at(Stage.REFUSED))).commit();
                return true;
            } catch (StaleVersion e) {
                return false;
            }
        }

        @Override
        public void remove(ApprovalDocument document) {
            for (String id : document.applications()) {
                if (table.ownerOf(Claim.Type.LISTED, id).filter(document.number()::equals).isPresent()) {
                    at(document, Stage.REFUSED, () -> {
                    }).release(Claim.listed(id, document.number())).commit();
                }
            }
            at(document, Stage.REFUSED, () -> documents.remove(document.number())).commit();
        }

        private InMemoryTable.Transaction at(ApprovalDocument document, Stage stage, Runnable write) {
            return table.transaction().on(pk(document),
                    () -> findDocument(document.number())
                            .filter(there -> there.stage() == stage && there.recordedAt().equals(document.recordedAt())).isPresent(),
                    write);
        }

        private static String pk(ApprovalDocument document) {
            return "APPROVAL#" + document.number();
        }

        @Override
        public Optional<PublishedResults> results(String id) {
            synchronized (table) {
                return Optional.ofNullable(results.get(id)).map(json -> Json.decode(json, PublishedResults.class));
            }
        }

        @Override
        public List<PublishedResults> published() {
            synchronized (table) {
                return results.values().stream().map(json -> Json.decode(json, PublishedResults.class))
                        .filter(list -> list.withdrawal().isEmpty()).map(PublishedResults::withoutLines).toList();
            }
        }

        @Override
        public void publish(PublishedResults next, AuditEvent event) {
            String id = PublishedResults.id(next.number());
            table.transaction().on("RESULTS#" + id, () -> results(id).map(PublishedResults::version).orElse(0) == next.version() - 1,
                    () -> results.put(id, Json.encode(next))).audit(event.subject(), event).commit();
        }

        @Override
        public List<ApprovalDocument> documents() {
            synchronized (table) {
                return documents.values().stream().filter(d -> d.stage() == Stage.FINAL).toList();
            }
        }

        @Override
        public Optional<ApprovalDocument> findDocument(String number) {
            synchronized (table) {
                return Optional.ofNullable(documents.get(number));
            }
        }

        @Override
        public long number(String sequence, String holder) {
            synchronized (table) {
                return held.computeIfAbsent(sequence + "#" + holder, _ -> sequences.merge(sequence, 1L, Long::sum));
            }
        }

        @Override
        public void settle(String sequence, String holder) {
            synchronized (table) {
                held.remove(sequence + "#" + holder);
            }
        }

        @Override
        public void issue(Certificate certificate, Change change) {
            applications.commit(claiming(certificate, change), transaction -> created(transaction, certificate));
        }

        @Override
        public void reinstate(Certificate former, Certificate next, AuditEvent event, Change change) {
            applications.commit(claiming(next, change),
                    transaction -> created(transaction, next)
                            .on("CERT#" + former.number(),
                                    () -> Optional.ofNullable(certificates.get(former.number())).filter(Certificate::wasRevoked)
                                            .isPresent(),
                                    () -> certificates.put(former.number(), former))
                            .audit("CERT#" + former.number(), event));
        }

        private static Change claiming(Certificate certificate, Change change) {
            return change.claiming(certificate.title())
                    .claiming(new Claim(Claim.Type.CERTIFICATE_NUMBER, certificate.number(), certificate.applicationId()))
                    .claiming(new Claim(Claim.Type.VERIFICATION_CODE, certificate.code(), certificate.number()));
        }

        private InMemoryTable.Transaction created(InMemoryTable.Transaction transaction, Certificate certificate) {
            return transaction.on("CERT#" + certificate.number(), () -> !certificates.containsKey(certificate.number()),
                    () -> certificates.put(certificate.number(), certificate));
        }

        @Override
        public Optional<Certificate> find(String number) {
            synchronized (table) {
                return Optional.ofNullable(certificates.get(number));
            }
        }

        @Override
        public Optional<Certificate> findByCode(String code) {
            return table.ownerOf(Claim.Type.VERIFICATION_CODE, code).flatMap(this::find);
        }

        @Override
        public List<Certificate> ofApplicant(String sub) {
            synchronized (table) {
                return certificates.values().stream().filter(c -> c.applicant().equals(sub))
                        .sorted(Comparator.comparing(Certificate::issuedAt).reversed()).toList();
            }
        }

        @Override
        public void revoke(Certificate certificate, AuditEvent event, Change change) {
            applications.commit(change, transaction -> wasValid(transaction, certificate).release(certificate.title())
                    .audit("CERT#" + certificate.number(), event));
        }

        @Override
        public void replace(Certificate former, Certificate next, AuditEvent event, Change change) {
            boolean sameTitle = former.title().value().equals(next.title().value());
            Change claiming = sameTitle ? change : change.claiming(next.title()).releasing(former.title());
            applications.commit(
                    claiming.claiming(new Claim(Claim.Type.CERTIFICATE_NUMBER, next.number(), next.applicationId()))
                            .claiming(new Claim(Claim.Type.VERIFICATION_CODE, next.code(), next.number())),
                    transaction -> (sameTitle
                            ? wasValid(transaction, former).transfer(former.title(), next.number())
                            : wasValid(transaction, former))
                            .on("CERT#" + next.number(), () -> !certificates.containsKey(next.number()),
                                    () -> certificates.put(next.number(), next))
                            .audit("CERT#" + former.number(), event));
        }

        private InMemoryTable.Transaction wasValid(InMemoryTable.Transaction transaction, Certificate certificate) {
            return transaction.on("CERT#" + certificate.number(),
                    () -> Optional.ofNullable(certificates.get(certificate.number())).filter(c -> !c.valid()).isEmpty(),
                    () -> certificates.put(certificate.number(), certificate));
        }

        @Override
        public void logQuery(Query query) {
            synchronized (table) {
                queries.add(query);
            }
        }

        @Override
        public List<Query> queries(String number, int limit) {
            synchronized (table) {
                return queries.stream().filter(q -> q.number().equals(number)).sorted(Comparator.comparing(Query::at).reversed())
                        .limit(limit).toList();
            }
        }

        int deleteQueries(YearMonth month, Instant before, int limit) {
            synchronized (table) {
                List<Query> ended = queries.stream().filter(q -> ends(Retention.CERTIFICATE_QUERIES.endOf(q.at()), month, before))
                        .limit(limit).toList();
                queries.removeAll(ended);
                return ended.size();
            }
        }
    }

    // As the index finds them: by the month they end in.
    private static boolean ends(Instant end, YearMonth month, Instant before) {
        return YearMonth.from(end.atOffset(ZoneOffset.UTC)).equals(month) && end.isBefore(before);
    }

    /** Integrity records. */
    static final class Integrity implements IntegrityStore {

        private final InMemoryTable table;
        private final Map<String, Map<String, IntegrityRecord>> records = new HashMap<>();

        Integrity(InMemoryTable table) {
            this.table = table;
        }

        @Override
        public List<IntegrityRecord> of(String idNumberHash) {
            synchronized (table) {
                return List.copyOf(records.getOrDefault(idNumberHash, Map.of()).values());
            }
        }

        @Override
        public List<IntegrityRecord> all() {
            synchronized (table) {
                return records.values().stream().flatMap(of -> of.values().stream()).toList();
            }
        }

        @Override
        public void save(IntegrityRecord record, AuditEvent event, List<? extends Delivery> deliveries) {
            String pk = "INTEGRITY#" + record.idNumberHash();
            table.transaction()
                    .on(pk + "R#" + record.id(), () -> !records.getOrDefault(record.idNumberHash(), Map.of()).containsKey(record.id()),
                            () -> records.computeIfAbsent(record.idNumberHash(), hash -> new TreeMap<>()).put(record.id(), record))
                    .audit(pk, event).outbox(pk, event, List.copyOf(deliveries)).commit();
        }

        @Override
        public void append(IntegrityRecord record, AuditEvent event, List<? extends Delivery> deliveries) {
            String pk = "INTEGRITY#" + record.idNumberHash();
            List<IntegrityRecord.Step> before = record.steps().subList(0, record.steps().size() - 1);
            table.transaction()
                    .on(pk + "R#" + record.id(),
                            () -> of(record.idNumberHash()).stream().anyMatch(r -> r.id().equals(record.id()) && r.steps().equals(before)),
                            () -> records.get(record.idNumberHash()).put(record.id(), record))
                    .audit(pk, event).outbox(pk, event, List.copyOf(deliveries)).commit();
        }

        int delete(YearMonth month, Instant before, int limit) {
            synchronized (table) {
                List<IntegrityRecord> ended = records.values().stream().flatMap(r -> r.values().stream()).filter(
                        r -> ends(Retention.INTEGRITY_RECORDS.endOf(r.date().atStartOfDay(BeijingTime.ZONE).toInstant()), month, before))
                        .limit(limit).toList();
                ended.forEach(r -> records.get(r.idNumberHash()).remove(r.id()));
                return ended.size();
            }
        }
    }
}
