/** The review committee: its register, and its sessions from the plan to what was decided (R45). */
package org.zhicheng.work.committee;
