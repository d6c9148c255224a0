package peers.spring;

import java.time.Instant;
import java.util.function.Function;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

import peers.Records;

/** A function as Spring Cloud Function has it: beans, which its {@code FunctionInvoker} finds and calls. */
@SpringBootApplication(proxyBeanMethods = false)
public class RecordApplication {

    public record Line(String id, String subject, String action, String note) {
    }

    public record Answer(String id, String at) {
    }

    @Bean
    DynamoDbClient table() {
        return Records.client();
    }

    @Bean
    Function<Line, Message<Answer>> write(DynamoDbClient table) {
        return line -> {
            Instant at = Instant.now();
            boolean written = Records.write(table, line.subject(), line.id(), line.action(), line.note(), at);
            return MessageBuilder.withPayload(new Answer(line.id(), at.toString())).setHeader("statusCode", written ? 201 : 409).build();
        };
    }
}
