/** What is kept for how long, by class of data (R38). */
package org.zhicheng.rules.retention;
