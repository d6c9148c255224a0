/** Random walks: commands of everybody in any order, with crashes between any two writes, against a small model of what must come of it. */
package org.zhicheng.walk;
