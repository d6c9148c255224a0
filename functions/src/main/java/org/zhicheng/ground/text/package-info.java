/** Texts as people write and compare them. */
package org.zhicheng.ground.text;
