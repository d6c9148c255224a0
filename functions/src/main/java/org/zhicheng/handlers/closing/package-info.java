/** Entry points of the closing and its report. */
package org.zhicheng.handlers.closing;
