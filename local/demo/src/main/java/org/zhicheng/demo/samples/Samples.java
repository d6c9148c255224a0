package org.zhicheng.demo.samples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** The committed samples as read from their folder: in which cycle, who there is, and each person's dossier in the order of the slugs. */
public record Samples(Path folder, SampleCycle cycle, List<SampleEmployer> employers, List<SamplePerson> people, List<Dossier> dossiers) {

    private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).addModule(new Jdk8Module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS).build();
    private static final Pattern DATE = Pattern.compile("\"([0-9]{4}-[0-9]{2}-[0-9]{2})\"");

    /**
     * Reads {@code cycle.json}, {@code people.json} and every {@code <slug>/dossier.json}.
     *
     * @throws UncheckedIOException if a file is missing or malformed
     */
    public static Samples read(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            SampleCycle cycle = JSON.readValue(Files.readString(folder.resolve("cycle.json")), SampleCycle.class);
            People people = JSON.readValue(Files.readString(folder.resolve("people.json")), People.class);
            List<Dossier> dossiers = children.map(child -> child.resolve("dossier.json")).filter(Files::exists).sorted()
                    .map(Samples::readDossier).toList();
            return new Samples(folder, cycle, people.employers(), people.people(), dossiers);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the samples in " + folder, e);
        }
    }

    /** @throws IllegalArgumentException if there is no such dossier */
    public Dossier dossier(String slug) {
        return dossiers.stream().filter(dossier -> dossier.slug().equals(slug)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no sample " + slug));
    }

    /** The work summary (A12) as the applicant types it. */
    public String summary(Dossier dossier) {
        Path file = file(dossier, "summary.txt");
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** The register of experts as an administrator imports it. */
    public byte[] experts() {
        Path file = folder.resolve("experts.csv");
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Where a file named in {@link Dossier#materials()} lies. */
    public Path file(Dossier dossier, String name) {
        return folder.resolve(dossier.slug()).resolve(name);
    }

    static String json(Object value) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        printer.indentObjectsWith(DefaultIndenter.SYSTEM_LINEFEED_INSTANCE.withLinefeed("\n"));
        ObjectWriter writer = JSON.writer(printer);
        try {
            return writer.writeValueAsString(value) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The dossier with every date so many days later, and nothing else changed. */
    public static Dossier later(Dossier dossier, long days) {
        try {
            String moved = DATE.matcher(JSON.writeValueAsString(dossier))
                    .replaceAll(date -> '"' + LocalDate.parse(date.group(1)).plusDays(days).toString() + '"');
            return JSON.readValue(moved, Dossier.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Dossier readDossier(Path file) {
        try {
            return JSON.readValue(Files.readString(file), Dossier.class);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** {@code people.json}. */
    record People(List<SampleEmployer> employers, List<SamplePerson> people) {
    }
}
