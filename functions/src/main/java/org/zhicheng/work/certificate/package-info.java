/** Certificates: issued once, revoked, verified by anyone (R30–R32). */
package org.zhicheng.work.certificate;
