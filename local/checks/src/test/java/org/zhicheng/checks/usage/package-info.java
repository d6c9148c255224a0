/** What functions use of the services while they work, counted in the units that are paid for. */
package org.zhicheng.checks.usage;
