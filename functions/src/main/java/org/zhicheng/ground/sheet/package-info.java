/** Reading tables that spreadsheet programs wrote. */
package org.zhicheng.ground.sheet;
