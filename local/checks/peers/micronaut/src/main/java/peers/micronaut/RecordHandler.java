package peers.micronaut;

import java.io.IOException;
import java.time.Instant;
import java.util.Map;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.micronaut.context.annotation.Factory;
import io.micronaut.function.aws.MicronautRequestHandler;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import peers.Records;

/** A function as Micronaut has it: a handler that starts the application and has its beans injected. */
public class RecordHandler extends MicronautRequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    @Inject
    DynamoDbClient table;
    @Inject
    JsonMapper json;

    @Serdeable
    public record Line(String id, String subject, String action, String note) {
    }

    @Serdeable
    public record Answer(String id, String at) {
    }

    @Override
    public APIGatewayV2HTTPResponse execute(APIGatewayV2HTTPEvent event) {
        try {
            Line line = json.readValue(event.getBody(), Line.class);
            Instant at = Instant.now();
            boolean written = Records.write(table, line.subject(), line.id(), line.action(), line.note(), at);
            return APIGatewayV2HTTPResponse.builder().withStatusCode(written ? 201 : 409)
                    .withHeaders(Map.of("content-type", "application/json"))
                    .withBody(json.writeValueAsString(new Answer(line.id(), at.toString()))).build();
        } catch (IOException e) {
            return APIGatewayV2HTTPResponse.builder().withStatusCode(400).build();
        }
    }

    @Factory
    static class Clients {

        @Singleton
        DynamoDbClient table() {
            return Records.client();
        }
    }
}
