/** Measures what the README says of times and memory. */
package org.zhicheng.local.bench;
