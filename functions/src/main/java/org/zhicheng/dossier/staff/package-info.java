/** Who may do what: appointments of staff, and the one matrix of state × role × command (R20, R29, R37). */
package org.zhicheng.dossier.staff;
