#!/bin/sh
# Chicory 1.7.5, JDK 25 (2026-11-29): a function of WebAssembly becomes one method of the JVM, however long, and HotSpot never compiles a
# method of more than 8,000 bytes of bytecode: it interprets it for ever, without a word. Compilers of C unroll and inline, so it is the hot loop that
# gets so long: OpenJPEG's three passes were such, and nine megapixels of JPEG 2000 took eight seconds instead of one. Keep functions short
# (noinline) before the module is made; -XX:-DontCompileHugeMethods shows whether that is it.
# Seen: 9,244 ns a thousand steps of the long function, 1,098 with -XX:-DontCompileHugeMethods.
# Fails, exit 1, where the flag makes it less than three times as fast.
set -eu
for tool in mvn clang wasm-ld java; do command -v $tool >/dev/null || { echo "$tool is needed"; exit 1; }; done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>huge</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>com.dylibso.chicory</groupId><artifactId>compiler</artifactId><version>1.7.5</version></dependency>
  </dependencies>
</project>
POM

cat > long.c <<'C'
#define STEP a = a * 1664525u + b; b ^= a >> 7;
#define TEN STEP STEP STEP STEP STEP STEP STEP STEP STEP STEP
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN
unsigned run(unsigned n) {
    unsigned a = n, b = 1;
    for (unsigned i = 0; i < n; i++) {
        HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED
    }
    return a ^ b;
}
C

cat > Huge.java <<'JAVA'
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.nio.file.Path;

class Huge {
    public static void main(String[] arguments) {
        WasmModule module = Parser.parse(Path.of(arguments[0]));
        Instance instance = Instance.builder(module).withMachineFactory(MachineFactoryCompiler.compile(module)).build();
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 100; i++) {
            long start = System.nanoTime();
            instance.export("run").apply(2_000);
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.println(best / 2_000);
    }
}
JAVA

clang --target=wasm32 -O2 -nostdlib -Wl,--no-entry,--export=run long.c -o long.wasm
mvn -q dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
interpreted=$(java -cp "$(cat classpath)" Huge.java long.wasm)
compiled=$(java -XX:-DontCompileHugeMethods -cp "$(cat classpath)" Huge.java long.wasm)
echo "$interpreted ns a thousand steps; $compiled with -XX:-DontCompileHugeMethods"
[ "$interpreted" -gt $((3 * compiled)) ]
