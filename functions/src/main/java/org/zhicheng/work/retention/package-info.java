/** Deleting what has had its time (R38). */
package org.zhicheng.work.retention;
