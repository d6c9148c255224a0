/** How an application changes: read, decided, written under a condition; from step to step, with its deadlines (R20–R24). */
package org.zhicheng.dossier.process;
