/** Entry points of numbers and exports. */
package org.zhicheng.handlers.statistics;
