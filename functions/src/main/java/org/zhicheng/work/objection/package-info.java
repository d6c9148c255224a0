/** Objections to the public notice of the committee's result: raised by anybody, answered by the office (R45). */
package org.zhicheng.work.objection;
