/** By what a content is told from any other. */
package org.zhicheng.ground.hash;
