/** Entry points of stream and schedule that deliver the outbox. */
package org.zhicheng.handlers.outbox;
