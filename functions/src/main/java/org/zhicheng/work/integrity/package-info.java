/** Recording and searching fraud (R34). */
package org.zhicheng.work.integrity;
