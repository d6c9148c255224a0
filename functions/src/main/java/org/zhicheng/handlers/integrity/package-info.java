/** Entry points of integrity records. */
package org.zhicheng.handlers.integrity;
