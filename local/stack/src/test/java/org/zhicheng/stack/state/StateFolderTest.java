package org.zhicheng.stack.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFolderTest {

    @TempDir
    Path temp;

    @Test
    void shouldRefuseSecondStartOnTheSameFolderInBothLanguages() {
        try (StateFolder first = StateFolder.open(temp.resolve("state"))) {
            assertThatThrownBy(() -> StateFolder.open(first.path())).isInstanceOf(StartRefused.class).hasMessageContaining("正被另一个进程使用")
                    .hasMessageContaining("in use by another process").hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void shouldBeFreeAfterItWasClosed() {
        StateFolder.open(temp).close();

        StateFolder.open(temp).close();
    }

    @Test
    void shouldKeepSecretsForTheOwnerAlone() throws IOException {
        try (StateFolder state = StateFolder.open(temp)) {
            state.writeSecret("keys.json", "first".getBytes(StandardCharsets.UTF_8));
            state.writeSecret("keys.json", "second".getBytes(StandardCharsets.UTF_8));

            assertThat(state.path().resolve("keys.json")).hasContent("second");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.path().resolve("keys.json"))))
                    .isEqualTo("rw-------");
        }
    }
}
