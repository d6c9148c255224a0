#!/bin/sh
# Spring Cloud Function 5.0.5, AWS adapter, Spring Boot 4.0.7, JDK 17.0.15 (2026-11-30): of a request whose body API Gateway hands over in
# Base64, the function is given the event itself, read as if it were the body; where it takes text, the Base64.
#
# An HTTP API encodes the body of whatever it does not take for text, as application/vnd.api+json or a request without a content type, and says
# so by isBase64Encoded. The adapter does not look at that. FunctionInvoker finds no JSON in the body, so the whole event is converted instead:
# fields that the event happens to have too ("version", "headers", "body") come with the event's values, all others are null or 0, and the
# answer is 200. A request without a body ends the same way.
# Seen:
#   body as it is: Line[version=7, id=a, count=3], text {"version": "7", "id": "a", "count": 3}
#   body in Base64: Line[version=2.0, id=null, count=0], text eyJ2ZXJzaW9uIjogIjciLCAiaWQiOiAiYSIsICJjb3VudCI6IDN9
#   no body: Line[version=2.0, id=null, count=0]
# Fails, exit 1, where the body is decoded or the request refused.
set -eu
command -v mvn >/dev/null || { echo "mvn is needed"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>encoded-body</artifactId>
  <version>1</version>
  <dependencyManagement>
    <dependencies>
      <dependency>
        <groupId>org.springframework.boot</groupId><artifactId>spring-boot-dependencies</artifactId><version>4.0.7</version>
        <type>pom</type><scope>import</scope>
      </dependency>
      <dependency>
        <groupId>org.springframework.cloud</groupId><artifactId>spring-cloud-dependencies</artifactId><version>2025.1.4</version>
        <type>pom</type><scope>import</scope>
      </dependency>
    </dependencies>
  </dependencyManagement>
  <dependencies>
    <dependency><groupId>org.springframework.cloud</groupId><artifactId>spring-cloud-function-adapter-aws</artifactId></dependency>
    <dependency><groupId>com.amazonaws</groupId><artifactId>aws-lambda-java-core</artifactId><version>1.4.0</version></dependency>
    <dependency><groupId>com.amazonaws</groupId><artifactId>aws-lambda-java-events</artifactId><version>3.16.1</version></dependency>
  </dependencies>
</project>
POM

mkdir encoded
cat > encoded/Encoded.java <<'JAVA'
package encoded;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;
import org.springframework.context.annotation.Bean;

@SpringBootApplication(proxyBeanMethods = false)
public class Encoded {

    static String got;

    public record Line(String version, String id, int count) {
    }

    @Bean
    public Function<Line, String> line() {
        return line -> got = line.toString();
    }

    @Bean
    public Function<String, String> text() {
        return text -> got = text;
    }

    static String given(FunctionInvoker invoker, String contentType, String body) throws Exception {
        String event = """
                {"version": "2.0", "routeKey": "POST /lines", "rawPath": "/lines", "rawQueryString": "", "headers": {%s},
                 "requestContext": {"http": {"method": "POST", "path": "/lines"}, "requestId": "one"}, %s}""".formatted(contentType, body);
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        got = "";
        invoker.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, null);
        if (!answer.toString(StandardCharsets.UTF_8).contains("\"statusCode\":200")) {
            return "answered " + answer;
        }
        return got;
    }

    public static void main(String[] arguments) throws Exception {
        System.setProperty("MAIN_CLASS", Encoded.class.getName());
        String json = "{\"version\": \"7\", \"id\": \"a\", \"count\": 3}";
        String base64 = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        String plain = "\"body\": \"" + json.replace("\"", "\\\"") + "\", \"isBase64Encoded\": false";
        String encoded = "\"body\": \"" + base64 + "\", \"isBase64Encoded\": true";
        String type = "\"content-type\": \"application/vnd.api+json\"";
        FunctionInvoker line = new FunctionInvoker("line");
        String asItIs = given(line, "\"content-type\": \"application/json\"", plain);
        String inBase64 = given(line, type, encoded);
        String none = given(line, "", "\"isBase64Encoded\": false");
        FunctionInvoker text = new FunctionInvoker("text");
        String textAsItIs = given(text, "\"content-type\": \"application/json\"", plain);
        String textInBase64 = given(text, type, encoded);
        System.out.println("body as it is: " + asItIs + ", text " + textAsItIs);
        System.out.println("body in Base64: " + inBase64 + ", text " + textInBase64);
        System.out.println("no body: " + none);
        boolean same = asItIs.equals("Line[version=7, id=a, count=3]") && textAsItIs.equals(json)
                && inBase64.equals("Line[version=2.0, id=null, count=0]") && textInBase64.equals(base64) && none.equals(inBase64);
        System.exit(same ? 0 : 1);
    }
}
JAVA

mvn -q dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
mkdir classes
javac -parameters -proc:none -cp "$(cat classpath)" -d classes encoded/Encoded.java
status=0
java -Dlogging.level.root=OFF -Dspring.main.banner-mode=off -cp "classes:$(cat classpath)" encoded.Encoded >out 2>err || status=$?
grep -a -E '^(body|no body)' out || { cat out err; exit 1; }
exit "$status"
