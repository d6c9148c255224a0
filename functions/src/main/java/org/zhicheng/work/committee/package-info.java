/** The committee's register: who is on it, by whose consent (R45). */
package org.zhicheng.work.committee;
