/** Approval documents, and the electronic certificates: issued once, verified by anyone (R28–R32). */
package org.zhicheng.certificate;
