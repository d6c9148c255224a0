/** A year's round: its submission window and its settings (R21, R37). */
package org.zhicheng.dossier.cycle;
