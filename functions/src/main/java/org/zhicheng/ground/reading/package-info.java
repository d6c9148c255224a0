/** How one request reads: each thing once, and what does not wait for each other at the same time. */
package org.zhicheng.ground.reading;
