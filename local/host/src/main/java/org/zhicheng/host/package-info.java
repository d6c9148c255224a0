/** What {@code ./run} starts: the one place where functions, stack and demonstration meet. */
package org.zhicheng.host;
