package org.zhicheng.states;

import java.time.Clock;

/** What running states need from outside their execution. */
record Surroundings(Clock clock, ClockWaits waits, TaskTokens tokens, TaskIntegrations integrations, Backoff backoff, Arns arns) {
}
