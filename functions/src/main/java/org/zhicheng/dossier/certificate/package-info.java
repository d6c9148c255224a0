/** Approval documents and certificates, as they are kept (R28–R31). */
package org.zhicheng.dossier.certificate;
