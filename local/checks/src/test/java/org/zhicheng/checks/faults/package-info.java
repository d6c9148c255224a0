/** Proves the promises by machines that try everything: every call failing once, everything twice and late, kill -9 at any moment. */
package org.zhicheng.checks.faults;
