/** Integrity records of fraud, kept three years to the day (R34). */
package org.zhicheng.integrity;
