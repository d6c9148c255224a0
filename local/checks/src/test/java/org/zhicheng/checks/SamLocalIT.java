package org.zhicheng.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import org.zhicheng.aws.AwsServices;
import org.zhicheng.contract.World;
import org.zhicheng.host.SamLocal;
import org.zhicheng.host.SampleCall;
import org.zhicheng.host.Wiring;
import org.zhicheng.lambda.Environment;
import org.zhicheng.lambda.Services;
import org.zhicheng.stack.EmbeddedStack;
import org.zhicheng.stack.StackOptions;
import org.zhicheng.stack.template.FunctionShape;

/** What {@code sam local} reads suffices to reach the stack; {@code scripts/sam-local} calls each function by it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems have one loopback address only")
class SamLocalIT {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    @DisplayName("R20 容器中的函数凭 sam.json 找到本机的数据、密钥与时钟")
    void shouldTellEachFunctionWhereTheStackIsAndWhatTimeItHas() throws Exception {
        try (SampleCall.Prepared prepared = SampleCall.of("submit-application", options()).prepare(new StackOptions.Ports(0, 0, 0))) {
            EmbeddedStack stack = prepared.stack();
            URI endpoint = SamLocal.open(stack, InetAddress.getByName("127.0.0.2"), folder);
            Map<String, Map<String, String>> variables = variables();

            assertThat(endpoint.getHost()).isEqualTo("127.0.0.2");
            List<String> functions = stack.template().functions().stream().map(FunctionShape::logicalId).toList();
            assertThat(variables).containsOnlyKeys(functions);
            Services services = services(stack, variables.get("SubmitApplicationFunction"));
            assertThat(services.cycles().find(2025)).as("the table").isPresent();
            assertThat(services.vault().hash("11010519491231002X")).as("the keys").isNotEmpty();
            assertThat(Duration.between(World.NOW, services.clock().instant()).abs()).isLessThan(Duration.ofMinutes(5));
        }
    }

    @Test
    @DisplayName("R20 拨动时钟后，sam.json 也随之更新")
    void shouldTellTheTimeAnewWhenTheClockIsMoved() throws Exception {
        try (SampleCall.Prepared prepared = SampleCall.of("list-cycles", options()).prepare(new StackOptions.Ports(0, 0, 0))) {
            SamLocal.open(prepared.stack(), InetAddress.getByName("127.0.0.2"), folder);
            Instant later = Instant.parse("2026-05-01T00:00:00Z");

            prepared.stack().clock().set(later);

            Instant told = services(prepared.stack(), variables().get("ListCyclesFunction")).clock().instant();
            assertThat(Duration.between(later, told).abs()).isLessThan(Duration.ofMinutes(5));
        }
    }

    private Map<String, Map<String, String>> variables() throws IOException {
        return JSON.readValue(folder.resolve("sam.json").toFile(), new TypeReference<>() {
        });
    }

    /** The adapters as they are in a container: by these variables, and those that SAM sets itself. */
    private static Services services(EmbeddedStack stack, Map<String, String> variables) {
        Map<String, String> environment = new LinkedHashMap<>(variables);
        environment.put("AWS_REGION", stack.backend().environment().get("AWS_REGION"));
        return AwsServices.of(Environment.of(environment));
    }

    private StackOptions options() {
        return Wiring.options(TestStack.PROJECT.resolve("template.yaml"), folder);
    }
}
