/** Beijing time and the working days of the region (R17). */
package org.zhicheng.ground.calendar;
