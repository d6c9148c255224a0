/** The employer's public notice and its printed forms, Annexes 2 to 4 (R17–R19). */
package org.zhicheng.work.notice;
