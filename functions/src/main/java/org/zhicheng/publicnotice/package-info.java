/** The employer's public notice: its days, its result, and the three forms (R17–R19). */
package org.zhicheng.publicnotice;
