/** A year's round: its submission window, its settings, the regional calendar and the closing (R17, R21, R37). */
package org.zhicheng.cycle;
