/** What outlives a stack: its folder, and how far its clock was moved. */
package org.zhicheng.stack.state;
