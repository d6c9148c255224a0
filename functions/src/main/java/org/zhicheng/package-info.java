/** Applications for professional titles (职称): one package a feature, the AWS SDK in {@code org.zhicheng.aws} only. */
package org.zhicheng;
