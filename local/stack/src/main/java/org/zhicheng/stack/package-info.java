/** The embedded stack: reads a SAM template, starts what it says on one machine, and stops it. */
package org.zhicheng.stack;
