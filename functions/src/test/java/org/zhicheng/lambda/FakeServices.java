package org.zhicheng.lambda;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.zhicheng.dossier.certificate.CertificateStore;
import org.zhicheng.dossier.committee.ExpertStore;
import org.zhicheng.dossier.committee.BallotBox;
import org.zhicheng.dossier.committee.SessionStore;
import org.zhicheng.dossier.cycle.CycleStore;
import org.zhicheng.dossier.delivery.Delivery.StepOutcome;
import org.zhicheng.dossier.delivery.Outbox;
import org.zhicheng.dossier.delivery.OutboxItem;
import org.zhicheng.dossier.delivery.Workflow;
import org.zhicheng.dossier.flow.State;
import org.zhicheng.dossier.integrity.IntegrityStore;
import org.zhicheng.dossier.people.PersonStore;
import org.zhicheng.dossier.people.Vault;
import org.zhicheng.dossier.process.ApplicationStore;
import org.zhicheng.dossier.process.Attempts;
import org.zhicheng.dossier.record.AuditEvent;
import org.zhicheng.dossier.record.AuditLog;
import org.zhicheng.dossier.staff.StaffStore;
import org.zhicheng.ground.calendar.BeijingTime;
import org.zhicheng.inquiry.CallerCounts;
import org.zhicheng.work.certificate.Signer;
import org.zhicheng.work.monitoring.Workload;
import org.zhicheng.work.outbox.MailRefused;
import org.zhicheng.work.outbox.Mailer;
import org.zhicheng.work.retention.ExpiringRecords;
import org.zhicheng.work.statistics.CountApplications;
import org.zhicheng.work.statistics.Counts;

/**
 * Every port in memory, as faithful as the tests need: transactions with the table's conditions, a clock that stands still, ids that count.
 * It stands at 2025-03-03 12:00 in Asia/Shanghai, inside the notice's window, but no cycle is set.
 */
public final class FakeServices implements Services {

    /** The first administrator, by the environment. */
    public static final String ADMINISTRATOR = "administrator";

    private final MutableClock clock = new MutableClock(LocalDateTime.parse("2025-03-03T12:00").atZone(BeijingTime.ZONE).toInstant());
    private final InMemoryTable table = new InMemoryTable();
    private final InMemoryStores.People people = new InMemoryStores.People(table);
    private final InMemoryStores.Staff staff = new InMemoryStores.Staff(table);
    private final InMemoryStores.Experts experts = new InMemoryStores.Experts(table);
    private final InMemoryStores.Cycles cycles = new InMemoryStores.Cycles(table);
    private final InMemoryApplicationStore applications = new InMemoryApplicationStore(table, cycles);
    private final InMemoryCounts counts = new InMemoryCounts(table, applications);
    private final InMemoryStores.Certificates certificates = new InMemoryStores.Certificates(table, applications);
    private final InMemoryStores.Integrity integrity = new InMemoryStores.Integrity(table);
    private final InMemoryFileStore materials = new InMemoryFileStore("materials");
    private final InMemoryRenderings renderings = new InMemoryRenderings(materials, clock);
    private final InMemoryFileStore certificateFiles = new InMemoryFileStore("certificates");
    private final InMemoryExports exports = new InMemoryExports(this);
    private final InMemorySweeps sweeps = new InMemorySweeps(this);
    private final FakeVault vault = new FakeVault();
    private final Signer signer = new JdkSigner();
    private final RecordingWorkflow workflow = new RecordingWorkflow();
    private final RecordingMailer mailer = new RecordingMailer();
    private final Map<String, Long> callers = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final InMemorySessions sessions = new InMemorySessions(table, applications);
    /** Ids of ballots tell nothing of an order. */
    private final BallotBox ballots = new FakeBallotBox(() -> java.util.UUID.randomUUID().toString().replace("-", ""));
    private final Map<String, String> variables = new HashMap<>(Map.of("FIRST_ADMINISTRATOR", ADMINISTRATOR, "PUBLIC_URL",
            "https://zhicheng.invalid", "AWS_REGION", "cn-northwest-1", "STACK_NAME", "zhicheng"));

