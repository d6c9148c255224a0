package org.zhicheng.states;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionCheckTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'A': {'Type': 'Pass', 'ResultPath': '$', 'End': true}}                                          | /States/A/ResultPath
            {'A': {'Type': 'Pass', 'QueryLanguage': 'JSONPath', 'End': true}}                                | /States/A/QueryLanguage
            {'A': {'Type': 'Pass', 'Typo': 1, 'End': true}}                                                  | /States/A/Typo
            {'A': {'Type': 'Loop', 'End': true}}                                                             | /States/A/Type
            {'A': {'Type': 'Pass'}}                                                                          | /States/A
            {'A': {'Type': 'Pass', 'Next': 'A', 'End': true}}                                                | /States/A
            {'A': {'Type': 'Pass', 'Next': 'B'}}                                                             | /States/A/Next
            {'A': {'Type': 'Pass', 'End': true}, 'B': {'Type': 'Succeed'}}                                   | /States/B
            {'A': {'Type': 'Pass', 'Output': '{% 1 + %}', 'End': true}}                                      | /States/A/Output
            {'A': {'Type': 'Pass', 'Assign': {'states': 1}, 'End': true}}                                    | /States/A/Assign/states
            {'A': {'Type': 'Pass', 'Output': {'x': [1, {'y': '{% ( %}'}]}, 'End': true}}                     | /States/A/Output/x[1]/y
            {'A': {'Type': 'Succeed', 'Assign': {'x': 1}}}                                                   | /States/A/Assign
            {'A': {'Type': 'Wait', 'Seconds': 1, 'Timestamp': 'x', 'End': true}}                             | /States/A
            {'A': {'Type': 'Wait', 'SecondsPath': '$.s', 'Seconds': 1, 'End': true}}                         | /States/A/SecondsPath
            {'A': {'Type': 'Wait', 'Seconds': -1, 'End': true}}                                              | /States/A/Seconds
            {'A': {'Type': 'Fail', 'End': true}}                                                             | /States/A/End
            {'A': {'Type': 'Choice', 'Choices': []}}                                                         | /States/A/Choices
            {'A': {'Type': 'Choice', 'Choices': [{'Variable': '$.x', 'Condition': true, 'Next': 'A'}]}}      | /States/A/Choices[0]/Variable
            {'A': {'Type': 'Choice', 'Choices': [{'Condition': 'x', 'Next': 'A'}]}}                          | /States/A/Choices[0]/Condition
            {'A': {'Type': 'Choice', 'Choices': [{'Condition': true, 'Next': 'B'}]}}                         | /States/A/Choices[0]/Next
            {'A': {'Type': 'Choice', 'Choices': [{'Condition': true, 'Next': 'A'}], 'Default': 'B'}}         | /States/A/Default
            {'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::sqs:sendMessage', 'End': true}}             | /States/A/Resource
            {'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'End': true}}               | /States/A/Arguments
            {'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {}, 'End': true}} | /States/A/Arguments/FunctionName
            {'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': {'FunctionName': 'f', 'InvocationType': 'Event'}, 'End': true}} | /States/A/Arguments/InvocationType
            {'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': '{% $x %}', 'TimeoutSeconds': 0, 'End': true}} | /States/A/TimeoutSeconds
            {'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': '{% $x %}', 'TimeoutSeconds': 9, 'HeartbeatSeconds': 9, 'End': true}} | /States/A/HeartbeatSeconds
            {'A': {'Type': 'Task', 'Resource': 'arn:aws:states:::lambda:invoke', 'Arguments': '{% $x %}', 'Credentials': {}, 'End': true}} | /States/A/Credentials
            {'A': {'Type': 'Parallel', 'Branches': [], 'End': true}}                                         | /States/A/Branches
            {'A': {'Type': 'Parallel', 'Branches': [{'StartAt': 'A', 'States': {'A': {'Type': 'Succeed'}}}], 'End': true}} | /States/A/Branches[0]/States/A
            {'A': {'Type': 'Parallel', 'Assign': {'v': 1}, 'Branches': [{'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'Assign': {'v': 2}, 'End': true}}}], 'End': true}} | /States/A/Branches[0]/States/B
            {'A': {'Type': 'Parallel', 'Branches': [{'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}], 'Retry': [{'ErrorEquals': []}], 'End': true}} | /States/A/Retry[0]/ErrorEquals
            {'A': {'Type': 'Parallel', 'Branches': [{'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}], 'Retry': [{'ErrorEquals': ['States.ALL', 'x']}], 'End': true}} | /States/A/Retry[0]/ErrorEquals
            {'A': {'Type': 'Parallel', 'Branches': [{'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}], 'Retry': [{'ErrorEquals': ['States.Tiemout']}], 'End': true}} | /States/A/Retry[0]/ErrorEquals
            {'A': {'Type': 'Parallel', 'Branches': [{'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}], 'Retry': [{'ErrorEquals': ['x'], 'BackoffRate': 0.5}], 'End': true}} | /States/A/Retry[0]/BackoffRate
            {'A': {'Type': 'Parallel', 'Branches': [{'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}], 'Catch': [{'ErrorEquals': ['x'], 'Next': 'B'}], 'End': true}} | /States/A/Catch[0]/Next
            {'A': {'Type': 'Map', 'ItemReader': {}, 'ItemProcessor': {'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemReader
            {'A': {'Type': 'Map', 'ItemBatcher': {}, 'ItemProcessor': {'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemBatcher
            {'A': {'Type': 'Map', 'Label': 'l', 'ItemProcessor': {'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/Label
            {'A': {'Type': 'Map', 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemProcessor/ProcessorConfig/ExecutionType
            {'A': {'Type': 'Map', 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'EXPRESS'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemProcessor/ProcessorConfig/ExecutionType
            {'A': {'Type': 'Map', 'ItemProcessor': {'ProcessorConfig': {'Mode': 'INLINE', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemProcessor/ProcessorConfig/ExecutionType
            {'A': {'Type': 'Map', 'ItemProcessor': {'ProcessorConfig': {'Mode': 'Distributed'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemProcessor/ProcessorConfig/Mode
            {'A': {'Type': 'Map', 'ResultWriter': {}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ResultWriter
            {'A': {'Type': 'Map', 'Label': 'with blanks', 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/Label
            {'A': {'Type': 'Map', 'Items': [], 'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': 'JSON'}, 'Arguments': {'Bucket': 'b', 'Key': 'k'}}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/Items
            {'A': {'Type': 'Map', 'ItemReader': {'Resource': 'arn:aws:states:::s3:listObjectsV2', 'ReaderConfig': {'InputType': 'JSON'}, 'Arguments': {'Bucket': 'b', 'Key': 'k'}}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemReader/Resource
            {'A': {'Type': 'Map', 'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': 'CSV'}, 'Arguments': {'Bucket': 'b', 'Key': 'k'}}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemReader/ReaderConfig/InputType
            {'A': {'Type': 'Map', 'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': 'JSON', 'MaxItems': 1}, 'Arguments': {'Bucket': 'b', 'Key': 'k'}}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemReader/ReaderConfig/MaxItems
            {'A': {'Type': 'Map', 'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': 'JSON'}, 'Arguments': {'Bucket': 'b'}}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemReader/Arguments/Key
            {'A': {'Type': 'Map', 'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': 'JSON'}, 'Arguments': {'Bucket': 'b', 'Key': 'k', 'VersionId': 'v'}}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemReader/Arguments/VersionId
            {'A': {'Type': 'Map', 'ItemReader': {'Resource': 'arn:aws:states:::s3:getObject', 'ReaderConfig': {'InputType': 'JSON'}, 'Parameters': {'Bucket': 'b', 'Key': 'k'}}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemReader/Parameters
            {'A': {'Type': 'Map', 'ItemBatcher': {}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemBatcher/MaxItemsPerBatch
            {'A': {'Type': 'Map', 'ItemBatcher': {'MaxItemsPerBatch': 0}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemBatcher/MaxItemsPerBatch
            {'A': {'Type': 'Map', 'ItemBatcher': {'MaxItemsPerBatch': 1, 'MaxInputBytesPerBatch': 9}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemBatcher/MaxInputBytesPerBatch
            {'A': {'Type': 'Map', 'ItemBatcher': {'MaxItemsPerBatch': 1, 'BatchInput': 'x'}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemBatcher/BatchInput
            {'P': {'Type': 'Parallel', 'Branches': [{'StartAt': 'A', 'States': {'A': {'Type': 'Map', 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}}}], 'End': true}} | /States/P/Branches[0]/States/A/ItemProcessor/ProcessorConfig/Mode
            {'A': {'Type': 'Map', 'Label': 'l', 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'B', 'States': {'B': {'Type': 'Succeed'}}}, 'Next': 'C'}, 'C': {'Type': 'Map', 'Label': 'l', 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'}, 'StartAt': 'D', 'States': {'D': {'Type': 'Succeed'}}}, 'End': true}} | /States/C/Label
            {'A': {'Type': 'Map', 'ItemProcessor': {'StartAt': 'C', 'States': {'B': {'Type': 'Succeed'}}}, 'End': true}} | /States/A/ItemProcessor/StartAt
            """)
    void shouldRefuseWhatIsWrongOrNotImplementedAndSayWhere(String states, String location) {
        assertThat(locations(StatesFixture.definition(states))).contains(location);
    }

    @Test
    void shouldRefuseWrongMachines() {
        assertThat(locations("{\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}")).containsExactly("/States/A/QueryLanguage");
        assertThat(locations("{\"QueryLanguage\":\"JSONata\",\"StartAt\":\"B\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}"))
                .contains("/StartAt");
        assertThat(locations("{\"QueryLanguage\":\"JSONata\",\"Zone\":1,\"StartAt\":\"A\",\"States\":{\"A\":{\"Type\":\"Succeed\"}}}"))
                .containsExactly("/Zone");
        assertThat(locations("{\"StartAt\":\"A\",\"StartAt\":\"A\"}")).containsExactly("/");
        assertThat(locations("[]")).containsExactly("/");
        assertThat(locations("")).containsExactly("/");
    }

    @Test
    void shouldNameEveryDefectAtOnce() {
        assertThat(locations(StatesFixture.definition("{'A': {'Type': 'Pass', 'X': 1, 'Next': 'B'}}"))).containsExactly("/States/A/X",
                "/States/A/Next");
    }

    @Test
    void shouldAcceptStatesThatChooseJsonataThemselves() {
        assertThatCode(() -> StateMachineDefinition
                .parse("{\"StartAt\":\"A\",\"States\":{\"A\":{\"QueryLanguage\":\"JSONata\",\"Type\":\"Succeed\"}}}"))
                .doesNotThrowAnyException();
    }

    @Test
    void shouldAcceptResourcesOfEveryPartition() {
        assertThat(TaskResource.of("arn:aws-cn:states:::lambda:invoke.waitForTaskToken")).isPresent();
        assertThat(TaskResource.of("arn:aws-cn:lambda:cn-north-1:000000000000:function:OpenReview:live")).isPresent();
        assertThat(TaskResource.functionName("arn:aws-cn:lambda:cn-north-1:000000000000:function:OpenReview:live")).isEqualTo("OpenReview");
        assertThat(TaskResource.functionName("OpenReview:live")).isEqualTo("OpenReview");
    }

    @Test
    void shouldLetADistributedMapHaveVariablesOfTheSameNames() {
        assertThatCode(() -> StateMachineDefinition.parse(StatesFixture.definition("""
                {'A': {'Type': 'Map', 'Assign': {'v': 1}, 'ItemProcessor': {'ProcessorConfig': {'Mode': 'DISTRIBUTED', 'ExecutionType': 'STANDARD'},
                   'StartAt': 'B', 'States': {'B': {'Type': 'Pass', 'Assign': {'v': 2}, 'End': true}}}, 'End': true}}""")))
                .doesNotThrowAnyException();
    }

    private static List<String> locations(String definition) {
        InvalidDefinition refusal = catchThrowableOfType(InvalidDefinition.class, () -> StateMachineDefinition.parse(definition));
        assertThat(refusal).isNotNull();
        assertThat(refusal).hasMessageContaining(refusal.defects().getFirst().location());
        return refusal.defects().stream().map(InvalidDefinition.Defect::location).toList();
    }
}
