/** Entry points of objections to a result. */
package org.zhicheng.handlers.objection;
