/** The only package that imports the AWS SDK: clients, and the adapters of each port with their items. */
package org.zhicheng.aws;
