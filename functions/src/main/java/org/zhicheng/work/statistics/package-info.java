/** Numbers and lists of a cycle's applications, for each office its own (R20, R37). */
package org.zhicheng.work.statistics;
