/** What waits, for whom, and for nobody; staff and administrators are told of it (R43, R48). */
package org.zhicheng.work.waiting;
