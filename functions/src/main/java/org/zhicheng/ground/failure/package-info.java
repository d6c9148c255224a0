/** What can go wrong, as stable codes with a text for people in Chinese and English. */
package org.zhicheng.ground.failure;