    /** Sets a variable of the environment. */
    public FakeServices with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** As if an application had been stored before there was an index of papers. */
    public void forgetPapers(String id) {
        applications.forgetPapers(id);
    }

    /** The events written about {@code PERSON#…}, {@code STAFF#…}, {@code CYCLE#…} and so on, in order. */
    public List<AuditEvent> eventsOf(String partition) {
        return table.events(partition);
    }

    /** What waits in the outbox, in the order it was written. */
    public List<OutboxItem> waiting() {
        return table.waiting();
    }

    @Override
    public ApplicationStore applications() {
        return applications;
    }

    @Override
    public PersonStore people() {
        return people;
    }

    @Override
    public StaffStore staff() {
        return staff;
    }

    @Override
    public ExpertStore experts() {
        return experts;
    }

    @Override
    public SessionStore sessions() {
        return sessions;
    }

    /** Everything kept of sessions, by key. */
    public Map<String, String> itemsOfSessions() {
        return sessions.items();
    }

    @Override
    public BallotBox ballots() {
        return ballots;
    }

    @Override
    public CycleStore cycles() {
        return cycles;
    }

    @Override
    public CertificateStore certificates() {
        return certificates;
    }

    @Override
    public IntegrityStore integrity() {
        return integrity;
    }

    @Override
    public InMemoryFileStore materials() {
        return materials;
    }

    @Override
    public InMemoryRenderings renderings() {
        return renderings;
    }

    @Override
    public InMemoryExports exports() {
        return exports;
    }

    @Override
    public InMemorySweeps sweeps() {
        return sweeps;
    }

    @Override
    public InMemoryFileStore certificateFiles() {
        return certificateFiles;
    }

    @Override
    public Vault vault() {
        return vault;
    }

    @Override
    public Signer signer() {
        return signer;
    }

    @Override
    public RecordingWorkflow workflow() {
        return workflow;
    }

    @Override
    public RecordingMailer mailer() {
        return mailer;
    }

    @Override
    public Outbox outbox() {
        return table;
    }

    @Override
    public AuditLog auditLog() {
        return new AuditLog() {
            @Override
            public void append(AuditEvent event) {
                AtomicLong sequence = new AtomicLong(event.sequence());
                Attempts.of(() -> {
                    table.transaction().audit(event.subject(), event.withSequence(sequence.getAndIncrement())).commit();
                    return event;
                });
            }

            @Override
            public void appendOnce(String key, AuditEvent event) {
                table.once(event.subject(), key, event);
            }

            @Override
            public boolean isThere(String subject, String key) {
                return table.isThere(subject, key);
            }

            @Override
            public List<AuditEvent> events(String subject) {
                return table.events(subject);
            }
        };
    }

    @Override
    public ExpiringRecords expiringRecords() {
        return (month, before, limit) -> {
            int queries = certificates.deleteQueries(month, before, limit);
            return queries + integrity.delete(month, before, limit - queries);
        };
    }

    @Override
    public Counts counts() {
        return counts;
    }

    /** As the table's stream has it done: everything is counted as it is now. */
    public FakeServices counted() {
        new CountApplications(counts, applications).count(applications.ids());
        return this;
    }

    @Override
    public Workload workload() {
        return cycle -> Stream.of(State.values()).filter(state -> !state.isFinal())
                .collect(Collectors.toMap(state -> state,
                        state -> applications.inState(cycle, state, 1000, Optional.empty()).items().stream()
                                .map(a -> new Workload.Backlog(1, Optional.of(a.enteredAt())))
                                .reduce(Workload.Backlog.NONE, Workload.Backlog::and)));
    }

    @Override
    public CallerCounts callerCounts() {
        return (caller, what, from, to) -> callers.merge(caller + what + from, 1L, Long::sum);
    }

    @Override
    public Environment environment() {
        return Environment.of(variables);
    }

    @Override
    public MutableClock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    /** {@code id1}, {@code id2}, … */
    @Override
    public Supplier<String> ids() {
        return () -> "id" + lastId.incrementAndGet();
    }

