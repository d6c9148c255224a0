/**
 * An interpreter of Amazon States Language, JSONata dialect, and the Step Functions operations over it: durable in one folder, on a
 * clock that may be moved, refusing at load whatever it does not run.
 */
package org.zhicheng.states;
