#!/bin/sh
# AWS SDK for Java 2.41.18, url-connection-client, JDK 25.0.3 (2026-11-28): an answer of DynamoDB that ends behind its status line is an
# item that is not there. The JDK's connection hands over what there is of an answer; without a Content-Length nothing counts the bytes,
# without x-amz-crc32 nothing checks them, and of an empty body the SDK makes an empty GetItemResponse: no error, no repeat.
# Seen:
#   cut behind the status line: hasItem=false after 1 request
# Fails, exit 1, where the SDK throws, or asks again.
set -eu
command -v mvn >/dev/null || { echo "mvn is needed"; exit 1; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat > pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>cut-answer</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>dynamodb</artifactId><version>2.41.18</version></dependency>
    <dependency><groupId>software.amazon.awssdk</groupId><artifactId>url-connection-client</artifactId><version>2.41.18</version></dependency>
  </dependencies>
</project>
POM

cat > Cut.java <<'JAVA'
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class Cut {
    public static void main(String[] arguments) throws Exception {
        AtomicInteger requests = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 9, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> {
                while (!server.isClosed()) {
                    try (Socket one = server.accept()) {
                        byte[] buffer = new byte[65536];
                        String head = "";
                        while (!head.contains("\r\n\r\n")) {
                            head += new String(buffer, 0, one.getInputStream().read(buffer), StandardCharsets.ISO_8859_1);
                        }
                        requests.incrementAndGet();
                        one.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
                        one.shutdownOutput();
                    } catch (java.io.IOException e) {
                        // the next one
                    }
                }
            });
            DynamoDbClient client = DynamoDbClient.builder().region(Region.US_EAST_1).httpClient(UrlConnectionHttpClient.create())
                    .endpointOverride(URI.create("http://127.0.0.1:" + server.getLocalPort()))
                    .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sample", "sample"))).build();
            boolean found = client.getItem(r -> r.tableName("t").key(Map.of("pk", AttributeValue.fromS("a")))).hasItem();
            System.out.println("cut behind the status line: hasItem=" + found + " after " + requests + " request"
                    + (requests.get() == 1 ? "" : "s"));
            System.exit(requests.get() == 1 && !found ? 0 : 1);
        }
    }
}
JAVA

mvn -q dependency:build-classpath -Dmdep.outputFile=classpath >/dev/null
java -cp "$(cat classpath)" Cut.java
