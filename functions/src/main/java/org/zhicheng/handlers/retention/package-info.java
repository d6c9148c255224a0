/** Entry point of the schedule that deletes. */
package org.zhicheng.handlers.retention;
