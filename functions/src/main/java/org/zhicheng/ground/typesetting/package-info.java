/** Chinese typesetting: the fonts, line breaking, and paper forms as PDF and DOCX. */
package org.zhicheng.ground.typesetting;
