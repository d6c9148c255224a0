package peers.plain;

import java.time.Instant;
import java.util.Map;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import peers.Records;

/** A function as one writes it by hand: the SDK, Jackson, and AWS's own types of events. */
public final class RecordHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final DynamoDbClient table = Records.client();
    private final ObjectMapper json = new ObjectMapper();

    public record Line(String id, String subject, String action, String note) {
    }

    public record Answer(String id, String at) {
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        try {
            Line line = json.readValue(event.getBody(), Line.class);
            Instant at = Instant.now();
            boolean written = Records.write(table, line.subject(), line.id(), line.action(), line.note(), at);
            return APIGatewayV2HTTPResponse.builder().withStatusCode(written ? 201 : 409)
                    .withHeaders(Map.of("content-type", "application/json"))
                    .withBody(json.writeValueAsString(new Answer(line.id(), at.toString()))).build();
        } catch (JsonProcessingException e) {
            return APIGatewayV2HTTPResponse.builder().withStatusCode(400).build();
        }
    }
}
