/** What an implementation of AWS lacks that the system needs, put in front of it. */
package org.zhicheng.checks.elsewhere;
