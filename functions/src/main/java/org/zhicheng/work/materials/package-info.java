/** Uploads: announced, sent to storage, inspected, replaced, taken away (R15). */
package org.zhicheng.work.materials;
