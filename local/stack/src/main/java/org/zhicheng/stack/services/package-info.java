/** The AWS services of the embedded stack: each speaks the wire protocol, so that unchanged SDK clients and the command line work. */
package org.zhicheng.stack.services;
