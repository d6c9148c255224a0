package org.zhicheng.stack.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventFilterTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENT = "{'eventName':'INSERT','dynamodb':{'NewImage':{'kind':{'S':'OUTBOX#mail'},'n':{'N':'12'},'size':12,'tags':{'SS':['a','b']}}}}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"{'eventName':['INSERT','MODIFY']}                                       | true",
            "{'eventName':['REMOVE']}                                                | false",
            "{'eventName':['INSERT'],'dynamodb':{'NewImage':{'kind':{'S':['x']}}}}   | false",
            "{'dynamodb':{'NewImage':{'kind':{'S':[{'prefix':'OUTBOX#'}]}}}}         | true",
            "{'dynamodb':{'NewImage':{'kind':{'S':[{'suffix':'#sms'}]}}}}            | false",
            "{'dynamodb':{'NewImage':{'done':[{'exists':false}]}}}                   | true",
            "{'dynamodb':{'NewImage':{'kind':{'S':[{'exists':true}]}}}}              | true",
            "{'eventName':[{'anything-but':['REMOVE']}]}                             | true",
            "{'eventName':[{'anything-but':{'prefix':'INS'}}]}                       | false",
            "{'eventName':[{'equals-ignore-case':'insert'}]}                         | true",
            "{'dynamodb':{'NewImage':{'size':[{'numeric':['>',10,'<=',12]}]}}}       | true",
            "{'dynamodb':{'NewImage':{'n':{'N':[{'numeric':['>',10]}]}}}}            | false",
            "{'dynamodb':{'NewImage':{'kind':{'S':[{'wildcard':'*#mail'}]}}}}        | true",
            "{'$or':[{'eventName':['REMOVE']},{'eventName':['INSERT']}]}             | true",
            "{'dynamodb':{'NewImage':{'tags':{'SS':['b']}}}}                         | true",})
    void shouldMatchAsLambdaDoes(String pattern, boolean matches) throws IOException {
        assertThat(new EventFilter(List.of(json(pattern))).passes(JSON.readTree(json(EVENT)))).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{}", "{'a':'b'}", "{'a':[{'like':'x'}]}"})
    void shouldRefuseWhatIsNoPattern(String pattern) {
        assertThatThrownBy(() -> new EventFilter(List.of(json(pattern)))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldPassEverythingWithoutPatternsAndAnyMatchAmongSeveral() throws IOException {
        assertThat(new EventFilter(List.of()).passes(JSON.readTree("{}"))).isTrue();
        assertThat(new EventFilter(List.of(json("{'eventName':['REMOVE']}"), json("{'eventName':['INSERT']}")))
                .passes(JSON.readTree(json(EVENT)))).isTrue();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
