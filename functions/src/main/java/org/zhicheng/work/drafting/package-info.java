/** The applicant's commands: create, fill in, submit, correct, withdraw (R16, R21–R23, R26, R27). */
package org.zhicheng.work.drafting;
