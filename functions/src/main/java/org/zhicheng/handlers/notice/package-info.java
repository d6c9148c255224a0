/** Entry points of the public notice and its forms. */
package org.zhicheng.handlers.notice;
