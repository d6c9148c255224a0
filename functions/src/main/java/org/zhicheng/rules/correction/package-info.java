/** What changed, what may be mended, and what makes the notice due again (R22, R23). */
package org.zhicheng.rules.correction;
