package org.zhicheng.checks.faults;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.zhicheng.demo.samples.SampleEmployer;
import org.zhicheng.demo.samples.SamplePerson;
import org.zhicheng.demo.samples.Samples;

/** The cycle, an employer and the staff, as an administrator makes them. */
final class Office {

    static final String ADMINISTRATOR = "administrator-1";
    /** The samples' employer, its reviewer, and the district of both. */
    static final String USCC = "91990000YANGBEN3X4";
    static final String EMPLOYER = "employer-3";
    static final String DISTRICT_REVIEWER = "district-3";
    static final String DISTRICT = "水磨沟区";
    static final String COMMITTEE = "committee-1";
    static final String OTHER_COMMITTEE = "committee-2";
    static final String OFFICE = "office-1";

    private static final ObjectMapper JSON = new ObjectMapper();

    private Office() {
    }

    static void open(Door door, Samples samples) {
        ObjectNode cycle = JSON.createObjectNode().put("opens", "2025-02-25T00:00").put("closes", "2025-03-17T24:00");
        cycle.putObject("settings").put("resultNoticeDays", 0).putArray("districts").add(DISTRICT).add("天山区");
        put(door, "/cycles/2025", cycle);
        for (SampleEmployer employer : samples.employers().stream().filter(e -> e.uscc().equals(USCC)).toList()) {
            put(door, "/employers/" + employer.uscc(), JSON.createObjectNode().put("name", employer.name())
                    .put("district", employer.district()).put("contactPhone", "0991-0000001"));
        }
        for (SamplePerson person : samples.people()) {
            String role = switch (person.role()) {
                case EMPLOYER_REVIEWER -> "EMPLOYER";
                case DISTRICT_REVIEWER -> "DISTRICT";
                case COMMITTEE_REVIEWER -> "COMMITTEE";
                case OFFICE -> "OFFICE";
                case ADMINISTRATOR, APPLICANT, EXPERT -> "";
            };
            if (!role.isEmpty() && (role.equals("COMMITTEE") || role.equals("OFFICE") || person.sub().equals(EMPLOYER)
                    || person.sub().equals(DISTRICT_REVIEWER))) {
                ObjectNode member = JSON.createObjectNode().put("name", person.name()).put("mail", person.mail());
                member.putArray("appointments").addObject().put("role", role)
                        .put("scope", person.employer().or(person::district).orElse("")).put("from", "2025-01-01");
                put(door, "/staff/" + person.sub(), member);
            }
        }
    }

    /** Whether what the committee passes from now on is announced (R45). */
    private static void announces(Door door, boolean announces) {
        JsonNode cycle = door.send("", false, "GET", "/cycles", JSON.createObjectNode(), Map.of()).body().path("cycles").path(0);
        int days = announces ? 5 : 0;
        if (cycle.path("settings").path("resultNoticeDays").asInt() != days) {
            ObjectNode change = JSON.createObjectNode().put("opens", cycle.path("opens").asText()).put("closes",
                    cycle.path("closes").asText());
            change.putObject("settings").put("resultNoticeDays", days);
            put(door, "/cycles/2025", change, Map.of("if-match", "\"" + cycle.path("version").asInt() + "\""));
        }
    }

    /** How the committee decides from now on, as a story wants it (R45). */
    static void decides(Door door, Story story) {
        announces(door, story == Story.ANNOUNCED);
        Hearing.decides(door, story == Story.SESSION);
    }

    private static void put(Door door, String path, ObjectNode body) {
        put(door, path, body, Map.of());
    }

    private static void put(Door door, String path, ObjectNode body, Map<String, String> headers) {
        Door.Reply reply = door.send(ADMINISTRATOR, true, "PUT", path, body, headers);
        if (!reply.succeeded()) {
            throw new IllegalStateException("PUT " + path + ": " + reply);
        }
    }
}
