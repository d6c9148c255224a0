/** The log: one line an outcome. */
package org.zhicheng.ground.log;
