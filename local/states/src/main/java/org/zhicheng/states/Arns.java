package org.zhicheng.states;

/** Whose resources these are: the parts of every ARN that the engine makes. */
public record Arns(String partition, String region, String account) {

    /** The account that emulators commonly use. */
    public static Arns of(String partition, String region) {
        return new Arns(partition, region, "000000000000");
    }

    String stateMachine(String name) {
        return "arn:" + partition + ":states:" + region + ":" + account + ":stateMachine:" + name;
    }

    String mapRun(String stateMachineName, String id) {
        return "arn:" + partition + ":states:" + region + ":" + account + ":mapRun:" + stateMachineName + ":" + id;
    }

    String execution(String stateMachineName, String name) {
        return "arn:" + partition + ":states:" + region + ":" + account + ":execution:" + stateMachineName + ":" + name;
    }
}
