/** What invokes functions besides requests: schedules and the table's stream. */
package org.zhicheng.stack.events;
