package org.zhicheng.stack.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    @TempDir
    private Path folder;

    @Test
    void shouldNotTakeTheCacheOfAnotherJarUnderTheSameName() throws IOException {
        Path one = Files.writeString(folder.resolve("client.jar"), "one");
        Path other = Files.writeString(folder.resolve("core.jar"), "core");
        String classPath = one + File.pathSeparator + other;
        String before = AotCache.fingerprint(classPath);

        assertThat(AotCache.fingerprint(classPath)).isEqualTo(before);
        Files.writeString(one, "two");
        assertThat(AotCache.fingerprint(classPath)).isNotEqualTo(before);
    }
}
