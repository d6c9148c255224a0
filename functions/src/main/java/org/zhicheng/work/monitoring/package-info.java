/** Figures by which the running system is watched: how much waits where, and for how long. */
package org.zhicheng.work.monitoring;
