/** Mail by SMTP, for regions without SES. */
package org.zhicheng.smtp;
