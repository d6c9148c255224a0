/** Tests of the whole system over HTTP, and of the adapters against the services they speak to. */
package org.zhicheng.checks;
