/** Entry points of the applicant's commands and views. */
package org.zhicheng.handlers.drafting;
