/** Whether a file is what it says and safe to open (R15); knows bytes, not applications. */
package org.zhicheng.ground.inspection;
