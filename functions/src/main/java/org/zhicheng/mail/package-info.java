/** Mails: a link and no personal data beyond the name (R36). */
package org.zhicheng.mail;
