/**
 * The committee: its register, who is on it by whose consent; its sessions, plan, draw, recuse, vote, count, sign, and carry out what was decided
 * (R45).
 */
package org.zhicheng.work.committee;
