/** Tables of spreadsheet programs: read, and written. */
package org.zhicheng.ground.sheet;
