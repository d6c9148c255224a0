package org.zhicheng.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ApiRequestTest {

    private final RecordSerializer serializer = new RecordSerializer();

    @Test
    void shouldReadAnEventByHandAsTheMapperReadsTheRecord() throws IOException {
        String event = """
                {"version": "2.0", "routeKey": "POST /applications/{id}/submission", "rawPath": "/applications/a1/submission", "rawQueryString": "x=1",
                 "headers": {"accept-language": "en"}, "queryStringParameters": {"x": "1"}, "pathParameters": {"id": "a1"},
                 "requestContext": {"requestId": "r1", "stage": "$default",
                                    "authorizer": {"jwt": {"claims": {"sub": "applicant-1", "amr": "[mfa]"}, "scopes": null}},
                                    "http": {"method": "POST", "path": "/applications/a1/submission", "sourceIp": "192.0.2.1", "userAgent": "test"}},
                 "body": "{\\"姓名\\": 1}", "isBase64Encoded": true}""";

        ApiRequest read = serializer.fromJson(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), ApiRequest.class);

        assertThat(read).isEqualTo(Json.fromTree(Json.tree(Json.read(new StringReader(event), Map.class)), ApiRequest.class));
        assertThat(read.claims()).containsEntry("sub", "applicant-1");
        assertThat(read.path("id")).isEqualTo("a1");
        assertThat(read.body()).isEqualTo("{\"姓名\": 1}");
        assertThat(read.isBase64Encoded()).isTrue();
    }

    @Test
    void shouldReadWhatIsAbsentOrNullAsEmpty() {
        ApiRequest read = serializer.fromJson("{\"headers\": null, \"body\": null, \"requestContext\": {\"authorizer\": {\"jwt\": null}}}",
                ApiRequest.class);

        assertThat(read.headers()).isEmpty();
        assertThat(read.queryStringParameters()).isEmpty();
        assertThat(read.claims()).isEmpty();
        assertThat(read.requestId()).isEmpty();
        assertThat(read.body()).isNull();
    }
}
