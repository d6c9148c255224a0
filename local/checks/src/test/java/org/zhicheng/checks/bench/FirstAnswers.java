package org.zhicheng.checks.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.zhicheng.checks.faults.Submissions;
import org.zhicheng.demo.samples.Samples;
import org.zhicheng.host.Wiring;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.StackOptions;
import org.zhicheng.stack.lambda.FunctionAnswer;
import org.zhicheng.stack.lambda.ProcessRuntime;
import org.zhicheng.stack.template.Settings;
import org.zhicheng.stack.template.Template;

/**
 * Time from the start of a function's process to its first answer, under Lambda's runtime client: a submission that succeeds, against a
 * handler that does nothing; each from the zip that deploys, and with an AOT cache.
 */
final class FirstAnswers {

    private static final String SUBMIT = "SubmitApplicationFunction";
    private static final String BARE = "BareFunction";
    private static final String BARE_TEMPLATE = """
            AWSTemplateFormatVersion: "2010-09-09"
            Transform: AWS::Serverless-2016-10-31
            Resources:
              BareFunction:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: %s
                  Runtime: java25
                  MemorySize: %d
                  Timeout: 20
            """;
    private final Path project;
    private final Path work;

    FirstAnswers(Path project, Path work) {
        this.project = project;
        this.work = work;
    }

    void measure(int runs, Report report) throws IOException {
        StackOptions options = Wiring.options(project.resolve("template.yaml"), work.resolve("first")).withFreePorts().withoutBackground()
                .withNow(Submissions.DAY);
        Samples samples = Samples.read(project.resolve("samples"));
        try (EmbeddedStack stack = EmbeddedStack.start(options, Wiring.parts(samples));
                Submissions submissions = new Submissions(stack, samples)) {
            int memory = stack.template().function(SUBMIT).orElseThrow().memoryMegabytes();
            Path bareTemplate = Files.writeString(work.resolve("bare.yaml"), BARE_TEMPLATE.formatted(BareHandler.class.getName(), memory));
            Subject bare = new Subject(BARE, Template.load(bareTemplate, Settings.local()), bareZip(), Map.of());
            Map<String, String> environment = new LinkedHashMap<>(stack.backend().environment());
            environment.put("CLOCK_OFFSET_FILE", stack.clock().file().toString());
            Subject submit = new Subject(SUBMIT, stack.template(), options.deployedZip(), environment);
            Series[] times = {new Series(), new Series(), new Series(), new Series()};
            // The first round makes the caches and is not counted; the compared ones take turns.
            for (int run = 0; run <= runs; run++) {
                double[] round = {millis(bare, false, submissions.next()), millis(submit, false, submissions.next()),
                        millis(bare, true, submissions.next()), millis(submit, true, submissions.next())};
                for (int i = 0; run > 0 && i < round.length; i++) {
                    times[i].add(round[i]);
                }
                System.err.printf("first answers %d/%d: %.0f %.0f, with AOT cache %.0f %.0f ms%n", run, runs, round[0], round[1], round[2],
                        round[3]);
            }
            report.millis("first answer, bare handler", times[0]);
            report.millis("first answer, submission", times[1]);
            report.ratio("submission / bare", times[1], times[0], "≤ 2.5×");
            report.millis("first answer, bare handler, AOT cache", times[2]);
            report.millis("first answer, submission, AOT cache", times[3]);
            report.ratio("submission / bare, AOT cache", times[3], times[2], "≤ 1.8×");
        }
    }

    private double millis(Subject subject, boolean aot, byte[] event) throws IOException {
        Path folder = work.resolve(subject.function() + (aot ? "-aot" : ""));
        try (ProcessRuntime runtime = aot
                ? ProcessRuntime.withAotCache(subject.template(), subject.zip(), folder, subject.environment())
                : ProcessRuntime.of(subject.template(), subject.zip(), folder, subject.environment())) {
            long start = System.nanoTime();
            FunctionAnswer answer = runtime.invoke(subject.function(), event);
            double millis = (System.nanoTime() - start) / 1e6;
            int status = new ObjectMapper().readTree(answer.payload()).path("statusCode").asInt();
            if (answer.failed() || status / 100 != 2) {
                throw new IllegalStateException(subject.function() + " answered " + answer);
            }
            return millis;
        }
    }

    private Path bareZip() throws IOException {
        Path zip = work.resolve("bare.zip");
        String type = BareHandler.class.getName().replace('.', '/') + ".class";
        Map<String, InputStream> content = new LinkedHashMap<>();
        content.put(type, BareHandler.class.getClassLoader().getResourceAsStream(type));
        Path core = Path.of(RequestHandler.class.getProtectionDomain().getCodeSource().getLocation().getPath());
        content.put("lib/" + core.getFileName(), Files.newInputStream(core));
        try (OutputStream file = Files.newOutputStream(zip); ZipOutputStream entries = new ZipOutputStream(file)) {
            for (Map.Entry<String, InputStream> entry : content.entrySet()) {
                entries.putNextEntry(new ZipEntry(entry.getKey()));
                try (InputStream bytes = entry.getValue()) {
                    bytes.transferTo(entries);
                }
            }
        }
        return zip;
    }

    private record Subject(String function, Template template, Path zip, Map<String, String> environment) {
    }
}
