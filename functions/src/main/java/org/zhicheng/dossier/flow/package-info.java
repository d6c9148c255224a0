/** The way of an application: its states, who acts, and what can be commanded (R20–R26). */
package org.zhicheng.dossier.flow;
