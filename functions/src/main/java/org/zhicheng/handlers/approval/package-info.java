/** Entry points of receipt and approval document. */
package org.zhicheng.handlers.approval;
