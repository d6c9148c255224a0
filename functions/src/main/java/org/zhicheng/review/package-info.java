/** The tiers of review: queues, decisions, returns, deadlines, and the waits of the workflow (R20–R25, R28, R29). */
package org.zhicheng.review;