    @Override
    public void prime() {
        staff.find("prime");
    }

    /** The workflow's calls, and what it would answer. */
    public static final class RecordingWorkflow implements Workflow {

        private final Map<String, Start> starts = new ConcurrentHashMap<>();
        private final List<Resume> resumes = new CopyOnWriteArrayList<>();
        private final Set<String> ended = ConcurrentHashMap.newKeySet();
        private final AtomicInteger asked = new AtomicInteger();

        /** A start of an execution. */
        public record Start(String execution, String applicationId, StepOutcome outcome) {
        }

        /** An end of a wait. */
        public record Resume(String token, StepOutcome outcome) {
        }

        public List<Start> starts() {
            return List.copyOf(starts.values());
        }

        public List<Resume> resumes() {
            return List.copyOf(resumes);
        }

        /** Makes an execution look ended, or lost. */
        public void end(String execution) {
            ended.add(execution);
        }

        @Override
        public void start(String execution, String applicationId, StepOutcome outcome) {
            starts.putIfAbsent(execution, new Start(execution, applicationId, outcome));
        }

        @Override
        public void resume(String token, StepOutcome outcome) {
            resumes.add(new Resume(token, outcome));
        }

        /** How often it was asked about a single execution. */
        public int asked() {
            return asked.get();
        }

        @Override
        public Set<String> running() {
            return starts.keySet().stream().filter(execution -> !ended.contains(execution)).collect(Collectors.toSet());
        }

        @Override
        public boolean isRunning(String execution) {
            asked.incrementAndGet();
            return starts.containsKey(execution) && !ended.contains(execution);
        }
    }

    /** The mails sent; fails on demand. */
    public static final class RecordingMailer implements Mailer {

        private final List<Mail> sent = new ArrayList<>();
        private boolean failing;
        private boolean refusing;

        public synchronized List<Mail> sent() {
            return List.copyOf(sent);
        }

        public synchronized void fail(boolean next) {
            failing = next;
        }

        /** Every address is one that no server takes. */
        public synchronized void refuse(boolean next) {
            refusing = next;
        }

        @Override
        public synchronized void send(Mail mail) {
            if (refusing) {
                throw new MailRefused();
            }
            if (failing) {
                throw new IllegalStateException("the mail system is down");
            }
            sent.add(mail);
        }
    }

    /** Base64 with the owner in front, and a real keyed hash. */
    private static final class FakeVault implements Vault {

        @Override
        public String encrypt(String owner, String plain) {
            return Base64.getEncoder().encodeToString(scramble((owner + "\n" + plain).getBytes(StandardCharsets.UTF_8)));
        }

        @Override
        public String decrypt(String owner, String encrypted) {
            String text = new String(scramble(Base64.getDecoder().decode(encrypted)), StandardCharsets.UTF_8);
            if (!text.startsWith(owner + "\n")) {
                throw new IllegalStateException("encrypted for someone else");
            }
            return text.substring(owner.length() + 1);
        }

        @Override
        public String hash(String plain) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec("test".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return HexFormat.of().formatHex(mac.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static byte[] scramble(byte[] bytes) {
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] ^= 0x5a;
            }
            return bytes;
        }
    }

    /** Signs with a key of this run. */
    private static final class JdkSigner implements Signer {

        private final Supplier<KeyPair> key = new Supplier<>() {
            private KeyPair pair;

            @Override
            public synchronized KeyPair get() {
                if (pair == null) {
                    try {
                        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                        generator.initialize(new ECGenParameterSpec("secp256r1"));
                        pair = generator.generateKeyPair();
                    } catch (GeneralSecurityException e) {
                        throw new IllegalStateException(e);
                    }
                }
                return pair;
            }
        };

        @Override
        public byte[] sign(byte[] message) {
            try {
                Signature signature = Signature.getInstance("SHA256withECDSA");
                signature.initSign(key.get().getPrivate());
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public byte[] publicKey() {
            return key.get().getPublic().getEncoded();
        }
    }
}
