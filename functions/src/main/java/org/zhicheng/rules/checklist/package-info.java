/** What is missing or wrong, all at once (R13–R16). */
package org.zhicheng.rules.checklist;
