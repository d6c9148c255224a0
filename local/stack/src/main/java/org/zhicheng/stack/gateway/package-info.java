/** The HTTP API in front of the functions: routes, tokens, CORS, limits and payload format 2.0, as API Gateway does them. */
package org.zhicheng.stack.gateway;
