/** An application from draft to its end: what it holds, its states, and the commands of its owner. */
package org.zhicheng.application;
