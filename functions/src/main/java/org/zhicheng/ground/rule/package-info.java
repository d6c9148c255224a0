/** The rules of the notice by number, and the mark that binds what implements one to it. */
package org.zhicheng.ground.rule;
