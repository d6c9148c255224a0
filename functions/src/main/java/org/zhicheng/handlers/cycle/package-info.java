/** Entry points of cycles and calendar. */
package org.zhicheng.handlers.cycle;
