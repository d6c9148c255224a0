/** Serves the portal's pages: static files from the function's own zip, nothing else. */
package org.zhicheng.portal;
