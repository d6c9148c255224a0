/** Makes of uploaded files the pictures that people see (R15, R46); knows bytes, not applications. */
package org.zhicheng.ground.rendering;
