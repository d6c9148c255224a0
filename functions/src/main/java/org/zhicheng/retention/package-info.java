/** What is deleted when, by class of data (R38). */
package org.zhicheng.retention;
