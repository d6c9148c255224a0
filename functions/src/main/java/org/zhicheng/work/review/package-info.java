/** The review tiers: queues, decisions, returns, deadlines, and the waits of the workflow (R20–R25, R29). */
package org.zhicheng.work.review;
