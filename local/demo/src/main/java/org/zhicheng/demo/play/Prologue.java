package org.zhicheng.demo.play;

import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.demo.play.Journal.Block;
import org.zhicheng.demo.samples.SampleEmployer;
import org.zhicheng.demo.samples.SamplePerson.Role;
import org.zhicheng.demo.samples.SamplePerson;
import org.zhicheng.demo.samples.Samples;

/** What the first administrator does before anyone can apply: opens the cycle, registers employers, appoints staff (R37). */
final class Prologue {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Samples samples;
    private final Roster roster;
    private final Round round;
    private final Caller administrator;

    Prologue(Samples samples, Roster roster, Round round) {
        this.samples = samples;
        this.roster = roster;
        this.round = round;
        this.administrator = roster.administrator();
    }

    /** Leaves alone what is there already. */
    void play(Block block) {
        block.step("开启 " + round.year() + " 年批次 opens the cycle", this::openCycle);
        block.step("确认工作日历 confirms the calendar", this::confirmCalendar);
        block.step("登记单位 registers employers", this::registerEmployers);
        block.step("任命工作人员 appoints staff", this::appointStaff);
        block.step("导入评委库 takes the register of experts in", this::importExperts);
    }

    private String openCycle() {
        String opens = round.firstDay() + "T00:00";
        String closes = round.lastDay() + "T24:00";
        int version = 0;
        Set<String> districts = new LinkedHashSet<>(samples.cycle().districts());
        for (JsonNode cycle : administrator.get("/cycles").expect(200).json().path("cycles")) {
            if (cycle.path("year").asInt() == round.year()) {
                opens = cycle.path("opens").asText();
                closes = cycle.path("closes").asText();
                version = cycle.path("version").asInt();
                districts.clear();
                cycle.path("settings").path("districts").forEach(district -> districts.add(district.asText()));
                if (districts.containsAll(neededDistricts())) {
                    return opens + " – " + closes + " 已有 there already";
                }
            }
        }
        districts.addAll(neededDistricts());
        ObjectNode window = JSON.createObjectNode().put("opens", opens).put("closes", closes);
        // the samples are of a notice that knew no announcement of results; one story turns it on for itself
        ArrayNode list = window.putObject("settings").put("resultNoticeDays", 0).putArray("districts");
        districts.forEach(list::add);
        administrator.put("/cycles/" + round.year(), window, version).expect(200);
        return opens + " – " + closes;
    }

    /** A notice counts in years only that an administrator has said to be complete (R50). */
    private String confirmCalendar() {
        Set<Integer> years = new TreeSet<>(List.of(round.firstDay().getYear(), round.lastDay().getYear()));
        round.dossiers().stream().flatMap(dossier -> dossier.publicNotice().stream()).forEach(notice -> {
            years.add(notice.from().getYear());
            years.add(notice.to().getYear());
        });
        int count = 0;
        for (int year : years) {
            JsonNode calendar = administrator.get("/calendars/" + year).expect(200).json();
            if (!calendar.path("complete").asBoolean()) {
                // the answer tells more than can be set
                ObjectNode confirmed = Bodies.empty().put("complete", true).set("days", calendar.path("days"));
                administrator.put("/calendars/" + year, confirmed, calendar.path("version").asInt()).expect(200);
                count++;
            }
        }
        return told(count, years.size());
    }

    private Set<String> neededDistricts() {
        Set<String> needed = new LinkedHashSet<>();
        samples.employers().forEach(employer -> needed.add(employer.district()));
        samples.people().forEach(person -> person.district().ifPresent(needed::add));
        samples.dossiers().forEach(dossier -> needed.add(dossier.qualification().district()));
        return needed;
    }

