/** Entry points of certificates and their verification. */
package org.zhicheng.handlers.certificate;
