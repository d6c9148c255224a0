/** Delivers what a change left to be done; composes the mails: a link and no personal data beyond the name (R36). */
package org.zhicheng.work.outbox;
