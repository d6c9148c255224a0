/** Entry point of the schedule that starts lost executions again. */
package org.zhicheng.handlers.resumption;
