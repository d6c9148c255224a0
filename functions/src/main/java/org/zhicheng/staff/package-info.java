/** Who may do what: roles, appointments of staff, and the one matrix of state × role × command (R20, R29, R37). */
package org.zhicheng.staff;
