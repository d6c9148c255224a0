/** The end of the submission window (R21). */
package org.zhicheng.work.closing;
