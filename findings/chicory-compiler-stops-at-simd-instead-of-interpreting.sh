#!/bin/sh
# Chicory 1.7.5, pdfjs-dist 5.6.205 (OpenJPEG as WebAssembly), JDK 17 and 25 (2026-11-29): a module that the parser takes cannot be compiled where one
# function of it uses SIMD. InterpreterFallback, whose word is that what can't be compiled is interpreted, covers functions that are too
# big only: with WARN and with SILENT the compiler throws "Unhandled opcode: V128_LOAD" and nothing runs. pdf.js builds its decoders with
# SIMD since they are files of their own; look for v128 in a module before you plan on it.
# Seen:
#   parsed
#   WARN: ChicoryException Unhandled opcode: V128_LOAD
#   SILENT: ChicoryException Unhandled opcode: V128_LOAD
# Fails, exit 1, where one of the three is otherwise.
set -eu
for tool in mvn npm; do command -v $tool >/dev/null || { echo "$tool is needed"; exit 1; }; done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>simd</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>com.dylibso.chicory</groupId><artifactId>compiler</artifactId><version>1.7.5</version></dependency>
  </dependencies>
</project>
POM

cat > Simd.java <<'JAVA'
import com.dylibso.chicory.compiler.InterpreterFallback;
import com.dylibso.chicory.compiler.MachineFactoryCompiler;
import com.dylibso.chicory.wasm.ChicoryException;
import com.dylibso.chicory.wasm.Parser;
import com.dylibso.chicory.wasm.WasmModule;
import java.nio.file.Path;

class Simd {
    public static void main(String[] arguments) {
        WasmModule module = Parser.parse(Path.of(arguments[0]));
        System.out.println("parsed");
        System.exit(stops(module, InterpreterFallback.WARN) & stops(module, InterpreterFallback.SILENT) ? 0 : 1);
    }

    private static boolean stops(WasmModule module, InterpreterFallback fallback) {
        try {
            MachineFactoryCompiler.builder(module).withInterpreterFallback(fallback).compile();
            System.out.println(fallback + ": compiled");
            return false;
        } catch (ChicoryException e) {
            System.out.println(fallback + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
            return e.getMessage().contains("V128");
        }
    }
}
JAVA

npm pack --silent pdfjs-dist@5.6.205 >/dev/null
tar xzf pdfjs-dist-5.6.205.tgz package/wasm/openjpeg.wasm
mvn -q dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "$(cat classpath)" Simd.java package/wasm/openjpeg.wasm 2>/dev/null
