package org.zhicheng.states;

/** The states of an execution, as the service names them. */
enum ExecutionStatus {
    RUNNING,
    SUCCEEDED,
    FAILED,
    TIMED_OUT,
    ABORTED
}
