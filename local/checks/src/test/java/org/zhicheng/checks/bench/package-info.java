/** Measures what the README says of times and memory. */
package org.zhicheng.checks.bench;
