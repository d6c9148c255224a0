/** Who may apply for what: the table of the notice and the rules around it (R1–R14). */
package org.zhicheng.rules.eligibility;
