/** Entry points of staff and employers. */
package org.zhicheng.handlers.staff;
