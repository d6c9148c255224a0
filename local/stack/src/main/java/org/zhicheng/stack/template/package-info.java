/** Reads {@code template.yaml} as the stack would: intrinsics, conditions, globals; what the embedded stack needs of it, typed. */
package org.zhicheng.stack.template;
