package org.zhicheng;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.zhicheng.dossier.application.Application;
import org.zhicheng.dossier.application.Attachment.Rejection;
import org.zhicheng.dossier.application.Attachment.Status;
import org.zhicheng.dossier.application.Attachment;
import org.zhicheng.dossier.application.Form.Contact;
import org.zhicheng.dossier.application.Form.Credential;
import org.zhicheng.dossier.application.Form.CredentialType;
import org.zhicheng.dossier.application.Form.EmployerSection;
import org.zhicheng.dossier.application.Form.EmploymentPeriod;
import org.zhicheng.dossier.application.Form.Origin;
import org.zhicheng.dossier.application.Form.PresentTitle;
import org.zhicheng.dossier.application.Form;
import org.zhicheng.dossier.application.Kind;
import org.zhicheng.dossier.application.Material;
import org.zhicheng.dossier.application.Qualification;
import org.zhicheng.dossier.application.TitleLevel;
import org.zhicheng.dossier.cycle.Cycle;
import org.zhicheng.dossier.staff.StaffStore.Employer;
import org.zhicheng.lambda.FakeServices;
import org.zhicheng.rules.checklist.Registers;
import org.zhicheng.rules.eligibility.EligibilityTable;

/**
 * An invented application that complies on 2025-03-10, to be spoilt by a test in one place: 李晓明, bachelor, graduated 2023-06-30, at work
 * since 2023-07-01.
 */
public final class Dossier {

    /** Why a refused file was refused. */
    public static final Rejection ENCRYPTED = new Rejection("ENCRYPTED", "文件已加密", "the file is encrypted");

    public static final LocalDate REFERENCE = LocalDate.of(2025, 3, 10);
    public static final Instant NOW = Instant.parse("2025-03-10T02:00:00Z");
    public static final String EMPLOYER = "乌鲁木齐市样例科技有限公司";
    public static final Cycle.Settings SETTINGS = new Cycle.Settings(List.of("会计", "计算机技术与软件专业", "经济系列"), List.of("天山区", "沙依巴克区", "乌鲁木齐县"),
            Map.of(), 5, 5, "{year}{sequence:06}", "乌鲁木齐市人力资源和社会保障局", "人事科", "0991-0000000", Map.of(), 10);

    /** The first catalogue, and the employer as the bureau has it. */
    public static final Registers REGISTERS = new Registers(new FakeServices().cycles().catalogue(),
            Optional.of(new Employer("91350100M000100Y43", EMPLOYER, "天山区", "")), false);

    public Optional<CredentialType> type = Optional.of(CredentialType.BACHELOR);
    public Optional<Boolean> fullTime = Optional.of(true);
    public boolean foreign;
    public Optional<Boolean> degreeHeld = Optional.of(true);
    public Optional<LocalDate> milestone = Optional.of(LocalDate.of(2023, 6, 30));
    public String subject = "汉语言文学";
    public List<EmploymentPeriod> employment = new ArrayList<>(List.of(work("2023-07-01", "")));
    public EmployerSection employer = new EmployerSection("91350100M000100Y43", EMPLOYER, Optional.of(Origin.URUMQI), Optional.empty());
    public Contact contact = new Contact("男", "汉族", "群众", "13800000000", "sample@example.com");
    public PresentTitle presentTitle = new PresentTitle(Optional.empty(), "无");
    public String conduct = "遵纪守法";
    public String achievements = "完成样例项目三项";
    public String summary = "工".repeat(2_000);
    public Map<String, String> notApplicable = new HashMap<>();
    public Kind kind = Kind.INITIAL_DETERMINATION;
    public TitleLevel level = TitleLevel.JUNIOR;
    public String series = "工程系列";
    public String specialty = "机械工程专业";
    public String district = "天山区";
    public List<Attachment> attachments = new ArrayList<>();

    /** Another credential, with the level and kind its row names. */
    public Dossier credential(CredentialType credential) {
        type = Optional.of(credential);
        level = EligibilityTable.row(credential).level();
        kind = EligibilityTable.row(credential).kind();
        return this;
    }

    public Dossier milestone(String day) {
        milestone = Optional.of(LocalDate.parse(day));
        return this;
    }

    public Dossier worked(EmploymentPeriod... periods) {
        employment = new ArrayList<>(Arrays.asList(periods));
        return this;
    }

    public Dossier postedSince(String day) {
        employer = new EmployerSection(employer.uscc(), employer.name(), Optional.of(Origin.ELSEWHERE), Optional.of(LocalDate.parse(day)));
        return this;
    }

    public Dossier files(Material... materials) {
        for (Material material : materials) {
            attachments.add(file("f" + attachments.size(), material, Status.ACCEPTED));
        }
        return this;
    }

    /** Everything a bachelor from an enterprise of Urumqi hands in. */
    public Dossier allFiles() {
        return files(Material.A1, Material.A2, Material.A3, Material.A4, Material.A5, Material.A6, Material.A7, Material.A9, Material.A10);
    }

    public Form form() {
        return new Form(contact, new Credential(type, fullTime, foreign, degreeHeld, milestone, "样例大学", subject), employment, employer,
                presentTitle, conduct, achievements, summary, notApplicable);
    }

    public Qualification qualification() {
        return new Qualification(kind, level, series, specialty, district);
    }

    public Application application() {
        Application draft = Application.draft("a1", 2025, "sub", "李晓明", "110***********002X", qualification(), NOW);
        Application.Edit edit = draft.edit().form(form());
        attachments.forEach(edit::attach);
        return edit.done();
    }

    public static Attachment file(String id, Material material, Status status) {
        return new Attachment(id, material, material.chinese() + ".pdf", "application/pdf", 1_000_000, "", status,
                status == Status.REJECTED ? Optional.of(ENCRYPTED) : Optional.empty(), Optional.empty(), "sub", NOW, Optional.of(NOW));
    }

    /** A technical post at the sample employer; an empty last day lasts on. */
    public static EmploymentPeriod work(String from, String to) {
        return period(EMPLOYER, from, to, true);
    }

    public static EmploymentPeriod period(String employer, String from, String to, boolean technical) {
        return new EmploymentPeriod(employer, Optional.of(LocalDate.parse(from)),
                to.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(to)), technical, technical ? "机械工程师" : "行政专员");
    }
}
