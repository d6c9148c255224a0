/** Entry points of the review committee: its register and its sessions. */
package org.zhicheng.handlers.committee;
