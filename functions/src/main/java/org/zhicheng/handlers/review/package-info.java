/** Entry points of the review tiers and the workflow steps before them. */
package org.zhicheng.handlers.review;
