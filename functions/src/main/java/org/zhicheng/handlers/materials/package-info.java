/** Entry points of uploads. */
package org.zhicheng.handlers.materials;
