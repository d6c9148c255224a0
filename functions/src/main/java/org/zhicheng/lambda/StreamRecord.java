package org.zhicheng.lambda;

import java.util.Map;

/** The part of a record of the table's stream that is needed: what was written, by its keys. The attributes are spelled as the stream has them. */
public record StreamRecord(String eventID, Change dynamodb) {

    /** What changed. */
    public record Change(Map<String, Text> Keys, String SequenceNumber) {
    }

    /** A text attribute. */
    public record Text(String S) {
    }

    public String pk() {
        return dynamodb.Keys().get("pk").S();
    }

    public String sk() {
        return dynamodb.Keys().get("sk").S();
    }
}
