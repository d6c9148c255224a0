package org.zhicheng.stack.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.zhicheng.stack.fixture.Fixture;

class TemplateTest {

    private static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:EchoFunction";

    @TempDir
    private Path folder;

    private final Template template = Fixture.template();

    @Test
    void shouldMergeGlobalsUnderTheFunctionsOwn() {
        FunctionShape echo = template.function("EchoFunction").orElseThrow();

        assertThat(echo.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(echo.memoryMegabytes()).isEqualTo(256);
        assertThat(template.function("StuckFunction").orElseThrow().timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(echo.environment()).containsEntry("TABLE_NAME", "Things").containsEntry("SHARED", "own");
    }

    @Test
    void shouldResolveEveryIntrinsicInTheEnvironment() {
        assertThat(template.function("EchoFunction").orElseThrow().environment())
                .containsEntry("MACHINE", "arn:aws:states:us-east-1:000000000000:stateMachine:Flow").containsEntry("KEY", "DataKey")
                .containsEntry("BUCKET", "arn:aws:s3:::zhicheng-files/*").containsEntry("LITERAL", "${NotMe} zhicheng-files")
                .containsEntry("PICKED", "b").containsEntry("JOINED", "x-000000000000")
                .containsEntry("LONG", "log:/aws/lambda/EchoFunction").doesNotContainKey("MAILER");
    }

    @Test
    void shouldFollowConditionsAndParameters() {
        assertThat(template.function("MailFunction")).isEmpty();

        Template mailing = Template.load(Fixture.templateFile(), Settings.local().withParameter("MailKind", "smtp"));

        assertThat(mailing.function("MailFunction")).isPresent();
        assertThat(mailing.function("EchoFunction").orElseThrow().environment()).containsEntry("MAILER", "MailFunction");
    }

    @Test
    void shouldFindAFunctionByNameArnAndAlias() {
        assertThat(List.of("EchoFunction", ARN, ARN + ":live", "EchoFunction:live"))
                .allSatisfy(name -> assertThat(template.function(name)).get().extracting(FunctionShape::arn).isEqualTo(ARN));
        assertThat(template.function("NoFunction")).isEmpty();
    }

    @Test
    void shouldReadRoutesWithTheDefaultAuthorizerUnlessNone() {
        Map<String, Optional<String>> authorizers = template.function("EchoFunction").orElseThrow().routes().stream()
                .collect(Collectors.toMap(RouteShape::key, RouteShape::authorizer));

        assertThat(authorizers).containsEntry("GET /open", Optional.empty()).containsEntry("GET /things/{id}", Optional.of("Oidc"));
        assertThat(template.api().orElseThrow().authorizers().get("Oidc").issuer()).isEqualTo("http://localhost:1/issuer");
        assertThat(template.api().orElseThrow().authorizers().get("Oidc").audience()).containsExactly("fixture");
        assertThat(template.api().orElseThrow().cors().orElseThrow().origins()).containsExactly("https://a.example", "https://b.example");
        assertThat(template.api().orElseThrow().throttle()).isEqualTo(new HttpApiShape.Throttle(1000, 500));
    }

    @Test
    void shouldReadSchedulesAndStreamsAndTellWhatDoesNotRunHere() {
        FunctionShape echo = template.function("EchoFunction").orElseThrow();

        assertThat(echo.schedules()).singleElement().extracting(ScheduleShape::expression).isEqualTo("rate(5 minutes)");
        assertThat(echo.streams()).singleElement().satisfies(stream -> {
            assertThat(stream.table()).isEqualTo("Things");
            assertThat(stream.batchSize()).isEqualTo(10);
            assertThat(stream.reportsItemFailures()).isTrue();
            assertThat(stream.filters()).hasSize(1);
        });
        assertThat(template.notRun()).singleElement().asString().contains("Uploads");
    }

    @Test
    void shouldReadTheWholeShapeOfTables() {
        assertThat(template.tables()).containsExactly(new TableShape("Things", "Things", Map.of("pk", "S", "due", "N"),
                List.of(new TableShape.Key("pk", "HASH")), List.of(new TableShape.Index("queue",
                        List.of(new TableShape.Key("pk", "HASH"), new TableShape.Key("due", "RANGE")), "INCLUDE", List.of("name"))),
                Optional.of("NEW_IMAGE"), Optional.of("expires")));
    }

    @Test
    void shouldNameBucketsKeysAndTheStateMachine() {
        assertThat(template.buckets()).containsExactly("zhicheng-files");
        assertThat(template.keys()).isEqualTo(Map.of("DataKey", "HMAC_256"));
        assertThat(template.stateMachines()).singleElement().satisfies(machine -> {
            assertThat(machine.definition()).hasToString(Fixture.templateFile().resolveSibling("statemachine/flow.asl.json").toString());
            assertThat(machine.substitutions()).isEqualTo(Map.of("EchoFunction", ARN));
        });
    }

    @Test
    void shouldPreferValuesOfTheRunningStack() {
        Template running = Template.load(Fixture.templateFile(),
                Settings.local().withAttribute("DataKey", "key-1").withAttribute("Api.ApiEndpoint", "http://localhost:8080"));

        assertThat(running.function("EchoFunction").orElseThrow().environment()).containsEntry("KEY", "key-1");
        assertThat(running.outputs()).containsEntry("Url", "http://localhost:8080");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "!Ref Nowhere                     | template.yaml:5 Resources.Files.Properties.BucketName: there is no parameter or resource Nowhere",
            "!GetAtt Files.Colour             | template.yaml:5 Resources.Files.Properties.BucketName",
            "!ImportValue elsewhere           | template.yaml:5 Resources.Files.Properties.BucketName: the embedded stack does not know Fn::ImportValue",
            "!Sub 'x-${Nowhere.Arn}'          | there is no parameter or resource Nowhere",
            "!If [Never, a, b]                | there is no condition Never", "!FindInMap [A, b, c]             | Fn::FindInMap finds no A",
            "!Select [3, [a, b]]              | Fn::Select 3 of 2", "!Ref Files                       | goes in a circle",})
    void shouldSayWhereWhatCannotBeResolvedStands(String value, String message) throws IOException {
        Path file = folder.resolve("template.yaml");
        Files.writeString(file, "Resources:\n  Files:\n    Type: AWS::S3::Bucket\n    Properties:\n      BucketName: " + value + "\n");

        assertThatThrownBy(() -> Template.load(file, Settings.local())).isInstanceOf(TemplateException.class).hasMessageContaining(message);
    }

    @Test
    void shouldGrantWhatThePoliciesAllowThatAFunctionNamesOrWritesOut() throws IOException {
        Path file = folder.resolve("template.yaml");
        Files.writeString(file, """
                Resources:
                  ReadFiles:
                    Type: AWS::IAM::ManagedPolicy
                    Properties:
                      PolicyDocument:
                        Statement:
                          - {Effect: Allow, Action: [s3:GetObject], Resource: !Sub "${Files.Arn}/*"}
                  Files: {Type: AWS::S3::Bucket}
                  Reader:
                    Type: AWS::Serverless::Function
                    Properties:
                      Handler: example.Reader
                      Policies:
                        - AWSXRayDaemonWriteAccess
                        - !Ref ReadFiles
                        - Statement: [{Effect: Allow, Action: kms:Decrypt, Resource: key}, {Effect: Deny, Action: kms:Sign, Resource: key}]
                """);

        assertThat(Template.load(file, Settings.local()).function("Reader").orElseThrow().grants()).containsExactly(
                new Grant(List.of("s3:GetObject"), List.of("arn:aws:s3:::zhicheng-files/*")),
                new Grant(List.of("kms:Decrypt"), List.of("key")));
    }

    @Test
    void shouldRefuseParametersItDoesNotHaveAndValuesNotAllowed() {
        assertThatThrownBy(() -> Template.load(Fixture.templateFile(), Settings.local().withParameter("Colour", "red")))
                .hasMessageContaining("no parameter Colour");
        assertThatThrownBy(() -> Template.load(Fixture.templateFile(), Settings.local().withParameter("MailKind", "pigeon")))
                .hasMessageContaining("[none, ses, smtp]");
    }
}
