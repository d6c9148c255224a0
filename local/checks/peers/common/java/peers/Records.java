package peers;

import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/** The work that all peers do, so that they differ in their framework alone: one conditional write of a line of a record. */
public final class Records {

    private Records() {
    }

    /** As AWS advises for a function: region, credentials and HTTP client are named instead of looked for. */
    public static DynamoDbClient client() {
        return DynamoDbClient.builder().region(Region.of(System.getenv("AWS_REGION")))
                .endpointOverride(URI.create(System.getenv("AWS_ENDPOINT_URL")))
                .credentialsProvider(EnvironmentVariableCredentialsProvider.create()).httpClient(UrlConnectionHttpClient.create()).build();
    }

    /** Writes the line unless it is there, and one to the log; whether it was not there. */
    public static boolean write(DynamoDbClient table, String subject, String id, String action, String note, Instant at) {
        Map<String, AttributeValue> line = new LinkedHashMap<>();
        line.put("subject", AttributeValue.fromS(subject));
        line.put("sequence", AttributeValue.fromN(Long.toString(at.toEpochMilli())));
        line.put("at", AttributeValue.fromS(at.toString()));
        line.put("actor", AttributeValue.fromS("nobody"));
        line.put("role", AttributeValue.fromS("PUBLIC"));
        line.put("action", AttributeValue.fromS(action));
        line.put("channel", AttributeValue.fromS("API"));
        line.put("note", AttributeValue.fromS(note));
        line.put("actorName", AttributeValue.fromS(""));
        try {
            table.putItem(r -> r.tableName(System.getenv("TABLE_NAME"))
                    .item(Map.of("pk", AttributeValue.fromS(subject), "sk", AttributeValue.fromS("E#ONCE#" + id), "data",
                            AttributeValue.fromM(line)))
                    .conditionExpression("attribute_not_exists(pk)"));
            log("OK");
            return true;
        } catch (ConditionalCheckFailedException e) {
            log("IS_THERE");
            return false;
        }
    }

    /** The cheapest log there is: the product's functions write a line an answer, so the others do. */
    private static void log(String outcome) {
        System.out.println("{\"level\":\"INFO\",\"event\":\"Records\",\"outcome\":\"" + outcome + "\"}");
    }
}
