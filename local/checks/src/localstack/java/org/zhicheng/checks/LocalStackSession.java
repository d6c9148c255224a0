package org.zhicheng.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack in a container, from before the first test until after the last: the profile {@code localstack}. */
public final class LocalStackSession implements LauncherSessionListener {

    private static final String IMAGE = "localstack/localstack";
    /** The last that starts without a token. */
    private static final String FREE_VERSION = "4.14.0";
    private static final String MOCKS = "/mocks";
    private static final String TASKS = "tasks.json";

    private LocalStackContainer container;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            throw new IllegalStateException("the profile localstack needs Docker, and none answers; scripts/test-endpoint needs none");
        }
        Optional<String> token = Optional.ofNullable(System.getenv("LOCALSTACK_AUTH_TOKEN"));
        Path mocks = folder();
        container = new LocalStackContainer(DockerImageName.parse(IMAGE).withTag(token.map(t -> "latest").orElse(FREE_VERSION)))
                .withEnv("S3_SKIP_SIGNATURE_VALIDATION", "0").withEnv("SFN_MOCK_CONFIG", MOCKS + "/" + TASKS)
                .withCreateContainerCmdModifier(command -> share(command, mocks));
        token.ifPresent(t -> container.withEnv("LOCALSTACK_AUTH_TOKEN", t));
        container.start();
        Map.of("AWS_ENDPOINT_URL", container.getEndpoint().toString(), "AWS_REGION", container.getRegion(), "AWS_ACCESS_KEY_ID",
                container.getAccessKey(), "AWS_SECRET_ACCESS_KEY", container.getSecretKey(), "SFN_MOCK_CONFIG",
                mocks.resolve(TASKS).toString()).forEach(System::setProperty);
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (container != null) {
            container.stop();
        }
    }

    private static void share(CreateContainerCmd command, Path folder) {
        List<Bind> binds = new ArrayList<>(List.of(command.getHostConfig().getBinds()));
        binds.add(new Bind(folder.toString(), new Volume(MOCKS)));
        command.getHostConfig().withBinds(binds);
    }

    /** Shared with the container, which reads there what tasks come to. */
    private static Path folder() {
        try {
            return Files.createDirectories(Path.of("target", "localstack").toAbsolutePath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