    private String registerEmployers() {
        int registered = 0;
        for (SampleEmployer employer : samples.employers()) {
            if (administrator.get("/employers?uscc=" + employer.uscc()).expect(200).json().path("employers").isEmpty()) {
                ObjectNode entry = JSON.createObjectNode().put("name", employer.name()).put("district", employer.district())
                        .put("contactPhone", samples.cycle().employersTelephone());
                if (employer.equals(samples.employers().getLast())) {
                    asks(employer, entry);
                }
                administrator.put("/employers/" + employer.uscc(), entry).expect(200);
                registered++;
            }
        }
        return told(registered, samples.employers().size());
    }

    /** An enterprise that the bureau does not know yet says of itself that it exists; the bureau sees who asks, and confirms (R42). */
    private void asks(SampleEmployer employer, ObjectNode entry) {
        roster.caller(samples.people().stream().filter(person -> person.employer().filter(employer.uscc()::equals).isPresent()).findFirst()
                .orElseThrow().sub()).post("/employers/" + employer.uscc() + "/request", entry.deepCopy().put("forEmployer", true))
                .expect(200);
        Answer waiting = administrator.get("/employers?requested=true").expect(200);
        if (!waiting.json().path("requests").findValuesAsText("uscc").contains(employer.uscc())) {
            throw waiting.unexpected("the enterprise among those that wait");
        }
    }

    /** Who can be drawn for a panel once they have consented, which each does under the own login (R45). */
    private String importExperts() {
        ObjectNode list = JSON.createObjectNode().put("content", Base64.getEncoder().encodeToString(samples.experts()));
        Answer answer = administrator.post("/experts/imports", list).expect(200);
        if (answer.json().path("wrongLines").asInt() != 0 || answer.json().path("remaining").asInt() != 0) {
            throw answer.unexpected("every expert of the list taken in");
        }
        return told(answer.json().path("created").asInt(), answer.json().path("lines").asInt());
    }

    private String appointStaff() {
        Set<String> there = appointed();
        int appointed = 0;
        // experts are appointed once they have consented
        List<SamplePerson> staff = samples.people().stream()
                .filter(person -> person.role() != Role.APPLICANT && person.role() != Role.EXPERT).toList();
        for (SamplePerson person : staff) {
            appointed += appoint(person, there) ? 1 : 0;
        }
        return told(appointed, staff.size());
    }

    /** Who is appointed to what: login, role, scope. */
    Set<String> appointed() {
        Set<String> there = new HashSet<>();
        administrator.get("/staff").expect(200).json().path("staff")
                .forEach(member -> member.path("appointments").forEach(appointment -> there.add(String.join(" ",
                        member.path("sub").asText(), appointment.path("role").asText(), appointment.path("scope").asText()))));
        return there;
    }

    /** Appoints somebody who is not among those who are. */
    boolean appoint(SamplePerson person, Set<String> there) {
        // The table knows people by what their tokens say.
        String sub = roster.caller(person.sub()).subject();
        String scope = person.employer().or(person::district).orElse("");
        if (there.contains(sub + " " + role(person.role()) + " " + scope)) {
            return false;
        }
        ObjectNode member = JSON.createObjectNode().put("name", person.name()).put("mail", person.mail());
        member.putArray("appointments").addObject().put("role", role(person.role())).put("scope", scope).put("from",
                samples.cycle().staffFrom().toString());
        administrator.put("/staff/" + sub, member).expect(200);
        return true;
    }

    private static String role(Role role) {
        return switch (role) {
            case EMPLOYER_REVIEWER -> "EMPLOYER";
            case DISTRICT_REVIEWER -> "DISTRICT";
            case COMMITTEE_REVIEWER, EXPERT -> "COMMITTEE";
            case OFFICE -> "OFFICE";
            case ADMINISTRATOR -> "ADMINISTRATOR";
            case APPLICANT -> throw new IllegalArgumentException("applicants are not appointed");
        };
    }

    private static String told(int done, int all) {
        return done == 0 ? all + " 已有 there already" : done + " / " + all;
    }
}
