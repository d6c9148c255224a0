package peers.quarkus;

import java.time.Instant;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import peers.Records;

/** A function as Quarkus has it: a handler with injected beans, behind its {@code QuarkusStreamHandler}. */
public class RecordHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    @Inject
    DynamoDbClient table;
    @Inject
    ObjectMapper json;

    @RegisterForReflection
    public record Line(String id, String subject, String action, String note) {
    }

    @RegisterForReflection
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

    @ApplicationScoped
    public static class Clients {

        @Produces
        @ApplicationScoped
        DynamoDbClient table() {
            return Records.client();
        }
    }
}
