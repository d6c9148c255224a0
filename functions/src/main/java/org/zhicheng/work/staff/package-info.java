/** Appointing staff and registering employers (R37). */
package org.zhicheng.work.staff;
