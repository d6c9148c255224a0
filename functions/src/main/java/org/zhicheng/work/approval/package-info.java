/** The office receives the originals and records the approval document (R28). */
package org.zhicheng.work.approval;
