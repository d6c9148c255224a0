/** Entry points of the committee's sessions. */
package org.zhicheng.handlers.committee;
