/** The review committee as a body: who is on its register, who is drawn for a session, and when a vote passes (R45). */
package org.zhicheng.dossier.committee;
