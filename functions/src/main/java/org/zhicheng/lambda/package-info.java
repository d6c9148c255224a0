/** What handlers stand on: requests and responses, JSON, problems, the environment and the log. */
package org.zhicheng.lambda;
