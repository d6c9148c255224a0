/** Entry points of what waits for nobody, and of the daily mails to staff. */
package org.zhicheng.handlers.waiting;
