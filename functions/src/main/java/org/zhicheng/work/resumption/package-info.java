/** Starts the workflow again wherever an execution was lost. */
package org.zhicheng.work.resumption;
