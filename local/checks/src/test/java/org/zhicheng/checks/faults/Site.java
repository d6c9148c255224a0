package org.zhicheng.checks.faults;

/**
 * A place where something can fail: the n-th call of its kind in a story.
 *
 * @param caller logical ID of the function that calls, or {@code workflow}
 * @param call service and operation, or the function that the workflow invokes
 * @param occurrence from 1
 */
record Site(String caller, String call, int occurrence) {

    static final String WORKFLOW = "workflow";

    @Override
    public String toString() {
        return caller + " → " + call + " #" + occurrence;
    }
}
