/** Entry point of the schedule that publishes figures. */
package org.zhicheng.handlers.monitoring;
