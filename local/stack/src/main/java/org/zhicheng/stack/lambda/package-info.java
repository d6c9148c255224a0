/** Runs Lambda functions: in this JVM through Lambda's own (de)serialization, or each in a JVM of its own under Lambda's runtime client. */
package org.zhicheng.stack.lambda;
