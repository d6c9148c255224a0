/** Entry points of registration and one's own data. */
package org.zhicheng.handlers.registration;
