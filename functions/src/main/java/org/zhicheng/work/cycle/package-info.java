/** What an administrator sets: the cycle and the calendar (R17, R37). */
package org.zhicheng.work.cycle;
