/** Entry points of the review committee. */
package org.zhicheng.handlers.committee;
